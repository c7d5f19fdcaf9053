"""The small interface that every reader has: tell whether a file is its own, and read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from django.utils.functional import Promise

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.neutral import NeutralRow, Resolver
from tenants.intake.readers.papers.paper import Paper
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.table import Format, Sniffed

SURE, LIKELY, POSSIBLE, NOT_MINE = 90, 60, 30, 0


@dataclass(slots=True)
class Source:
    """An opened file. `paper` is there for PDF, Word and plain text, `sniffed` for tables, neither for JSON."""

    path: Path
    name: str
    format: Format
    limits: Limits
    paper: Paper | None = None
    sniffed: Sniffed | None = None


@dataclass(slots=True)
class About:
    """What a paper says of itself; empty where it does not say.

    `state`, `body` and `session` are taxonomy codes, `state_text` is as printed, `dated` an ISO day. `asks` names what
    only a person can tell before the rows can be kept: "state", "body", "session", "symbol", "dated".
    """

    language: str = ""
    state_text: str = ""
    state: str = ""
    body: str = ""
    symbol: str = ""
    session: str = ""
    cycle: str = ""
    dated: str = ""
    title: str = ""
    asks: tuple[str, ...] = ()
    warnings: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What a reader makes of a file. `rows` may be consumed once; `about.warnings` are whole after that."""

    about: About
    rows: Iterable[NeutralRow]


class Reader(Protocol):
    """One format. Readers touch no database and raise nothing but Unreadable."""

    code: str
    label: Promise | str

    def recognises(self, source: Source) -> int:
        """How surely the file is of this format, 0 to 100, told from its content alone."""
        ...

    def read(self, source: Source, resolver: Resolver, asked: dict[str, Any]) -> Reading:
        """Read the whole file. `asked` is what a person said before: values of `About`, or a column mapping."""
        ...
