"""What several rows of one recommendation say of the work on it, brought together in the first of them."""

from __future__ import annotations

from collections.abc import Sequence

from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.problems import Problem


def join_work(rows: Sequence[NeutralRow]) -> list[Problem]:
    """Give the first row every row's bodies and words; of several statuses the latest stands. Says what differs."""
    first = rows[0]
    if not any(row.lead_texts or row.support_texts or row.status_text or row.due_on for row in rows):
        return []
    first.lead_texts = tuple(dict.fromkeys(name for row in rows for name in row.lead_texts))
    supports = dict.fromkeys(name for row in rows for name in row.support_texts)
    first.support_texts = tuple(name for name in supports if name not in first.lead_texts)
    first.due_on = next((row.due_on for row in rows if row.due_on), "")
    told = [row for row in rows if row.status_text]
    statuses = dict.fromkeys(row.status_text for row in told)
    if told:
        latest = max(told, key=lambda row: row.assessed_on)
        first.status_text, first.assessed_on, account = latest.status_text, latest.assessed_on, latest.account
        others = [line for row in told if row.status_text == latest.status_text for line in row.account.split("\n")]
        first.account = "\n".join(dict.fromkeys(filter(None, [*account.split("\n"), *others])))
    return [Problem("statuses_differ", "status", ", ".join(statuses))] if len(statuses) > 1 else []
