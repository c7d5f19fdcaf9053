"""The invented network as its data files describe it: institutions, bodies, people, recommendations."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"
STATES = DATA / "states.csv"
# A file as UPR Info gives it, about one of the invented states, for trying the import.
UPR_INFO = DATA / "upr_info_marsana.csv"

Words = dict[str, str]


@dataclass(frozen=True)
class Person:
    """Somebody of the network. `body` is the code of the body she speaks for."""

    email: str
    name: str
    role: str
    language: str
    body: str = ""

    @classmethod
    def of(cls, entry: dict[str, Any]) -> Person:
        """Her name stands in the letters of her language."""
        name = entry["name"]["ar" if entry["language"] == "ar" else "latin"]
        return cls(entry["email"], name, entry["role"], entry["language"], entry.get("body", ""))


@dataclass(frozen=True)
class Body:
    """A responsible or assessing body; `kind` is a slug of BodyKind."""

    code: str
    kind: str
    name: Words
    short_name: Words


@dataclass(frozen=True)
class Member:
    """A member institution of the invented network."""

    slug: str
    names: Words
    kind: str
    state: str
    month_style: str
    default_language: str
    bodies: tuple[Body, ...]
    people: tuple[Person, ...]

    @property
    def rule(self) -> str:
        """A national institution shows its own finding first."""
        return "nhri" if self.kind == "nhri" else "state"


@dataclass(frozen=True)
class Account:
    """What one assessor says, as the data file holds it. `body` is a body's code, for a committee the taxonomy's."""

    assessor: str
    body: str
    value: str
    dated: date
    words: Words
    visibility: str


@dataclass(frozen=True)
class Said:
    """One recommendation of the data file. Lists are codes; texts are by language, empty where there is none."""

    mechanism: str
    body: str
    cycle: int | None
    session: int | None
    symbol: str
    titles: Words
    dated: date
    paragraph: str
    source_language: str
    texts: Words
    translations: Words
    states: tuple[str, ...]
    position: str
    position_on: date | None
    position_source: str
    earlier_position: tuple[str, date, str] | None
    action_category: int | None
    themes: tuple[str, ...]
    suggested_themes: tuple[str, ...]
    groups: tuple[str, ...]
    sdgs: tuple[str, ...]
    lead: str
    supporting: tuple[str, ...]
    priority: str
    accounts: tuple[Account, ...]
    due_on: date | None
    clusters: tuple[str, ...]
    repeats: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.symbol}#{self.paragraph}"


@cache
def _network() -> dict[str, Any]:
    return json.loads((DATA / "institutions.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def secretariat() -> tuple[Person, ...]:
    return tuple(Person.of(entry) for entry in _network()["network"]["secretariat"]["people"])


@cache
def members() -> tuple[Member, ...]:
    """The member institutions, in the order in which they joined."""
    return tuple(
        Member(
            slug=entry["slug"],
            names=entry["name"],
            kind=entry["kind"],
            state=entry["state"],
            month_style=entry["month_names"],
            default_language=entry["default_language"],
            bodies=tuple(Body(**body) for body in entry["bodies"]),
            people=tuple(Person.of(person) for person in entry["people"]),
        )
        for entry in _network()["institutions"]
    )


def cluster_titles(slug: str) -> dict[str, Words]:
    """Titles of an institution's clusters by key, in three languages."""
    return json.loads((DATA / "clusters.json").read_text(encoding="utf-8"))[slug]  # type: ignore[no-any-return]


def recommendations(slug: str) -> list[Said]:
    """What the institution's state has been told, in the order of its file."""
    with (DATA / f"recommendations_{slug}.csv").open(encoding="utf-8", newline="") as stream:
        return [_said(row) for row in csv.DictReader(stream)]


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _whole(cell: str) -> int | None:
    """A number; None for "2023/2" and the like, which number no session."""
    return int(cell) if cell.isascii() and cell.isdigit() else None


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _earlier(cell: str) -> tuple[str, date, str] | None:
    """`pending@2025-02-04@A/HRC/59/91, para. 140`"""
    if not cell:
        return None
    value, dated, source = cell.split("@", 2)
    return value, date.fromisoformat(dated), source


def account_of(entry: dict[str, str]) -> Account:
    """An account as the data files write it."""
    return Account(
        assessor=entry["assessor"],
        body=entry["body"],
        value=entry["value"],
        dated=date.fromisoformat(entry["date"]),
        words={code: entry[f"account_{code}"] for code in ("ar", "en", "fr")},
        visibility=entry["visibility"],
    )


def _said(row: dict[str, str]) -> Said:
    def by_language(prefix: str) -> Words:
        return {code: row[f"{prefix}_{code}"] for code in ("ar", "en", "fr")}

    return Said(
        mechanism=row["mechanism_code"],
        body=row["body_code"],
        cycle=_whole(row["cycle"]),
        session=_whole(row["session"]),
        symbol=row["document_symbol"],
        titles=by_language("document_title"),
        dated=date.fromisoformat(row["document_date"]),
        paragraph=row["paragraph"],
        source_language=row["source_language"],
        texts=by_language("text"),
        translations=by_language("translation"),
        states=_codes(row["recommending_states"]),
        position=row["position"],
        position_on=_day(row["position_date"]),
        position_source=row["position_source"],
        earlier_position=_earlier(row["earlier_position"]),
        action_category=_whole(row["action_category"]),
        themes=_codes(row["theme_codes"]),
        suggested_themes=_codes(row["suggested_theme_codes"]),
        groups=_codes(row["group_codes"]),
        sdgs=_codes(row["sdg_targets"]),
        lead=row["lead_body"],
        supporting=_codes(row["supporting_bodies"]),
        priority=row["priority"],
        accounts=tuple(account_of(entry) for entry in json.loads(row["assessments"] or "[]")),
        due_on=_day(row["follow_up_due"]),
        clusters=_codes(row["cluster"]),
        repeats=_codes(row["repeats"]),
    )
