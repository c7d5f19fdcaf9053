"""The State's position as these lists print it."""

from __future__ import annotations

import re

from tenants.intake.readers.neutral import Resolver
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.remembered import Remembered
from tenants.intake.readers.thematic_list.words import SPANISH_POSITIONS

LONGEST_HEADING = 160
SUPPORTED_IN_PART = "supported_in_part"
DIVIDED = re.compile(r"\s*[/;,]\s*")


class Positions:
    """Looks each printed position up once."""

    def __init__(self, resolver: Resolver) -> None:
        self.known = Remembered(resolver.find_position)

    def code(self, text: str) -> str | None:
        """`Supported/Noted` means that the State divided the text, whatever the two halves are called."""
        halves = {self.known.code(half) for half in DIVIDED.split(text) if half}
        if {"supported", "noted"} <= halves:
            return SUPPORTED_IN_PART
        return self.known.code(text) or SPANISH_POSITIONS.get(text.casefold().strip(" ."))

    def read(self, text: str) -> tuple[str, str, list[Problem]]:
        """Code and text of a position cell, and what is wrong with it. One that nobody knows keeps no row out."""
        if not text:
            return "", "", []
        code = self.code(text)
        return code or "", text, [] if code else [Problem("untold_position", "position", text)]

    def heading(self, text: str) -> str | None:
        """The position a merged row announces for the rows below it, such as `Supported recommendations`."""
        return self.code(text) if len(text) <= LONGEST_HEADING else None
