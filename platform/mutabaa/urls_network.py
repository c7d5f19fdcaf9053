"""Addresses on the network's own host."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from shared.languages.paths import choose_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("", choose_language, name="choose_language"),
    *i18n_patterns(
        path("", include("tenants.network.urls")),
        path("account/", include("mutabaa.urls_account")),
        path("pages/", include("mutabaa.design.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "mutabaa.refusals.bad_request"
handler403 = "mutabaa.refusals.denied"
handler404 = "mutabaa.refusals.not_found"
