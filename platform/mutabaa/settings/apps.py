"""Which app lives in which schema, and the order of a request."""

from mutabaa.env import repository

BASE_DIR = repository

PUBLIC_SCHEMA_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "shared.users",
    "shared.taxonomy",
    "tenants.institutions",
    "tenants.network",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

INSTITUTION_SCHEMA_APPS = [
    "tenants.records",
    "tenants.members",
    "tenants.notices",
    "tenants.evidence",
    "tenants.tracker",
    "tenants.intake",
    "tenants.planning",
    "tenants.followup",
    "tenants.consultation",
    "tenants.reporting",
    "tenants.archives",
]

# Apps without tables of their own.
TABLELESS_APPS = [
    "mutabaa",
    "modeltranslation",
    "mutabaa.demo",
    "mutabaa.design",
    "shared.isolation",
    "shared.languages",
    "shared.navigation",
    "shared.exports",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

INSTALLED_APPS = [*TABLELESS_APPS, *INSTITUTION_SCHEMA_APPS, *PUBLIC_SCHEMA_APPS, "django_tenants"]

# django-tenants' names for the two lists.
SHARED_APPS = PUBLIC_SCHEMA_APPS
TENANT_APPS = INSTITUTION_SCHEMA_APPS
TENANT_MODEL = "institutions.Institution"
TENANT_DB_ALIAS = "migrator"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Users sit on slow links. Django pads at random against guessing by length.
    "django.middleware.gzip.GZipMiddleware",
    # Before anything that answers by itself: these headers stand on refusals too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "mutabaa.middleware.privacy.Private",
    "mutabaa.middleware.health.Health",
    "mutabaa.middleware.hosts.InstitutionOfHost",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mutabaa.middleware.sessions.BoundSession",
    "shared.languages.middleware.RememberLanguage",
    "django.middleware.locale.LocaleMiddleware",
    "shared.languages.middleware.MonthNames",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "mutabaa.middleware.membership.Membership",
]

ROOT_URLCONF = "mutabaa.urls_network"
NETWORK_URLCONF = "mutabaa.urls_network"
INSTITUTION_URLCONF = "mutabaa.urls_institution"
WSGI_APPLICATION = "mutabaa.wsgi.application"
