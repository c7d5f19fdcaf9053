"""What the fields of a piece are called, on forms and in its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAMES: dict[str, StrOrPromise] = {
    "title": _("Title"),
    "title_ar": _("Title in Arabic"),
    "title_en": _("Title in English"),
    "title_fr": _("Title in French"),
    "about": _("What it is"),
    "source": pgettext_lazy("who issued a document", "Source"),
    "dated_on": _("Dated"),
    "language": _("Language"),
    "link": _("Address"),
    "body": _("Provided by"),
    "consent": _("Consent"),
    "consent_words": _("Who gave consent, and how"),
    "confidentiality": _("Confidentiality"),
    "readers": _("People named for it"),
    "keep_until": _("Kept until"),
    "file": _("File"),
    "version": _("Version"),
    "place": _("Place"),
}
