"""How these lists write: entities printed literally, bullets, and marks that only steer the line."""

import html
import re
import unicodedata

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
BULLET = re.compile(r"^(?:[-–—•·*▪◦‣\uf0b7]\s*)+")
# Soft hyphen, zero width space, byte order mark, marks and isolates of direction.
STEERING = re.compile("[\u00ad\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
DIGITS = {ord(digit): str(unicodedata.digit(digit)) for digit in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"}


def clean(text: str) -> str:
    """One line as it reads: entities resolved (`&nbsp;`, even when escaped twice), no control characters."""
    for _again in range(2):
        if "&" in text:
            text = ENTITY.sub(lambda found: html.unescape(found.group()), text)
    if not text.isascii():
        # Word has an element of its own for the hyphen that does not break; both are read as one.
        text = STEERING.sub("", text).replace("\u2011", "-")
    return " ".join("".join(" " if unicodedata.category(one) in {"Cc", "Cs", "Co"} else one for one in text).split())


def unbulleted(line: str) -> str:
    """The line without the dash or dot before it."""
    return BULLET.sub("", line).strip()


def western(text: str) -> str:
    """The text with Arabic digits as 0 to 9."""
    return text.translate(DIGITS)
