"""The key under which a printed name is looked up: what two sources print differently but mean alike is one."""

from __future__ import annotations

import re
from functools import lru_cache

from shared.languages.arabic import normalise

NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")


@lru_cache(maxsize=32_768)
def key(text: str) -> str:
    """Letters and digits of `normalise(text)` with single spaces between words; `&` reads as `and`.

    `key("Côte d’Ivoire") == key("COTE D'IVOIRE ") == "cote d ivoire"`.
    """
    return NEITHER_LETTER_NOR_DIGIT.sub(" ", normalise(text.replace("&", " and "))).strip()
