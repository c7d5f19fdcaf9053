"""Where data is kept: database, cache, files."""

from datetime import timedelta
from typing import Any

from mutabaa.env import Url, env


def _database(url: Url | None) -> dict[str, Any]:
    """Settings of one connection. Without a URL it points nowhere, so that tools that need no database work."""
    return {
        "ENGINE": "shared.isolation.database",
        "NAME": url.path if url else "mutabaa",
        "USER": url.user if url else "mutabaa_login",
        "PASSWORD": url.password if url else "",
        "HOST": url.host if url else "/nonexistent",
        "PORT": str(url.port) if url else "",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "OPTIONS": {name: value for name, value in (url.options if url else {}).items() if name != "host"},
    }


def clamd_address(url: Url | None) -> str | tuple[str, int] | None:
    """Where clamd listens: a host and port, the path of a socket, or None where there is no scanner."""
    if url is None:
        return None
    return f"/{url.path}" if url.scheme == "unix" else (url.host, url.port)


DATABASES = {"default": _database(env.database_url)}
if env.database_admin_url:
    DATABASES["migrator"] = {**_database(env.database_admin_url), "CONN_MAX_AGE": 0}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Django warns where two models share a table's name; ours do so in different schemas.
SILENCED_SYSTEM_CHECKS = ["models.W035"]

MIGRATION_LOCK_TIMEOUT = "5s"
MIGRATION_STATEMENT_TIMEOUT = "120s"
# The institution's own role may add to these and never change them.
APPEND_ONLY_TABLES = [
    "records_auditentry",
    "reporting_slip",
    "followup_submission",
    "followup_remark",
    "reporting_edition",
]
# Public tables that every institution's role reads (a pattern), and those whose own rows it writes (by policy).
READABLE_PUBLIC_TABLES = "^taxonomy_"
EXCHANGE_TABLES = ["institutions_affiliation", "institutions_assessorconfirmation"]

if env.cache_url:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": env.cache_url.text,
            "KEY_FUNCTION": "shared.isolation.cache.scoped_key",
        }
    }
else:
    # One table in each schema: the search path keeps them apart.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache_entries",
            "KEY_FUNCTION": "shared.isolation.cache.scoped_key",
        }
    }

if env.s3_bucket:
    _private: dict[str, Any] = {
        "BACKEND": "shared.isolation.private_s3.PrivateS3Storage",
        "OPTIONS": {
            "bucket_name": env.s3_bucket,
            "access_key": env.s3_access_key_id,
            "secret_key": env.s3_secret_access_key,
            "endpoint_url": env.s3_endpoint_url,
            "region_name": env.s3_region,
            "default_acl": "private",
            "signature_version": "s3v4",
            "file_overwrite": False,
        },
    }
else:
    _private = {
        "BACKEND": "shared.isolation.files.PrivateFileStorage",
        "OPTIONS": {
            "location": str(env.home / "files"),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }

STORAGES = {
    "default": _private,
    "private": _private,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = str(env.home / "static")
STATICFILES_DIRS = [str(env.home / "assets")]
WHITENOISE_MANIFEST_STRICT = False

# Intake: each limit has an error of its own that names it.
INTAKE_LIMITS = {
    "max_bytes": 30 * 1024 * 1024,
    "max_rows": 200_000,
    "max_columns": 100,
    "max_cell": 100_000,
}
# Evidence: tenants.evidence.limits says what each means. The scanner's address: host and port, or a socket's path.
EVIDENCE_LIMITS = {"max_bytes": 50 * 1024 * 1024}
# Archives that come in (tenants.archives.limits says what each means), and how long one that was made is kept.
ARCHIVE_LIMITS: dict[str, int] = {}
ARCHIVE_KEPT = timedelta(days=3)
CLAMD_ADDRESS = clamd_address(env.clamd_url)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A bulk change names each recommendation; tenants.tracker.listing.bulk allows 5,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_200
FILE_UPLOAD_PERMISSIONS = 0o600
