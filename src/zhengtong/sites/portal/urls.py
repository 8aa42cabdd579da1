"""Addresses of the citizen's site."""

from django.urls import path

from zhengtong.sites.portal.web import (
    catalogue,
    checking,
    entities,
    filling,
    home,
    inbox,
    materials,
    me,
    mycases,
    progress,
    site,
    starting,
    verification,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", catalogue.search, name="search"),
    path("search/suggestions/", catalogue.suggestions, name="suggestions"),
    path("items/", catalogue.browse, name="items"),
    path("items/<str:code>/", catalogue.guide, name="guide"),
    path("verify/", verification.verify, name="verify"),
    path("verify/<str:identifier>/", verification.licence, name="licence"),
    path("me/", me.me, name="me"),
    path("me/messages/", inbox.inbox, name="inbox"),
    path("me/messages/read/", inbox.read_all, name="read_all"),
    path("me/messages/<int:notice_id>/", inbox.open_notice, name="notice"),
    path("me/entities/", entities.entities, name="entities"),
    path("me/licences/<str:identifier>/", me.licence_file, name="licence_file"),
    path("apply/start/<str:code>/", starting.start, name="start"),
    path("apply/<uuid:draft_id>/", filling.application, name="application"),
    path("apply/<uuid:draft_id>/eligibility/", starting.eligibility, name="eligibility"),
    path("apply/<uuid:draft_id>/page/<int:index>/", filling.page, name="page"),
    path("apply/<uuid:draft_id>/discard/", filling.discard, name="discard"),
    path("apply/<uuid:draft_id>/materials/", materials.materials, name="materials"),
    path("apply/<uuid:draft_id>/materials/<str:key>/", materials.material, name="material"),
    path("apply/<uuid:draft_id>/check/", checking.check, name="check"),
    path("apply/<uuid:draft_id>/done/", checking.done, name="done"),
    path("me/cases/<str:case_no>/", mycases.case, name="case"),
    path("me/cases/<str:case_no>/correct/", mycases.correct, name="correct"),
    path("me/cases/<str:case_no>/withdraw/", mycases.withdraw, name="withdraw"),
    path("me/cases/<str:case_no>/supply/<str:key>/", mycases.supply, name="supply"),
    path("me/cases/<str:case_no>/material/<str:key>/", mycases.material, name="case_material"),
    path("progress/", progress.progress, name="progress"),
    path("prefs/", site.prefs, name="prefs"),
    path("accessibility/", site.accessibility, name="accessibility"),
    path("privacy/", site.privacy, name="privacy"),
]
