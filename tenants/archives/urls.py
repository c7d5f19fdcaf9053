"""Addresses of the institution's archive."""

from django.urls import path

from tenants.archives import views

app_name = "archives"

urlpatterns = [
    path("", views.archives, name="archives"),
    path("<uuid:pk>/", views.download, name="download"),
    path("<uuid:pk>/remove/", views.remove, name="remove"),
]
