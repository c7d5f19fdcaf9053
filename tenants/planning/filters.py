"""What the reader of the plan asked to see: one body's actions, one standing, one item of a national plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.planning.finding import key_in
from tenants.planning.models import Action, ActionServes, ActionStanding, NationalPlanItem, Plan

ANY = ("", _("all"))


class Filter(forms.Form):
    """The pickers over the plan. What is not known narrows nothing."""

    lead = forms.ChoiceField(label=_("Lead body"), required=False)
    standing = forms.ChoiceField(label=_("Standing"), choices=[ANY, *ActionStanding.choices], required=False)
    national = forms.ChoiceField(label=_("National plan"), required=False)

    def __init__(self, asked: Mapping[str, str], plan: Plan, actions: Sequence[Action]) -> None:
        """Two queries at most: the items that actions of the plan serve, and the actions of the chosen one."""
        super().__init__({name: asked.get(name, "") for name in ("lead", "standing", "national")})
        leads = {one.lead_id: one.lead.name for one in actions if one.lead}
        items = NationalPlanItem.objects.filter(served_by__action__plan=plan).distinct().in_plan_order()
        self._choices("lead", sorted(leads.items(), key=lambda pair: pair[1]))
        self._choices("national", [(one.pk, f"{one.code} {one.title}") for one in items])
        self.is_valid()
        self.lead_id: UUID | None = key_in(self.cleaned_data, "lead")
        self.chosen: str = self.cleaned_data.get("standing", "")
        item = key_in(self.cleaned_data, "national")
        self._serving: set[UUID] | None = None
        if item is not None:
            lines = ActionServes.objects.filter(national_item=item, action__plan=plan)
            self._serving = set(lines.values_list("action_id", flat=True))

    def _choices(self, name: str, pairs: Sequence[tuple[Any, str]]) -> None:
        if pairs:
            self.fields[name].choices = [ANY, *((str(key), label) for key, label in pairs)]  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    @property
    def narrows(self) -> bool:
        return bool(self.lead_id or self.chosen or self._serving is not None)

    def lets_pass(self, action: Action) -> bool:
        if self.lead_id and action.lead_id != self.lead_id:
            return False
        if self.chosen and action.standing != self.chosen:
            return False
        return self._serving is None or action.pk in self._serving
