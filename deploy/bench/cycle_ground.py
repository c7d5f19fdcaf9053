"""The follow-up cycle in the bench's institution: a plan of 2,000 actions and 20 closed rounds of information."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from django.db import connection, connections
from django.utils import timezone

from shared.isolation.scope import in_network
from shared.users.models import User
from tenants.followup.models import Request, Round, RoundStanding, Submission, Update, UpdateStanding
from tenants.members.models import Member, ResponsibleBody
from tenants.planning.models import Action, ActionServes, Milestone, Plan
from tenants.tracker.models import Recommendation, StatusChange

ACTIONS = 2_000
CLOSED_ROUNDS = 20
ASKED_OF_A_BODY = 40
TABLES = (
    "planning_action",
    "planning_actionserves",
    "planning_milestone",
    "followup_request",
    "followup_update",
    "followup_submission",
    "tracker_statuschange",
)


def fill() -> None:
    """Everything, into the institution at hand; its recommendations and bodies stand already."""
    chance = random.Random(11)  # noqa: S311
    keys = list(Recommendation.objects.order_by("order").values_list("pk", flat=True))
    bodies = list(ResponsibleBody.objects.of_the_state().order_by("pk"))
    _focal_points(bodies)
    _plan(chance, keys, bodies)
    _rounds(keys, bodies)
    _steps(chance)
    with connections["migrator"].migrating(connection.schema_name), connections["migrator"].cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")


def _focal_points(bodies: list[ResponsibleBody]) -> None:
    """One for each body."""
    with in_network():
        users = [User(email=f"focal{n}@bench.example", name=f"Focal point {n}") for n in range(len(bodies))]
        User.objects.bulk_create(users)
    Member.objects.bulk_create(
        Member(user_id=user.pk, name=user.name, email=user.email, role_slug="focal_point", body=body)
        for user, body in zip(users, bodies, strict=True)
    )


def _plan(chance: random.Random, keys: list[Any], bodies: list[ResponsibleBody]) -> None:
    plan = Plan(title="Plan 2026-2029")
    plan.save()
    actions, serves, milestones = [], [], []
    for number in range(ACTIONS):
        begins = date(2026, 1, 1) + timedelta(days=chance.randint(0, 600))
        standing = chance.choice(["not_started", "in_progress", "in_progress", "done"])
        action = Action(
            plan=plan,
            title_ar=f"إجراء {number}",
            title_en=f"Action {number}",
            lead=chance.choice(bodies),
            starts_on=begins,
            ends_on=begins + timedelta(days=chance.randint(60, 700)),
            standing=standing,
            standing_on=None if standing == "not_started" else begins,
        )
        actions.append(action)
        serves += [ActionServes(action=action, recommendation_id=key) for key in chance.sample(keys, 2)]
        milestones += [
            Milestone(action=action, words=f"Step {step}", due_on=begins + timedelta(days=30 * step)) for step in (1, 2)
        ]
    Action.objects.bulk_create(actions, batch_size=1000)
    ActionServes.objects.bulk_create(serves, batch_size=2000)
    Milestone.objects.bulk_create(milestones, batch_size=2000)


def _rounds(keys: list[Any], bodies: list[ResponsibleBody]) -> None:
    """20 rounds over four years, each asking every body about 40 recommendations; nine in ten answers accepted."""
    requests, updates, submissions = [], [], []
    for number in range(CLOSED_ROUNDS):
        at = timezone.now() - timedelta(days=70 * (CLOSED_ROUNDS - number))
        round = Round(
            title=f"Round {number}",
            deadline=(at + timedelta(days=30)).date(),
            standing=RoundStanding.CLOSED,
            opened_at=at,
            closed_at=at + timedelta(days=40),
        )
        round.save()
        for place, body in enumerate(bodies):
            request = Request(round=round, body=body, deadline=round.deadline)
            requests.append(request)
            for order in range(ASKED_OF_A_BODY):
                answered = (order + number) % 10 > 0
                update = Update(
                    request=request,
                    recommendation_id=keys[(place * 211 + number * 37 + order * 53) % len(keys)],
                    order=order,
                    standing=UpdateStanding.ACCEPTED if answered else UpdateStanding.WAITING,
                    value="state:in_progress" if answered else "",
                    account="Work goes on." if answered else "",
                    submitted_at=at + timedelta(days=20) if answered else None,
                )
                updates.append(update)
                if answered:
                    submissions.append(
                        Submission(update=update, number=1, content={}, by_id=body.pk, by_name="Bench", at=at)
                    )
    Request.objects.bulk_create(requests, batch_size=2000)
    Update.objects.bulk_create(updates, batch_size=2000, ignore_conflicts=True)
    kept = set(Update.objects.values_list("pk", flat=True))
    Submission.objects.bulk_create([one for one in submissions if one.update_id in kept], batch_size=2000)


def _steps(chance: random.Random) -> None:
    """Each status has its step; one in ten came within the last month."""
    steps = []
    for key, status in Recommendation.objects.exclude(status="").values_list("pk", "status"):
        recent = chance.random() < 0.1
        at = timezone.now() - timedelta(days=chance.randint(1, 25) if recent else chance.randint(60, 900))
        before = "not_started" if recent and status != "not_started" else ""
        steps.append(StatusChange(recommendation_id=key, before=before, after=status, at=at, assessor_kind="state"))
    StatusChange.objects.bulk_create(steps, batch_size=2000)
