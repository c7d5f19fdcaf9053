"""Texts as paper can hold them: whatever arrives, nothing in it can break a file, a page or the text beside it."""

from __future__ import annotations

import re

from shared.languages.numbers import NO_BREAK_SPACE

_LINE_ENDS = re.compile(r"\r\n?|[\u000b\u000c\u0085\u2028\u2029]")
# Control characters, halves of surrogate pairs, non-characters; and the controls of direction, which could reach
# beyond their own text: who sets the text isolates it anew.
_NOT_PRINTED = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069"
    + "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
_PERCENT = re.compile(r"(?<=\d) (?=[%‰])")
_BREAK = "\u200b"
_AFTER = re.compile(r"(?<=[/_@.\-?&=])(?=[^\W_])")


def printable(text: str) -> str:
    """The text without what has no place on paper. Lines end with a line feed, tabs are spaces, and a percent sign
    does not part from its figure."""
    return _PERCENT.sub(NO_BREAK_SPACE, _NOT_PRINTED.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " "))


def one_line(text: str) -> str:
    """A printable text on a single line, for titles and headings."""
    return " ".join(printable(text).split("\n")).strip()


def shortened(text: str, longest: int) -> str:
    """One line of at most `longest` letters, cut between words where it must be cut."""
    line = one_line(text)
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0].rstrip(" ,،;:") + "…"


def breakable(text: str, longest: int) -> str:
    """Words of more than `longest` letters may be broken, after a stroke or a point where there is one, by U+200B."""

    def broken(found: re.Match[str]) -> str:
        parts = _AFTER.split(found[0])
        return _BREAK.join(
            _BREAK.join(part[at : at + longest] for at in range(0, len(part), longest)) for part in parts if part
        )

    return re.sub(rf"[^\s\u200b]{{{longest + 1},}}", broken, text)
