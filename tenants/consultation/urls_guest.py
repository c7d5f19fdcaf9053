"""Where people from outside read and comment, by the secret in their link."""

from django.urls import URLPattern

app_name = "comment"

urlpatterns: list[URLPattern] = []
