"""Cookies, hosts, headers, log lines."""

from secrets import token_urlsafe
from typing import Any

import structlog
from csp.constants import NONE, SELF

from mutabaa.env import env

# Without one, tools that sign nothing still run; what prints signed links asks SECRET_KEY_GIVEN first.
SECRET_KEY = env.secret_key or token_urlsafe(50)
SECRET_KEY_GIVEN = env.secret_key is not None
DEBUG = False
DEMO = env.demo

NETWORK_DOMAIN = env.domain
PORT = env.port
# The public address of a host: scheme and, where it is not the scheme's own, the port.
ADDRESS_SCHEME = "https" if env.https else "http"
ADDRESS_PORT = "" if env.https or env.port == 80 else f":{env.port}"
ALLOWED_HOSTS = [env.domain, f".{env.domain}"]

_prefix = "__Host-" if env.https else ""
SESSION_COOKIE_NAME = f"{_prefix}session"
SESSION_COOKIE_SECURE = env.https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
CSRF_COOKIE_NAME = f"{_prefix}csrf"
CSRF_COOKIE_SECURE = env.https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mutabaa.refusals.csrf_failure"
LANGUAGE_COOKIE_SECURE = env.https
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

if env.https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "mutabaa.log_lines.DiscreetFormatter", "format": "%(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        # It misses a host name in the embedded start, whose broker is a folder.
        "kombu.connection": {"level": "ERROR"},
    },
}
