"""The columns of the plan's lists as files: actions, milestones, indicators, items of national plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shared.exports.lists import ListColumn, in_portions
from shared.exports.tables import Cell
from tenants.planning.filters import Filter
from tenants.planning.models import Action, Milestone, Plan
from tenants.planning.page import in_order
from tenants.planning.smart import smart


def _figure(value: object) -> Cell:
    return float(str(value)) if value is not None else None


def _served(one: Action) -> str:
    said = []
    for line in one.serves.all():
        if line.recommendation:
            document = line.recommendation.document
            said.append(f"{document.symbol if document else ''} {line.recommendation.paragraph}".strip())
        else:
            said.append(str(line.cluster or line.national_item or line.sdg_code))
    return "; ".join(part for part in said if part)


def _answer(value: object, one: object) -> Cell:
    if value is None or not getattr(one, "is_yes_no", False):
        return _figure(value)
    return gettext("yes") if value else gettext("no")


ACTIONS = (
    ListColumn(_("title in Arabic"), lambda one: one.title_ar),
    ListColumn(_("title in English"), lambda one: one.title_en),
    ListColumn(_("title in French"), lambda one: one.title_fr),
    ListColumn(_("Lead body"), lambda one: str(one.lead or "")),
    ListColumn(_("Supporting bodies"), lambda one: "; ".join(str(line.body) for line in one.supporting.all())),
    ListColumn(_("standing"), lambda one: one.get_standing_display()),
    ListColumn(_("since"), lambda one: one.standing_on),
    ListColumn(_("begins"), lambda one: one.starts_on),
    ListColumn(_("ends"), lambda one: one.ends_on),
    ListColumn(_("budget"), lambda one: 0 if one.costs_nothing else _figure(one.budget_amount)),
    ListColumn(_("currency"), lambda one: one.budget_currency),
    ListColumn(_("source of the money"), lambda one: one.budget_source),
    ListColumn(_("What it serves"), _served),
    ListColumn(_("Milestones"), lambda one: len(one.milestones.all())),
    ListColumn(_("What is lacking"), lambda one: "; ".join(str(c.quality.label) for c in smart(one) if not c.is_met)),
    ListColumn(_("Key"), lambda one: str(one.pk)),
)
MILESTONES = (
    ListColumn(_("what is there then"), lambda one: one.words),
    ListColumn(_("due"), lambda one: one.due_on),
    ListColumn(_("reached"), lambda one: one.reached_on),
    ListColumn(_("action"), lambda one: one.action.title),
    ListColumn(_("Lead body"), lambda one: str(one.action.lead or "")),
    ListColumn(_("standing"), lambda one: one.action.get_standing_display()),
    ListColumn(_("Key"), lambda one: str(one.pk)),
)
INDICATORS = (
    ListColumn(_("name in Arabic"), lambda one: one.name_ar),
    ListColumn(_("name in English"), lambda one: one.name_en),
    ListColumn(_("name in French"), lambda one: one.name_fr),
    ListColumn(_("kind"), lambda one: one.get_kind_display()),
    ListColumn(_("unit"), lambda one: one.unit),
    ListColumn(_("direction"), lambda one: one.get_wanted_display()),
    ListColumn(_("baseline"), lambda one: _answer(one.baseline, one)),
    ListColumn(_("day of the baseline"), lambda one: one.baseline_on),
    ListColumn(_("Last measurement"), lambda one: _answer(one.last_value, one)),
    ListColumn(_("Last measured on"), lambda one: one.last_on),
    ListColumn(_("target"), lambda one: _answer(one.target, one)),
    ListColumn(_("day of the target"), lambda one: one.target_on),
    ListColumn(_("course"), lambda one: one.get_course_display()),
    ListColumn(pgettext_lazy("indicators", "Due"), lambda one: one.due_on),
    ListColumn(_("source"), lambda one: one.source),
    ListColumn(_("Body"), lambda one: str(one.body or "")),
    ListColumn(_("Key"), lambda one: str(one.pk)),
)
NATIONAL = (
    ListColumn(_("Code"), lambda one: one.code),
    ListColumn(_("title in Arabic"), lambda one: one.title_ar),
    ListColumn(_("title in English"), lambda one: one.title_en),
    ListColumn(_("title in French"), lambda one: one.title_fr),
    ListColumn(_("National plan"), lambda one: one.plan_name),
    ListColumn(_("Actions that serve it"), lambda one: one.number),
    ListColumn(_("retired"), lambda one: bool(one.retired_at)),
    ListColumn(_("Key"), lambda one: str(one.pk)),
)


def of_the_plan(plan: Plan, view: str, asked: Mapping[str, str]) -> tuple[str, tuple[ListColumn, ...], Iterator]:
    """What the page shows as a file: its name, columns and rows. The timeline gives the milestones of what it shows,
    every other view the actions."""
    filters = Filter(asked, plan)
    actions = filters.narrowed(plan.actions.all(), timezone.localdate())
    if view == "time":
        points: QuerySet[Milestone] = (
            Milestone.objects.filter(action__in=actions.order_by().values("pk"))
            .select_related("action__lead")
            .order_by("due_on", "id")
        )
        return gettext("Milestones"), MILESTONES, in_portions(points)
    return plan.title, ACTIONS, in_portions(in_order(actions.whole(), view, filters.leads))
