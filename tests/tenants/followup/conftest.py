"""What the tests of rounds hold in their hands: people, bodies, and a round that is prepared or open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from shared.isolation.scope import in_institution
from tenants.followup import opening
from tenants.followup.actions import rounds, updates
from tenants.followup.content import Asking, Content
from tenants.followup.models import Request, Round, Update
from tenants.planning.actions import actions, plans
from tenants.planning.content import Content as ActionContent
from tenants.planning.models import Action
from tenants.records.models import AuditEntry
from tenants.tracker.actions import assignments
from tenants.tracker.models import Recommendation

ACCOUNT = "The act was published in March."


def round_content(**instead: Any) -> Content:
    """A round about all recommendations, due in a fortnight, with two questions."""
    return Content(
        **{
            "title": "Spring round",
            "introduction": "Tell us what was done since the autumn.",
            "language": "en",
            "chosen": {"query": ""},
            "deadline": timezone.localdate() + timedelta(days=14),
            "questions": (
                Asking("What stands in the way?"),
                Asking("How many people were reached?", kind="number", required=True),
            ),
            **instead,
        }
    )


def quietly(_done: int, _total: int, _step: str = "") -> None:
    """For the opening, where nobody watches."""


def opened(round: Round, by: Any) -> Round:
    """The round, opened as the worker would."""
    rounds.open_round(round=round, by=by)
    opening.carry_out(round.pk, quietly, by=by)
    return Round.objects.get(pk=round.pk)


def fill(update: Update, by: Any, **instead: Any) -> Update:
    """Everything a submission needs."""
    number = update.request.round.questions.get(required=True)
    value = "in_progress" if update.action_id else "state:partially"
    given = {"value": value, "account": ACCOUNT, "language": "en", "answers": {number.pk: "120"}, **instead}
    return updates.save_draft(update=update, by=by, **given)


def submitted(update: Update, by: Any, **instead: Any) -> Update:
    return updates.submit(update=fill(update, by, **instead), by=by)


def asked(place: Any) -> SimpleNamespace:
    """An open round in which Justice is asked about three recommendations and Interior about two.

    Justice leads 140.1, 140.2 and 140.3; Interior supports 140.1 and leads 140.4. The rest has no body.
    """
    people, bodies = SimpleNamespace(**place.members), SimpleNamespace(**place.bodies)
    recommendations = list(Recommendation.objects.order_by("created_at", "id"))
    for number, body in ((1, bodies.Justice), (2, bodies.Justice), (3, bodies.Interior)):
        assignments.assign(recommendation=recommendations[number], body=body, lead=True, by=people.coordinator)
    prepared = rounds.prepare(content=round_content(), by=people.coordinator)
    round = opened(prepared, people.coordinator)
    justice = Request.objects.get(round=round, body=bodies.Justice)
    interior = Request.objects.get(round=round, body=bodies.Interior)
    return SimpleNamespace(
        people=people,
        bodies=bodies,
        recommendations=recommendations,
        round=round,
        justice=justice,
        interior=interior,
        update=justice.updates.in_request_order().first(),
        elsewhere=interior.updates.in_request_order().first(),
        questions=list(round.questions.all()),
    )


@pytest.fixture
def here(alef) -> SimpleNamespace:
    """The test stands in `alef`, where a round is open."""
    return asked(alef.alef)


@pytest.fixture
def planned_here(here) -> SimpleNamespace:
    """Beside the round there is a plan: Justice leads one action that Interior supports, nobody another."""
    by = here.people.coordinator
    here.plan = plans.start(title="Plan", by=by)
    action = actions.add(plan=here.plan, content=ActionContent(title_en="Issue the regulations"), by=by)
    actions.assign_bodies(action=action, lead=here.bodies.Justice, supporting=[here.bodies.Interior], by=by)
    actions.add(plan=here.plan, content=ActionContent(title_en="Open shelters"), by=by)
    here.action = Action.objects.get(pk=action.pk)
    return here


@pytest.fixture
def log() -> Callable[[Any], list[str]]:
    """`log(round)`: verbs of its history, the newest first."""

    def verbs(target: Any) -> list[str]:
        return list(AuditEntry.objects.filter(object_id=target.pk).values_list("verb", flat=True))

    return verbs


@pytest.fixture
def inside(database, world) -> Callable[..., Any]:
    """`with inside() as alef:` stands in the institution for a moment."""

    @contextmanager
    def standing(slug: str = "alef") -> Iterator[Any]:
        place = getattr(world, slug)
        with in_institution(place.institution):
            yield place

    return standing


@pytest.fixture
def there(inside) -> SimpleNamespace:
    """An open round in `alef`, for tests that look from outside."""
    with inside() as place:
        return asked(place)


@pytest.fixture
def coordinator(browse) -> Any:
    """Her browser."""
    return browse("alef", "coordinator")


@pytest.fixture
def focal_point(browse) -> Any:
    """The browser of the focal point of Justice."""
    return browse("alef", "focal_point")
