"""Numbers as the three languages write them: digits 0-9 everywhere.

Thousands stand apart by U+202F in Arabic and French (a plain space lets a number fall apart in right-to-left text)
and by a comma in English; the decimal sign is a comma in Arabic and French, as the United Nations print them.
"""

from decimal import Decimal

from shared.languages.direction import active_language, language_of

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
_LEFT_TO_RIGHT_MARK = "\u200e"
_MINUS = "\u2212"
_SIGNS = {"ar": (NARROW_SPACE, ","), "fr": (NARROW_SPACE, ","), "en": (",", ".")}


def written_number(value: int | float | Decimal, places: int | None = None, language: str | None = None) -> str:
    """`value` in the active (or named) language, with `places` decimals when given: 12 480 or 12,480."""
    chosen = language_of(language) if language else active_language()
    plain = f"{abs(value):,}" if places is None else f"{abs(value):,.{places}f}"
    thousands, decimal = _SIGNS[chosen]
    text = plain.translate(str.maketrans(",.", thousands + decimal))
    if value < 0 and any(digit in "123456789" for digit in text):
        # Without the mark, right-to-left text sets the sign on the number's far side.
        return (_LEFT_TO_RIGHT_MARK if chosen == "ar" else "") + _MINUS + text
    return text


def written_percent(value: int | float | Decimal, places: int = 0, language: str | None = None) -> str:
    """A percentage already counted in hundredths (48 is 48 %), as one unbreakable run to be isolated by the caller."""
    return f"{written_number(value, places, language)}{NO_BREAK_SPACE}%"
