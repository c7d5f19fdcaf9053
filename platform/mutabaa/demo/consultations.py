"""The invented consultations: one open on a plan, one closed whose result is published. Days count from the seeding.

They are made through the consultations' own actions, so that they keep their rules, and then given their days.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from mutabaa.demo.fiction import DATA
from mutabaa.demo.rows import Cast, moment
from shared.isolation.scope import current_institution_id
from tenants.consultation.actions import comments, consultations, doors, moderation, replies
from tenants.consultation.actions.comments import Said
from tenants.consultation.content import Content
from tenants.consultation.models import Comment, Consultation, Extension, Guest, Reply
from tenants.consultation.tokens import digest_of, token_of
from tenants.members.models import Member
from tenants.planning.models import PlanVersion

WHOLE = 0


def described(slug: str) -> list[dict[str, Any]]:
    """An institution's consultations as the data file holds them; none for most."""
    told = json.loads((DATA / "consultations.json").read_text(encoding="utf-8"))
    return told.get(slug, [])  # type: ignore[no-any-return]


def hold(slug: str, cast: Cast, *, today: date) -> None:
    """Make an institution's consultations, the oldest first. Atomicity and scope are the caller's."""
    for told in reversed(described(slug)):
        _hold(told, cast.coordinator(), today)


def _hold(told: dict[str, Any], by: Member, today: date) -> None:
    first, last = today + timedelta(told["opens_in"]), today + timedelta(told["closes_in"])
    one = consultations.prepare(content=_content(told, first, max(last, today)), by=by)
    one = consultations.open_to_guests(consultation=one, by=by)
    for kind, wanted in (("open", "open_link"), ("anonymous", "anonymous")):
        if told.get(wanted):
            doors.make_door(consultation=one, kind=kind, by=by)
    people = {entry["key"]: _guest(one, entry, by, first) for entry in told["guests"]}
    for number, entry in enumerate(told["comments"]):
        _comment(one, entry, people, by, today, first + timedelta(number + 1))
    _set_back(one, told, by, first, last)


def _content(told: dict[str, Any], first: date, last: date) -> Content:
    version = PlanVersion.objects.first() if told["subject"] == "version" else None
    return Content(
        opens_on=first,
        closes_on=last,
        subject_kind=told["subject"],
        titles=told["title"],
        introductions=told["introduction"],
        version_id=version.pk if version else None,
        draft_text=told.get("draft", ""),
        draft_language=told.get("draft_language", ""),
    )


def _guest(one: Consultation, entry: dict[str, Any], by: Member, first: date) -> Guest:
    """Somebody whose invitation counts as sent: nobody reads mail at these addresses."""
    made = Guest(
        consultation=one,
        name=entry["name"],
        email=entry["email"],
        organisation_kind=entry["kind"],
        language=entry["language"],
        invited_by=by.pk,
        invited_at=moment(first),
        mailed_at=moment(first),
        opened_on=first + timedelta(1) if entry.get("opened") else None,
    )
    made.token_digest = digest_of(token_of(made.pk, kind="guest", institution_id=current_institution_id()))
    made.save(force_insert=True)
    return made


def _comment(
    one: Consultation, entry: dict[str, Any], people: dict[str, Guest], by: Member, today: date, day: date
) -> None:
    part = "" if entry["part"] == WHOLE else f"p{entry['part']}"
    said = Said(entry["words"], entry.get("language", "ar"), part, shows_name=entry.get("shows_name", False))
    guest = people.get(entry["by"])
    if guest is not None:
        made = comments.comment(key=uuid4(), said=said, day=today, by=guest)
    else:
        made = comments.comment_anonymously(consultation=one, key=uuid4(), said=said, day=today)
    came = min(day, today)
    Comment.objects.filter(pk=made.pk).update(received_on=came, received_at=moment(came, 14) if guest else None)
    if entry.get("redact"):
        moderation.redact(comment=made, passage=entry["redact"], by=by)
    if entry.get("accept"):
        moderation.accept(comments=[made], by=by)
    if entry.get("aside"):
        moderation.set_aside(comment=made, reason=entry["aside"], by=by)
    if reply := entry.get("reply"):
        language = reply.get("language", "ar")
        replies.answer(comments=[made], taken=reply["taken"], words=reply["words"], language=language, by=by)
        Reply.objects.filter(comment=made).update(at=moment(min(came + timedelta(2), today)))


def _set_back(one: Consultation, told: dict[str, Any], by: Member, first: date, last: date) -> None:
    """Give the consultation the days of its story, and end it where the story did."""
    opened: datetime = moment(first)
    days: dict[str, Any] = {"opened_at": opened, "created_at": opened - timedelta(days=3), "closes_on": last}
    Consultation.objects.filter(pk=one.pk).update(**days)
    if longer := told.get("extension"):
        Extension(
            consultation=one,
            closes_from=last + timedelta(longer["from"] - told["closes_in"]),
            closes_to=last,
            reason=longer["reason"],
            by_id=by.pk,
            by_name=by.name,
            at=moment(last - timedelta(8)),
        ).save()
    if told.get("publishes"):
        consultations.publish(consultation=Consultation.objects.get(pk=one.pk), by=by)
        Consultation.objects.filter(pk=one.pk).update(published_at=moment(last + timedelta(14)))
