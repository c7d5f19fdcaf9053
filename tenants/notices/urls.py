"""Addresses of a person's notices."""

from django.urls import path

from tenants.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.notices, name="list"),
    path("seen/", views.all_seen, name="all_seen"),
    path("<uuid:pk>/", views.open_notice, name="open"),
]
