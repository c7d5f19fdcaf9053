"""What django-allauth may do here: nobody signs up uninvited, and nobody is sent to another host."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST_ADDRESS = 254


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only this very host; the stock check accepts every host of the network."""
        if not url:
            return False
        host = self.request.get_host() if self.request else None
        return url_has_allowed_host_and_scheme(url, allowed_hosts={host} if host else set())

    def clean_email(self, email: str) -> str:
        """Raises ValidationError for an address that the account's table cannot hold."""
        MaxLengthValidator(LONGEST_ADDRESS)(email)
        return str(super().clean_email(email))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Inside an institution its front page; on the network's host the person's own places."""
        return "/" if getattr(request, "institution", None) else reverse("network:places")

    def format_email_subject(self, subject: str) -> str:
        return f"{settings.MAIL_SUBJECT_NAME}: {subject}"

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return "/"


class SecondFactorAdapter(DefaultMFAAdapter):
    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """Passkeys are bound to the network's domain; on localhost, where browsers refuse that, to the host."""
        host = urlsplit(f"//{self.request.get_host()}").hostname or ""
        domain = settings.NETWORK_DOMAIN
        return {"id": domain if "." in domain else host, "name": settings.MFA_TOTP_ISSUER}
