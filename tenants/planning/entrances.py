"""The plan's entrance in the institution's navigation, and what it adds to the pages below it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.navigation import register as entrance
from tenants.members.roles import Permission
from tenants.notices import clock
from tenants.notices.kinds import notice_kind
from tenants.planning import due_milestones
from tenants.planning.cluster_part import actions_serving, indicators_of_its_page, inherit, planned_or_measured
from tenants.planning.due_measurements import COMING, DUE, measurements_due, remind
from tenants.planning.gaps import WITHOUT_ACTION
from tenants.planning.models import ActionServes, IndicatorOf
from tenants.planning.overview_part import how_the_plan_stands
from tenants.planning.record_part import actions_in_the_plan, indicators_of_it
from tenants.tracker import slots
from tenants.tracker.clusters import slots as cluster_slots
from tenants.tracker.listing import attention
from tenants.tracker.overview.counting import also_missing
from tenants.tracker.overview.needs import need
from tenants.tracker.overview.parts import overview_part

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def register() -> None:
    entrance(30, pgettext_lazy("implementation plan", "Plan"), "planning:plan", permission=Permission.SEE)
    slots.record_part(20, actions_in_the_plan, place=slots.Place.MAIN)
    slots.record_part(21, indicators_of_it, place=slots.Place.MAIN)
    slots.history_verb("planned", _("An action of the plan serves it"))
    slots.history_verb("unplanned", _("An action of the plan serves it no longer"))
    slots.history_verb("indicated", _("An indicator measures it"))
    slots.history_verb("indicated_no_longer", _("An indicator measures it no longer"))
    slots.undo_guard(planned)
    slots.undo_guard(measured)
    cluster_slots.cluster_part(20, indicators_of_its_page)
    cluster_slots.cluster_column(20, _("Actions in the plan"), actions_serving)
    cluster_slots.cluster_guard(planned_or_measured)
    cluster_slots.cluster_heir(inherit)
    need(25, measurements_due)
    notice_kind(
        COMING,
        line=_("%(indicator)s is to be measured by %(due_on)s"),
        template="planning/mail/measurement_coming.txt",
    )
    notice_kind(DUE, line=_("%(indicator)s is to be measured now"), template="planning/mail/measurement_due.txt")
    clock.on_tick(remind)
    notice_kind(
        due_milestones.COMING,
        line=_("%(milestone)s is to be reached by %(due_on)s"),
        template="planning/mail/milestone_coming.txt",
    )
    notice_kind(
        due_milestones.DUE,
        line=_("The day of a milestone has come: %(milestone)s"),
        template="planning/mail/milestone_due.txt",
    )
    clock.on_tick(due_milestones.remind)
    overview_part(10, how_the_plan_stands)
    attention.add("unplanned", _("No action in the plan"), WITHOUT_ACTION)
    also_missing("unplanned")


def planned(keys: Collection[UUID]) -> dict[UUID, StrOrPromise]:
    """Which of the recommendations an action serves, of this plan or an earlier one."""
    served = ActionServes.objects.filter(recommendation__in=keys).values_list("recommendation_id", flat=True)
    return dict.fromkeys((key for key in served if key), _("an action of the plan serves it"))


def measured(keys: Collection[UUID]) -> dict[UUID, StrOrPromise]:
    """Which of the recommendations an indicator speaks of."""
    spoken_of = IndicatorOf.objects.filter(recommendation__in=keys).values_list("recommendation_id", flat=True)
    return dict.fromkeys((key for key in spoken_of if key), _("an indicator measures it"))
