"""Addresses of the criteria; the sheet of a recommendation stands under its record."""

from django.urls import path

from tenants.tracker.priorities import criteria_views

urlpatterns = [
    path("", criteria_views.criteria_page, name="criteria"),
    path("add/", criteria_views.add, name="add_criterion"),
    path("bands/", criteria_views.limits, name="bands"),
    path("<uuid:pk>/", criteria_views.edit, name="edit_criterion"),
    path("<uuid:pk>/retire/", criteria_views.retire, name="retire_criterion"),
    path("<uuid:pk>/restore/", criteria_views.restore, name="restore_criterion"),
]
