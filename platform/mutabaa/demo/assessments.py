"""Accounts of earlier days, so that some histories are worth a chart, and a value of an institution's own scale."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from mutabaa.demo.fiction import DATA, account_of
from mutabaa.demo.rows import Rows
from tenants.tracker.actions import scales


def described(slug: str) -> dict[str, Any]:
    """The values of an institution's own, and the earlier accounts by recommendation."""
    return json.loads((DATA / "assessments.json").read_text(encoding="utf-8"))[slug]  # type: ignore[no-any-return]


def add(slug: str, rows: Rows) -> None:
    """Put the values on the scales and the accounts among the rows, not written yet. Scope is the caller's."""
    told = described(slug)
    codes = {}
    for one in told["values"]:
        value = scales.add_value(
            kind=one["kind"], words=one["words"], progress=one["progress"], by=rows.cast.coordinator()
        )
        codes[one["alias"]] = value.code
        rows.places[value.code] = value.progress
    for key, entries in told["accounts"].items():
        for entry in entries:
            account = account_of(entry)
            rows.assess(rows.recommendations[key], replace(account, value=codes.get(account.value, account.value)))
