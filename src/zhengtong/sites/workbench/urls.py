"""Addresses of the officer's site."""

from django.urls import path

from zhengtong.sites.workbench.web import acts, cases, licences, queue, tasks

app_name = "workbench"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("queue.csv", queue.queue_csv, name="queue_csv"),
    path("task/<int:task_id>/", tasks.task, name="task"),
    path("task/<int:task_id>/<str:act>/", acts.act, name="act"),
    path("case/", cases.find_case, name="find_case"),
    path("case/<str:case_no>/", cases.case, name="case"),
    path("case/<str:case_no>/extend/", cases.extend, name="extend"),
    path("case/<str:case_no>/material/<str:key>/", cases.material, name="material"),
    path("licences/", licences.licences, name="licences"),
    path("licences/<str:identifier>/", licences.licence, name="licence"),
    path("licences/<str:identifier>/file/", licences.file, name="licence_file"),
]
