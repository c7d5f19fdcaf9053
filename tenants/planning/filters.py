"""What the reader of the plan asked to see: one body's actions, one standing, what is late, one national item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.members.models import ResponsibleBody
from tenants.planning.finding import key_in
from tenants.planning.models import ActionServes, ActionStanding, NationalPlanItem, Plan
from tenants.planning.models.action import ActionQuerySet

ANY = ("", _("all"))
LATE = [
    ANY,
    ("action", pgettext_lazy("actions", "Past their end")),
    ("milestone", pgettext_lazy("actions", "A milestone past its day")),
]


class Filter(forms.Form):
    """The pickers over the plan. What is not known narrows nothing."""

    lead = forms.ChoiceField(label=_("Lead body"), required=False)
    body = forms.ChoiceField(label=_("Leads or supports"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), choices=[ANY, *ActionStanding.choices], required=False)
    late = forms.ChoiceField(label=pgettext_lazy("actions", "Late"), choices=LATE, required=False)
    national = forms.ChoiceField(label=_("National plan"), required=False)

    def __init__(self, asked: Mapping[str, str], plan: Plan) -> None:
        """Two queries: the bodies that lead, and the items that are served. One more where `body` is asked for."""
        super().__init__({name: asked.get(name, "") for name in self.base_fields})
        self.leads = _by_name(ResponsibleBody.objects.filter(pk__in=plan.actions.order_by().values("lead")))
        items = NationalPlanItem.objects.filter(served_by__action__plan=plan).distinct().in_plan_order()
        asked_body = key_in(asked, "body")
        # Nobody chooses it from a list: an address brings it, and here it is let go.
        body = _by_name(ResponsibleBody.objects.filter(pk=asked_body)) if asked_body else {}
        self._choices("lead", [(one.pk, one.name) for one in self.leads.values()])
        self._choices("body", [(one.pk, one.name) for one in body.values()])
        self._choices("national", [(one.pk, f"{one.code} {one.title}") for one in items])
        self.is_valid()

    def _choices(self, name: str, pairs: Sequence[tuple[Any, str]]) -> None:
        if pairs:
            self.fields[name].choices = [ANY, *((str(key), label) for key, label in pairs)]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.fields)

    def narrowed(self, actions: ActionQuerySet, today: date) -> ActionQuerySet:
        """Those of the actions that answer to what was asked. No query."""
        chosen = self.cleaned_data
        if chosen.get("lead"):
            actions = actions.filter(lead=chosen["lead"])
        if chosen.get("body"):
            actions = actions.of_body(UUID(chosen["body"]))
        if chosen.get("standing"):
            actions = actions.filter(standing=chosen["standing"])
        if chosen.get("late") == "action":
            actions = actions.past_their_end(today)
        if chosen.get("late") == "milestone":
            actions = actions.with_a_milestone_past(today)
        if chosen.get("national"):
            lines = ActionServes.objects.filter(national_item=chosen["national"])
            actions = actions.filter(pk__in=lines.values("action"))
        return actions


def _by_name(bodies: Any) -> dict[UUID, ResponsibleBody]:
    """The bodies by their key, in the order of their names in the reader's language."""
    return {one.pk: one for one in sorted(bodies, key=lambda one: (one.name, str(one.pk)))}
