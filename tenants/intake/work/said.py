"""What a row of an old tracker says of the work on a recommendation, as a staged item keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shared.taxonomy.matching import key
from tenants.intake.readers.cell_text import language_of
from tenants.intake.readers.neutral import NeutralRow

Work = dict[str, Any]
LONGEST_ACCOUNT = 10_000


def plain_work(row: NeutralRow, choices: Mapping[str, Any]) -> Work:
    """What the row says of bodies, status and date, by a person's choices of the values; {} where it says nothing.

    `choices` are those of `tables.choices.choices_of(batch)`. What comes back is JSON, kept as `data["work"]`:
    "leads" and "supports" (keys of responsible bodies, each once), "make_bodies" (those of them that do not stand
    yet: key to kind and names), "status" (a code of the speaker's scale), "speaker" ("state" or "nhri"), "recorded_by"
    and "recorded_by_name" (who chose that), "assessed_on" (ISO day), "precision" ("day", "year" or "" where the day is
    the one chosen for all rows), "account" (words) with "language", "due_on" (ISO day). Empty ones are left out.
    """
    values = choices.get("values", {})
    leads = _bodies(row.lead_texts, values.get("responsible", {}))
    supports = [one for one in _bodies(row.support_texts, values.get("responsible", {})) if one not in leads]
    to_make = choices.get("bodies", {})
    work: Work = {
        "leads": leads,
        "supports": supports,
        "make_bodies": {one: to_make[one] for one in [*leads, *supports] if one in to_make},
        "due_on": row.due_on,
        **_account(row, choices),
    }
    return {name: said for name, said in work.items() if said}


def _bodies(printed: Iterable[str], chosen: Mapping[str, str]) -> list[str]:
    found = (chosen.get(key(text), "") for text in printed)
    return list(dict.fromkeys(one for one in found if one))


def _account(row: NeutralRow, choices: Mapping[str, Any]) -> Work:
    """The status and the words beside it; nothing without a status, for words alone are no account."""
    status = choices.get("values", {}).get("status", {}).get(key(row.status_text), "")
    speaker = choices.get("speaker", "")
    if not status or not speaker:
        return {}
    precision = ("", "year", "day")[bool(row.assessed_on) + (len(row.assessed_on) > len("2020"))]
    day = f"{row.assessed_on}-12-31" if precision == "year" else row.assessed_on
    account = row.account[:LONGEST_ACCOUNT].strip()
    return {
        "status": status,
        "speaker": speaker,
        "recorded_by": choices.get("speaker_by", ""),
        "recorded_by_name": choices.get("speaker_by_name", ""),
        "assessed_on": day or choices.get("defaults", {}).get("assessed_on", ""),
        "precision": precision,
        "account": account,
        "language": language_of(account) if account else row.language,
    }
