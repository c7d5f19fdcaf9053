"""What a person says of a piece of evidence: the fields that are written and changed together."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.languages.arabic import normalise
from tenants.evidence.models import Confidentiality, Consent, Piece
from tenants.evidence.refusals import NoConsent, NotAPiece

LANGUAGES = ("ar", "en", "fr")
_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, kw_only=True)
class Content:
    """Words, day and consent of a piece; its class is given and changed apart, with a reason."""

    title_ar: str = ""
    title_en: str = ""
    title_fr: str = ""
    about: str = ""
    source: str = ""
    dated_on: date | None = None
    language: str = ""
    consent: str = Consent.NOT_NEEDED
    consent_words: str = ""
    keep_until: date | None = None

    @classmethod
    def of(cls, piece: Piece) -> Content:
        return cls(**{one.name: getattr(piece, one.name) for one in fields(cls)})

    def values(self) -> dict[str, Any]:
        """Its fields, words without spaces around them."""
        given = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}

    def check(self, confidentiality: str) -> None:
        """Raises NotAPiece or NoConsent when it does not hold together."""
        given = self.values()
        if not any(given[f"title_{code}"] for code in LANGUAGES):
            raise NotAPiece(_("Give the piece a title in at least one language."))
        if self.dated_on and self.dated_on > timezone.localdate():
            raise NotAPiece(_("Evidence cannot be dated in the future."))
        if given["consent"] == Consent.GIVEN and not given["consent_words"]:
            raise NoConsent(_("Say who gave consent, and how."))
        check_class(confidentiality, given["consent"])


def check_class(confidentiality: str, consent: str) -> None:
    """Raises NoConsent when a piece without consent would be public."""
    if confidentiality == Confidentiality.PUBLIC and consent == Consent.NOT_GIVEN:
        raise NoConsent(_("Without consent it cannot be public."))


def checked_link(link: str) -> str:
    """An http or https address as it is kept. Raises NotAPiece."""
    link = link.strip()
    try:
        _is_address(link)
    except ValidationError:
        raise NotAPiece(_("Give a whole address that begins with https:// or http://.")) from None
    if len(link) > 2000:
        raise NotAPiece(_("The address is longer than 2,000 characters."))
    return link


def searchable(piece: Piece, file_name: str = "") -> str:
    """What the register's search looks through, in one spelling."""
    words = [piece.title_ar, piece.title_en, piece.title_fr, piece.source, piece.about, piece.link, file_name]
    return normalise(" ".join(filter(None, words)))


def written(value: Any) -> Any:
    """A field's value as the log keeps it."""
    return value.isoformat() if isinstance(value, date) else value
