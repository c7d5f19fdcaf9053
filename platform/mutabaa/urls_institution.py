"""Addresses on an institution's host."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from shared.languages.paths import choose_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", choose_language, name="choose_language"),
    *i18n_patterns(
        path("account/", include("mutabaa.urls_account")),
        prefix_default_language=True,
    ),
]
