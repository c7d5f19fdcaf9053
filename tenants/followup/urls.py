"""Addresses of rounds of information; each part keeps its own list."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "followup"

urlpatterns: list[URLPattern | URLResolver] = [
    path("standing-in/", include("tenants.followup.standing_in.urls")),
    path("", include("tenants.followup.urls_rounds")),
    path("", include("tenants.followup.workbook.urls")),
]
