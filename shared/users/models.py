"""People who sign in. Public schema: one person, many institutions."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from shared.isolation.models import NetworkModel


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.clean_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @staticmethod
    def clean_email(email: str) -> str:
        return email.strip().lower()

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=self.clean_email(username or ""))

    def known_as(self, email: str) -> Self:
        return self.filter(email=self.clean_email(email))  # type: ignore[return-value]


class User(AbstractBaseUser, NetworkModel):
    """A person, known by an e-mail address. What she may do stands in each institution, not here."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=2, default="ar")
    # A name of the IANA list; empty where the institution's own holds.
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True, db_default="", default="")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name or self.email
