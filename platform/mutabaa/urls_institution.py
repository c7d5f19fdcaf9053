"""Addresses on an institution's host."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from mutabaa.demo.views import demo_file
from shared.languages.paths import choose_language
from tenants.tracker.overview.views import overview

urlpatterns: list[URLPattern | URLResolver] = [
    path("", choose_language, name="choose_language"),
    *i18n_patterns(
        path("", overview, name="overview"),
        path("recommendations/", include("tenants.tracker.urls")),
        path("import/", include("tenants.intake.urls")),
        path("plan/", include("tenants.planning.urls")),
        path("rounds/", include("tenants.followup.urls")),
        path("evidence/", include("tenants.evidence.urls")),
        path("consultations/", include("tenants.consultation.urls")),
        path("comment/", include("tenants.consultation.urls_guest")),
        path("notices/", include("tenants.notices.urls")),
        path("calendar/", include("tenants.reporting.urls")),
        path("reports/", include("tenants.reporting.dossiers.urls")),
        path("feed/", include("tenants.reporting.urls_feed")),
        path("archive/", include("tenants.archives.urls")),
        path("demo/<str:name>", demo_file, name="demo_file"),
        path("account/", include("mutabaa.urls_account")),
        path("invitation/", include("tenants.members.urls_invitation")),
        path("", include("tenants.members.urls")),
        path("pages/", include("mutabaa.design.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "mutabaa.refusals.bad_request"
handler403 = "mutabaa.refusals.denied"
handler404 = "mutabaa.refusals.not_found"
