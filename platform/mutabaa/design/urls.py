"""Pages served on every host, under the language's prefix: include as `path("", include("mutabaa.design.urls"))`."""

from __future__ import annotations

from django.urls import path

from mutabaa.design import views

app_name = "pages"

urlpatterns = [
    path("about/", views.page, {"name": "about"}, name="about"),
    path("accessibility/", views.page, {"name": "accessibility"}, name="accessibility"),
    path("privacy/", views.page, {"name": "privacy"}, name="privacy"),
    path("help/", views.page, {"name": "help"}, name="help"),
    path("gallery/", views.gallery, name="gallery"),
]
