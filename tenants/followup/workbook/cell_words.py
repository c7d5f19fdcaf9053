"""What a typed cell means: labels in three languages, yes and no, numbers and days as people and programs write them.

Each reader gives the words as an answer keeps them, or raises NotReadable with the code of the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from shared.languages.arabic import normalise
from tenants.followup.workbook.columns import Kind
from tenants.followup.workbook.day_words import NotADay, day_from

YES = {"yes", "y", "true", "1", "oui", "o", "vrai", "نعم", "اجل", "صحيح", "صح"}
NO = {"no", "n", "false", "0", "non", "faux", "لا", "كلا", "خطا"}
GROUPED = re.compile(r"[+-]?\d{1,3}(?P<sign>[ ,.'])\d{3}(?:(?P=sign)\d{3})*(?:(?!(?P=sign))[.,]\d+)?")
ONE_GROUP = re.compile(r"[+-]?\d{1,3},\d{3}")
DIGITS_AFTER_POINT = 12


class NotReadable(Exception):
    """A cell says something that its column cannot hold. `code` names the reason (tenants.followup.workbook.said)."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_cell(kind: Kind, typed: str, labels: Mapping[str, str]) -> str:
    """The words an answer keeps for what was typed. `labels`: values by their folded labels. Raises NotReadable."""
    if not typed.strip():
        return ""
    if kind is Kind.TEXT:
        return plain_text(typed)
    if kind is Kind.CHOICE:
        found = labels.get(normalise(typed))
        if found is None:
            raise NotReadable("not_on_the_list")
        return found
    return _READERS[kind](typed)


def plain_text(text: str) -> str:
    """A text as it comes back from a cell: line ends are \\n, no control characters, no space at either end."""
    return ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def as_a_cell_holds(kind: Kind, words: str) -> str:
    """Kept words as they come back from a workbook that nobody touched."""
    if kind is Kind.TEXT:
        return plain_text(words)
    if kind in _READERS and words:
        try:
            return _READERS[kind](words)
        except NotReadable:
            return words
    return words


def _yes_or_no(typed: str) -> str:
    word = normalise(typed).strip(" .!")
    if word in YES:
        return "yes"
    if word in NO:
        return "no"
    raise NotReadable("not_yes_or_no")


def _number(typed: str) -> str:
    # The Arabic thousands sign must be told from a comma before both are folded.
    plain = normalise(typed.replace("٬", "'").replace("٫", ".").replace("\u2019", "'"))
    plain = plain.removeprefix("+").strip()
    if ONE_GROUP.fullmatch(plain):
        raise NotReadable("number_of_two_minds")
    grouped = GROUPED.fullmatch(plain)
    if grouped and (grouped["sign"] != "." or plain.count(".") > 1):
        plain = plain.replace(grouped["sign"], "")
    try:
        number = Decimal(plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain)
    except InvalidOperation as error:
        raise NotReadable("not_a_number") from error
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise NotReadable("not_a_number")
    number = round(number, DIGITS_AFTER_POINT)
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _day(typed: str) -> str:
    try:
        return day_from(typed).isoformat()
    except NotADay as error:
        raise NotReadable(error.code) from error


_READERS: dict[Kind, Callable[[str], str]] = {Kind.YES_NO: _yes_or_no, Kind.NUMBER: _number, Kind.DAY: _day}
