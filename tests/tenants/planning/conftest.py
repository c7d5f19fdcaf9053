"""What the tests of the plan hold in their hands: people, bodies, recommendations, and a plan with one whole action."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from shared.isolation.scope import in_institution
from tenants.planning.actions import actions, indicators, measurements, milestones, national, plans, serving
from tenants.planning.actions.measurements import Reading
from tenants.planning.content import Content
from tenants.planning.definition import Definition
from tenants.planning.models import Action, Indicator, Plan
from tenants.records.models import AuditEntry
from tenants.tracker.models import Recommendation

REGULATIONS = Content(
    title_en="Issue the regulations of the act",
    title_ar="إصدار اللائحة التنفيذية للقانون",
    title_fr="Publier le règlement d’application",
    description="Twelve articles.",
    starts_on=date(2025, 1, 1),
    ends_on=date(2026, 12, 31),
    budget_amount=Decimal("12000"),
    budget_currency="USD",
    budget_source="State budget",
    obstacles="Slow opinions.",
    obstacles_met_by="A monthly meeting.",
)


TRAINED = Definition(
    name_en="Judges trained",
    name_ar="عدد القضاة المدرَّبين",
    name_fr="Juges formés",
    kind="process",
    baseline=Decimal(0),
    baseline_on=date(2025, 1, 1),
    target=Decimal(200),
    target_on=date(2027, 1, 1),
    unit="persons",
    source="Judicial institute",
    labels=("women", "men"),
    frequency="half_yearly",
)


def planned(place: Any) -> SimpleNamespace:
    """A plan with the whole action and a bare one. The institution of `place` is at hand."""
    people, bodies = SimpleNamespace(**place.members), SimpleNamespace(**place.bodies)
    recommendations = list(Recommendation.objects.order_by("created_at", "id"))
    plan = plans.start(title="Plan 2025-2027", by=people.coordinator)
    whole = actions.add(plan=plan, content=REGULATIONS, by=people.analyst)
    whole = actions.assign_bodies(action=whole, lead=bodies.Justice, supporting=[bodies.Interior], by=people.analyst)
    serving.serve(action=whole, recommendation=recommendations[0], by=people.analyst)
    serving.serve(action=whole, sdg_code="5.2", by=people.analyst)
    milestone = milestones.add(action=whole, words="Draft sent", due_on=date(2026, 6, 30), by=people.analyst)
    indicator = indicators.add(definition=TRAINED, body=bodies.Justice, by=people.analyst)
    indicators.attach(indicator=indicator, action=whole, by=people.analyst)
    reading = Reading(Decimal(30), date(2025, 7, 1), {"women": Decimal(12), "men": Decimal(18)}, source="Register")
    measurement = measurements.measure(indicator=indicator, reading=reading, by=people.analyst)
    item = national.add(
        plan_name="National Strategy", code="3.2", titles={"en": "Fair courts", "ar": "قضاء منصف"}, by=people.analyst
    )
    bare = actions.add(plan=plan, content=Content(title_en="Shelters"), by=people.analyst)
    return SimpleNamespace(
        plan=Plan.objects.get(pk=plan.pk),
        whole=Action.objects.get(pk=whole.pk),
        bare=bare,
        milestone=milestone,
        indicator=Indicator.objects.get(pk=indicator.pk),
        measurement=measurement,
        item=item,
        people=people,
        bodies=bodies,
        recommendations=recommendations,
    )


@pytest.fixture
def here(alef) -> SimpleNamespace:
    """The test stands in `alef`, which has a plan."""
    return planned(alef.alef)


@pytest.fixture
def log() -> Callable[[Any], list[str]]:
    """`log(action)`: verbs of its history, the newest first."""

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
    """A plan in `alef`, for tests that look from outside."""
    with inside() as place:
        return planned(place)


@pytest.fixture
def reads(browse) -> Callable[..., str]:
    """`reads("observer", "plan/")` is the text of a page, with status 200."""

    def text(role: str, path: str, language: str = "en") -> str:
        response = browse("alef", role).get(f"/{language}/{path}")
        assert response.status_code == 200, path
        return response.content.decode()

    return text
