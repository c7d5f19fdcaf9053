"""Which language is active, and which way it runs."""

from typing import Literal

from django.utils.translation import get_language

Language = Literal["ar", "en", "fr"]
LANGUAGES: tuple[Language, ...] = ("ar", "en", "fr")
FIRST_LANGUAGE: Language = "ar"
ENDONYMS: dict[Language, str] = {"ar": "العربية", "en": "English", "fr": "Français"}


def language_of(code: str | None) -> Language:
    """One of our three languages for a language code such as `fr-CA`; English for any other, as the message ids are."""
    short = (code or "").lower().replace("_", "-").partition("-")[0]
    for language in LANGUAGES:
        if language == short:
            return language
    return "en"


def active_language() -> Language:
    """The language of the page being written."""
    return language_of(get_language())


def direction(language: str) -> Literal["rtl", "ltr"]:
    """The value of `dir` for a language code."""
    return "rtl" if language_of(language) == "ar" else "ltr"
