"""The public reference lists as an archive names them: `kind:code`, the same in every network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from shared.taxonomy.catalogue import SHELVES, Catalogue, catalogue
from shared.taxonomy.identity import term_id

TERM = re.compile(r"[a-z_]{1,40}:\S.{0,79}")
# A term's key is a UUID of version 5; keys of rows are of version 7.
MAYBE_TERM = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b")


class Terms:
    """Every term this installation knows, retired ones too."""

    def __init__(self, known: Catalogue) -> None:
        self.entries: dict[UUID, tuple[str, Any]] = {
            key: (kind, entry)
            for kind, (by_id, _by_code) in SHELVES.items()
            for key, entry in getattr(known, by_id).items()
        }

    def name(self, key: UUID) -> str | None:
        """`kind:code`, or None for a key that is no term's."""
        found = self.entries.get(key)
        return f"{found[0]}:{found[1].code}" if found else None

    def key(self, name: str) -> UUID | None:
        """The key of `kind:code`, or None where this installation does not know it."""
        kind, _colon, code = name.partition(":")
        key = term_id(kind, code)
        return key if key in self.entries else None

    def named_in(self, line: str) -> Iterator[UUID]:
        """Terms whose keys stand in a written row, in frozen documents too."""
        for text in MAYBE_TERM.findall(line):
            key = UUID(text)
            if key in self.entries:
                yield key

    def described(self, key: UUID) -> dict[str, str]:
        """A line of `terms.jsonl`, with which an archive can be read far from any network."""
        kind, entry = self.entries[key]
        return {
            "id": str(key),
            "kind": kind,
            "code": entry.code,
            "label_ar": entry.label_ar,
            "label_en": entry.label_en,
            "label_fr": entry.label_fr,
        }


@lru_cache(maxsize=1)
def _terms(known: Catalogue) -> Terms:
    return Terms(known)


def terms() -> Terms:
    """The terms of today's lists."""
    return _terms(catalogue())
