"""What the institution's log says of the invented work: the acts that led to what stands now, at believable hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from mutabaa.demo.rows import Cast, Rows
from tenants.members.models import Member
from tenants.records.audit import entry_for
from tenants.records.models import AuditEntry
from tenants.tracker.models import Provenance, Recommendation


def _entry(
    at: datetime,
    verb: str,
    target: Recommendation,
    by: Member,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object],
) -> AuditEntry:
    entry = entry_for(verb, target, by=by, before=before, after=after)
    entry.at = at
    return entry


def entries(rows: Rows, cast: Cast) -> list[AuditEntry]:
    """Log entries, unsaved. Shapes of `before` and `after` are those of the tracker's actions."""
    coordinator, analyst = cast.coordinator(), cast.analyst()
    at = rows.brought_at
    found = []
    for one in rows.recommendations.values():
        if one.priority:
            at += timedelta(minutes=3)
            before: dict[str, object] = {"priority": ""}
            after: dict[str, object] = {"priority": one.priority}
            if one.due_on:
                before["due_on"], after["due_on"] = None, one.due_on.isoformat()
            found.append(_entry(at, "prioritised", one, analyst, before=before, after=after))
    for tag in rows.tags:
        if tag.provenance == Provenance.CONFIRMED and tag.kind == "theme":
            name = f"{tag.kind}:{tag.term_id}"
            noted: dict[str, object] = {name: Provenance.CONFIRMED.value}
            found.append(_entry(tag.at, "tag_added", tag.recommendation, analyst, before={name: None}, after=noted))
    for duty in rows.assignments:
        part = "lead" if duty.lead else "supporting"
        found.append(_entry(duty.since, "assigned", duty.recommendation, coordinator, after={part: str(duty.body_id)}))
    for account in rows.assessments:
        assert account.body is not None
        note: dict[str, object] = {
            "value": account.value,
            "kind": account.assessor_kind,
            "body": str(account.body_id),
            "assessed_on": account.assessed_on.isoformat(),
        }
        voice = cast.voice_of(account.body)
        found.append(_entry(account.recorded_at, "assessed", account.recommendation, voice, after=note))
    return found
