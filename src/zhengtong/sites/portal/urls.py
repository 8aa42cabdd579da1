"""Addresses of the citizen's site."""

from django.urls import path

from zhengtong.sites.portal.web import catalogue, home, me, site, verification

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
    path("me/licences/<str:identifier>/", me.licence_file, name="licence_file"),
    path("prefs/", site.prefs, name="prefs"),
    path("accessibility/", site.accessibility, name="accessibility"),
    path("privacy/", site.privacy, name="privacy"),
]
