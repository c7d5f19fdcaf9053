"""What the consultations' tests hold in their hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tenants.consultation.actions import comments, consultations, doors, guests
from tenants.consultation.actions.comments import Said
from tenants.consultation.actions.guests import Invitee
from tenants.consultation.content import Content
from tenants.consultation.models import Comment, Consultation, Door, Guest
from tenants.consultation.tokens import token_of
from tenants.planning.actions import actions, milestones, plans
from tenants.planning.content import Content as ActionContent
from tenants.planning.models import Plan

DRAFT = (
    "# Shelters\n\nThe act opens shelters\nin every governorate.\n\nIt is paid from the budget.\n\n"
    "# Last words\n\nIt begins in May."
)


@pytest.fixture
def people(alef: Any) -> SimpleNamespace:
    return SimpleNamespace(**alef.alef.members)


@pytest.fixture
def today() -> date:
    return timezone.localdate()


def content_of(today: date, **more: Any) -> Content:
    """A draft put to consultation from yesterday for ten days."""
    given: dict[str, Any] = {
        "opens_on": today - timedelta(1),
        "closes_on": today + timedelta(10),
        "subject_kind": "draft",
        "titles": {"en": "Shelters act"},
        "introductions": {"en": "Tell us what is missing."},
        "draft_text": DRAFT,
        "draft_language": "en",
    }
    if more.get("subject_kind", "draft") != "draft":
        given |= {"draft_text": "", "draft_language": ""}
    return Content(**{**given, **more})


@pytest.fixture
def prepared(people: SimpleNamespace, today: date) -> Callable[..., Consultation]:
    """`prepared(**content)`: a consultation that is not open yet."""

    def make(**more: Any) -> Consultation:
        return consultations.prepare(content=content_of(today, **more), by=people.coordinator)

    return make


@pytest.fixture
def opened(prepared: Callable[..., Consultation], people: SimpleNamespace) -> Callable[..., Consultation]:
    def make(**more: Any) -> Consultation:
        return consultations.open_to_guests(consultation=prepared(**more), by=people.coordinator)

    return make


@pytest.fixture
def closed(people: SimpleNamespace) -> Callable[[Consultation], Consultation]:
    return lambda one: consultations.close(consultation=one, by=people.coordinator)


@pytest.fixture
def invited(people: SimpleNamespace) -> Callable[..., Guest]:
    """`invited(consultation, email, name)`: somebody outside with a link of her own."""

    def make(one: Consultation, email: str = "salma@sanad.example", name: str = "Salma", language: str = "en") -> Guest:
        outcome = guests.invite(
            consultation=one,
            people=[Invitee(email, name, language)],
            organisation_kind="civil_society",
            by=people.coordinator,
        )
        return outcome.invited[0]

    return make


@pytest.fixture
def door(people: SimpleNamespace) -> Callable[..., Door]:
    return lambda one, kind="anonymous": doors.make_door(consultation=one, kind=kind, by=people.coordinator)


@pytest.fixture
def link(alef: Any) -> Callable[..., str]:
    """`link(guest_or_door)`: the secret that stands in its address."""

    def of(one: Guest | Door) -> str:
        kind = one.kind if isinstance(one, Door) else "guest"
        return token_of(one.pk, kind=kind, institution_id=alef.alef.institution.pk)

    return of


@pytest.fixture
def says(today: date) -> Callable[..., Comment]:
    """`says(guest, words, part)`: a comment by a person's own link; without a guest, an anonymous one."""

    def make(by: Guest | Consultation, words: str = "Name the ministry.", part: str = "p2", **more: Any) -> Comment:
        said = Said(words=words, language="en", part=part, **more)
        if isinstance(by, Guest):
            return comments.comment(key=uuid4(), said=said, day=today, by=by)
        return comments.comment_anonymously(consultation=by, key=uuid4(), said=said, day=today)

    return make


@pytest.fixture
def plan(people: SimpleNamespace, alef: Any) -> Plan:
    """A plan with one action that holds something of everything."""
    made = plans.start(title="Plan 2026", by=people.coordinator)
    action = actions.add(
        plan=made,
        content=ActionContent(
            title_en="Open shelters in every governorate",
            title_ar="افتتاح دور إيواء في كل محافظة",
            description="Seven are missing.",
            starts_on=date(2026, 1, 1),
            ends_on=date(2027, 1, 1),
            budget_amount=1200,  # type: ignore[arg-type]
            budget_currency="USD",
            budget_source="Secret fund",
            obstacles="The minister is against it",
            obstacles_met_by="A quiet word",
        ),
        by=people.coordinator,
    )
    actions.assign_bodies(action=action, lead=alef.alef.bodies["Justice"], supporting=[], by=people.coordinator)
    milestones.add(action=action, words="Three shelters work", due_on=date(2026, 6, 1), by=people.coordinator)
    return made
