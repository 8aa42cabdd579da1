"""Addresses of the administrator's site."""

from django.urls import path

from zhengtong.sites.console.web import bodies, calendars, jobs, ledger, officers

app_name = "console"
urlpatterns = [
    path("", officers.officers, name="officers"),
    path("officers/new/", officers.new, name="new_officer"),
    path("officers/<int:account_id>/", officers.officer, name="officer"),
    path("officers/<int:account_id>/grant/", officers.grant, name="grant"),
    path("officers/<int:account_id>/revoke/<int:grant_id>/", officers.revoke, name="revoke"),
    path("officers/<int:account_id>/dismiss/", officers.dismiss, name="dismiss"),
    path("officers.csv", officers.officers_csv, name="officers_csv"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/<str:uscc>/", bodies.body, name="body"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:job_id>/retry/", jobs.retry, name="retry"),
    path("ledger/", ledger.ledger, name="ledger"),
]
