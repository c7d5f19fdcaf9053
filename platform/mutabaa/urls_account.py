"""Addresses about the person herself, the same on every host (django-allauth). Nobody signs up uninvited."""

from django.urls import include, path

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
