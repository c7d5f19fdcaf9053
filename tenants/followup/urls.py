"""Addresses of rounds of information."""

from django.urls import URLPattern

app_name = "followup"

urlpatterns: list[URLPattern] = []
