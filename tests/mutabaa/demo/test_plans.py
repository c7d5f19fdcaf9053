"""The invented plans are written whole and keep the rules of the plan."""

from __future__ import annotations

import pytest

from mutabaa.demo import fiction, indicators, planning
from shared.isolation.scope import in_institution
from tenants.institutions.models import Institution
from tenants.planning.models import Action, ActionServes, Indicator, Plan, PlanVersion
from tenants.planning.smart import missing_by_quality

Demo = dict[str, Institution]
STANDINGS = {"marsana": "adopted", "rimal": "consultation", "sahlan": "drafting"}


@pytest.mark.parametrize("slug", STANDINGS)
def test_every_institution_has_a_plan_of_eight_actions(demo: Demo, slug: str) -> None:
    with in_institution(demo[slug]):
        plan = Plan.objects.get()
        assert plan.standing == STANDINGS[slug]
        assert plan.actions.count() == 8
        assert PlanVersion.objects.count() == (slug == "marsana")


@pytest.mark.parametrize("slug", STANDINGS)
def test_each_has_something_to_show_and_something_missing(demo: Demo, slug: str) -> None:
    with in_institution(demo[slug]):
        found = list(Action.objects.whole())
        assert {"in_progress", "not_started"} <= {one.standing for one in found}
        missing = missing_by_quality(found)
    assert 0 < max(missing.values()) < len(found)


@pytest.mark.parametrize("slug", STANDINGS)
def test_each_has_indicators_of_every_kind_one_due_and_one_behind(demo: Demo, slug: str) -> None:
    with in_institution(demo[slug]):
        assert Indicator.objects.count() == len(indicators.described(slug)["indicators"])
        assert set(Indicator.objects.values_list("kind", flat=True)) == {"structural", "process", "outcome"}
        assert Indicator.objects.due().exists()
        assert Indicator.objects.behind().exists()
        assert ActionServes.objects.exclude(national_item=None).exists()


@pytest.mark.parametrize("one", fiction.members(), ids=list(STANDINGS))
def test_titles_are_given_in_the_institutions_languages(one: fiction.Member) -> None:
    wanted = {"ar", "en"} | ({"fr"} if one.default_language == "fr" else set())
    told = planning.described(one.slug)["actions"]
    assert all(set(entry["title"]) == wanted and all(entry["title"].values()) for entry in told)
