"""The texts of a recommendation as the page sets them: one large, one beside it, the others folded away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tenants.tracker.actions.texts import LANGUAGES
from tenants.tracker.models import Recommendation, Translation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What a text is, said whole for each language: the words do not compose alike in the three languages.
LABELS: dict[tuple[str, str], StrOrPromise] = {
    ("ar", Translation.SOURCE): _("Arabic, as adopted"),
    ("en", Translation.SOURCE): _("English, as adopted"),
    ("fr", Translation.SOURCE): _("French, as adopted"),
    ("ar", Translation.REVIEWED): _("Arabic translation, reviewed"),
    ("en", Translation.REVIEWED): _("English translation, reviewed"),
    ("fr", Translation.REVIEWED): _("French translation, reviewed"),
    ("ar", Translation.HUMAN): _("Arabic translation, not reviewed"),
    ("en", Translation.HUMAN): _("English translation, not reviewed"),
    ("fr", Translation.HUMAN): _("French translation, not reviewed"),
    ("ar", Translation.MACHINE): _("Arabic translation by machine, not reviewed"),
    ("en", Translation.MACHINE): _("English translation by machine, not reviewed"),
    ("fr", Translation.MACHINE): _("French translation by machine, not reviewed"),
}
ABSENT: dict[str, StrOrPromise] = {
    "ar": _("There is no Arabic text yet."),
    "en": _("There is no English text yet."),
    "fr": _("There is no French text yet."),
}


@dataclass(frozen=True)
class Text:
    """One text with its language and what it is."""

    language: str
    words: str
    label: StrOrPromise


@dataclass(frozen=True)
class Wording:
    """The text in the reader's language, the one set beside it, the rest, and what is missing for the reader."""

    shown: Text
    beside: Text | None
    others: list[Text]
    absent: StrOrPromise


def wording(recommendation: Recommendation, first_language: str) -> Wording:
    """Beside the reader's text stands the text adopted; beside that, the one in the institution's first language."""
    texts = {
        code: Text(code, recommendation.text_in(code), LABELS[code, recommendation.translation_in(code)])
        for code in LANGUAGES
        if recommendation.text_in(code)
    }
    shown = texts.pop(recommendation.shown_language)
    source = recommendation.source_language
    beside = texts.pop(source if shown.language != source else first_language, None)
    reader = (get_language() or "en")[:2]
    return Wording(shown, beside, list(texts.values()), ABSENT[reader] if reader != shown.language else "")
