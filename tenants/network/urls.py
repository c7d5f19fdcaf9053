"""Addresses of the network's own host."""

from django.urls import path

from tenants.network import views

app_name = "network"

urlpatterns = [
    path("", views.home, name="home"),
    path("members/", views.members, name="members"),
    path("places/", views.places, name="places"),
    path("desk/", views.desk, name="desk"),
    path("desk/roles/", views.roles, name="roles"),
    path("desk/assessors/<uuid:pk>/confirm/", views.confirm_assessor, name="confirm_assessor"),
    path("desk/assessors/<uuid:pk>/decline/", views.decline_assessor, name="decline_assessor"),
]
