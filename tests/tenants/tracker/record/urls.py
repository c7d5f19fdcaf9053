"""The institution's addresses with the tracker among them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from mutabaa import urls_institution

urlpatterns = [*urls_institution.urlpatterns, *i18n_patterns(path("recommendations/", include("tenants.tracker.urls")))]
handler403 = urls_institution.handler403
handler404 = urls_institution.handler404
