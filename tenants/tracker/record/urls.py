"""Addresses of one recommendation, under its key."""

from django.urls import path

from tenants.tracker.priorities import views as priority_views
from tenants.tracker.record import account_views, subject_views, views, work_views

urlpatterns = [
    path("", views.record, name="record"),
    path("history/", views.history, name="history"),
    path("classify/", subject_views.classify, name="classify"),
    path("cluster/", subject_views.cluster, name="cluster"),
    path("link/", subject_views.link, name="link"),
    path("assign/", work_views.assign, name="assign"),
    path("prioritise/", work_views.prioritise, name="prioritise"),
    path("sheet/", priority_views.sheet, name="sheet"),
    path("followup/", priority_views.followup, name="followup"),
    path("position/", work_views.position, name="position"),
    path("edit/", work_views.edit, name="edit"),
    path("assess/", account_views.assess, name="assess"),
    path("assessments/<uuid:assessment>/withdraw/", account_views.withdraw, name="withdraw_assessment"),
]
