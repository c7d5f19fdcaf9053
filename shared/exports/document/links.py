"""Where the links of a document lead: to a heading in it, to an address outside, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shared.exports.document.blocks import Block, Heading

_OUTSIDE = re.compile(r"(https?://|mailto:)[!-~]{1,2000}", re.IGNORECASE)


class Links:
    """The headings that can be linked to, each under a safe name; of two with one anchor the first keeps it."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._names: dict[str, str] = {}
        self._holders: dict[str, int] = {}
        for block in blocks:
            if isinstance(block, Heading) and block.anchor and block.anchor not in self._names:
                self._names[block.anchor] = f"place-{len(self._names) + 1}"
                self._holders[block.anchor] = id(block)

    def anchor_of(self, heading: Heading) -> str:
        """The safe name of a heading, "" when it has none."""
        held = self._holders.get(heading.anchor) == id(heading)
        return self._names[heading.anchor] if held else ""

    def target_of(self, href: str) -> str:
        """`#name` of a heading that exists, an outside address, or "" (a link that leads nowhere is no link)."""
        if href.startswith("#"):
            name = self._names.get(href[1:])
            return f"#{name}" if name else ""
        return href if _OUTSIDE.fullmatch(href) else ""
