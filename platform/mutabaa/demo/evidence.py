"""The invented institutions' evidence: real files of our own words, handed in through the register's own actions."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from mutabaa.demo.fiction import DATA
from mutabaa.demo.papers import MAKERS
from mutabaa.demo.rows import Cast
from tenants.evidence.actions import pieces
from tenants.evidence.content import Content
from tenants.evidence.models import Piece
from tenants.evidence.receiving import examined
from tenants.members.models import Member


def told(slug: str) -> list[dict[str, Any]]:
    """What the data file says of an institution's evidence; days as numbers from the day of seeding."""
    return json.loads((DATA / "evidence.json").read_text(encoding="utf-8"))[slug]  # type: ignore[no-any-return]


def fill_register(slug: str, cast: Cast, *, language: str) -> list[Piece]:
    """Hand in an institution's evidence. Atomicity and scope are the caller's."""
    everybody = {one.email: one for people in cast.people.values() for one in people}
    made = []
    for entry in told(slug):
        by = _provider(entry["by"], cast)
        given: dict[str, Any] = {
            "content": _content(entry),
            "confidentiality": entry["class"],
            "readers": [everybody[email] for email in entry.get("readers", ())],
            "body": cast.bodies[entry["body"]] if "body" in entry else None,
            "by": by,
        }
        if "link" in entry:
            made.append(pieces.add_link(link=entry["link"], **given))
            continue
        heading = entry.get("heading") or entry["title"][language]
        written = MAKERS[entry["file"]](heading, entry["lines"], rtl=entry["language"] == "ar")
        made.append(pieces.add_file(arrival=examined(ContentFile(written), entry["name"]), **given))
    return made


def _provider(code: str, cast: Cast) -> Member:
    return cast.coordinator() if code == "coordinator" else cast.voice_of(cast.bodies[code])


def _content(entry: dict[str, Any]) -> Content:
    today = timezone.localdate()
    return Content(
        **{f"title_{code}": words for code, words in entry["title"].items()},
        source=entry["source"],
        about=entry.get("about", ""),
        language=entry["language"],
        dated_on=today + timedelta(entry["dated"]),
        consent=entry.get("consent", "not_needed"),
        consent_words=entry.get("consent_words", ""),
        keep_until=today + timedelta(entry["keep"]) if "keep" in entry else None,
    )
