"""The forms of the plan. The actions decide; a form only reads what a person wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.day_field import DayField
from shared.languages.direction import direction
from shared.taxonomy.catalogue import catalogue
from tenants.members.models import ResponsibleBody
from tenants.planning.content import LANGUAGES, Content
from tenants.planning.models import Action, ActionStanding, Milestone, NationalPlanItem
from tenants.planning.wording import NAMES
from tenants.tracker.models import Cluster, Recommendation
from tenants.tracker.record.forms import EMPTY, day_input

COSTS = [
    ("", gettext_lazy("Not known yet")),
    ("budget", gettext_lazy("It has a budget")),
    ("nothing", gettext_lazy("It needs no money of its own")),
]


class StartForm(forms.Form):
    """What the plan is called."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)


class ActionForm(forms.Form):
    """An action's words, bodies, time and money."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    description = forms.CharField(
        label=gettext_lazy("Description"), widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}), required=False
    )
    lead: Any = forms.ModelChoiceField(
        ResponsibleBody.objects.none(), label=gettext_lazy("Lead body"), required=False, empty_label="—"
    )
    supporting: Any = forms.ModelMultipleChoiceField(
        ResponsibleBody.objects.none(),
        label=gettext_lazy("Supporting bodies"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = DayField(label=gettext_lazy("Begins"), required=False, widget=day_input())
    ends_on = DayField(label=gettext_lazy("Ends"), required=False, widget=day_input())
    cost = forms.ChoiceField(label=gettext_lazy("Cost"), choices=COSTS, required=False)
    budget_amount = forms.DecimalField(
        label=gettext_lazy("Budget"), max_digits=14, decimal_places=2, min_value=0, required=False
    )
    budget_currency = forms.RegexField(
        "^[A-Za-z]{3}$",
        label=gettext_lazy("Currency"),
        help_text=gettext_lazy("Three letters, such as USD."),
        required=False,
    )
    budget_source = forms.CharField(label=gettext_lazy("Source of the money"), max_length=200, required=False)
    obstacles = forms.CharField(
        label=gettext_lazy("Obstacles"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), required=False
    )
    obstacles_met_by = forms.CharField(
        label=gettext_lazy("How they are met"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), required=False
    )

    def __init__(self, *args: Any, action: Action | None = None, language: str, **kwargs: Any) -> None:
        if action is not None:
            kwargs["initial"] = {**_initial(action), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        standing = [line.body_id for line in action.supporting.all()] if action else []
        if action and action.lead_id:
            standing.append(action.lead_id)
        bodies = ResponsibleBody.objects.current() | ResponsibleBody.objects.filter(pk__in=standing)
        for name in ("lead", "supporting"):
            field: Any = self.fields[name]
            field.queryset = bodies.order_by("kind", "name")
            field.label_from_instance = lambda one: one.name
        titles = [language, *(code for code in LANGUAGES if code != language)]
        for code in titles:
            words = forms.TextInput(attrs={"lang": code, "dir": direction(code), "class": "said"})
            self.fields[f"title_{code}"] = forms.CharField(
                label=NAMES[f"title_{code}"], max_length=300, widget=words, required=False
            )
        self.order_fields([f"title_{code}" for code in titles])

    def clean_seen(self) -> datetime | None:
        given = self.cleaned_data["seen"]
        try:
            return datetime.fromisoformat(given) if given else None
        except ValueError as error:
            raise forms.ValidationError(_("Open this form again.")) from error

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        money = any(given.get(name) for name in ("budget_amount", "budget_currency", "budget_source"))
        if money and given.get("cost") == "nothing":
            self.add_error("cost", _("An action has a budget or needs no money of its own, not both."))
        if given.get("cost") == "budget" and not given.get("budget_amount"):
            self.add_error("budget_amount", _("A budget needs its amount and its currency."))
        return given

    def content(self) -> Content:
        given = {name: self.cleaned_data[name] for name in Content.__dataclass_fields__ if name != "costs_nothing"}
        given["budget_currency"] = given["budget_currency"].upper()
        return Content(**given, costs_nothing=self.cleaned_data["cost"] == "nothing")


def _initial(action: Action) -> dict[str, Any]:
    cost = "nothing" if action.costs_nothing else "budget" if action.budget_amount is not None else ""
    return {
        **Content.of(action).fields(),
        "cost": cost,
        "lead": action.lead_id,
        "supporting": [line.body_id for line in action.supporting.all()],
        "seen": action.changed_at.isoformat(),
    }


class StandingForm(forms.Form):
    """How far an action is."""

    standing = forms.ChoiceField(
        label=gettext_lazy("Standing"), choices=ActionStanding.choices, widget=forms.RadioSelect
    )
    on = DayField(label=gettext_lazy("Since"), widget=day_input(), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed when the action is abandoned. It stays in the history."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, action: Action, **kwargs: Any) -> None:
        kwargs["initial"] = {"standing": action.standing, "on": action.standing_on or timezone.localdate()}
        super().__init__(*args, **kwargs)


class MilestoneForm(forms.Form):
    """What is there, and by when."""

    words = forms.CharField(
        label=gettext_lazy("What is there then"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    due_on = DayField(label=gettext_lazy("Due"), widget=day_input())


class ReachForm(forms.Form):
    """When a milestone was reached."""

    on = DayField(label=gettext_lazy("Reached"), widget=day_input())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": timezone.localdate()}
        super().__init__(*args, **kwargs)


class MoveForm(forms.Form):
    """Another day for a milestone, and why."""

    due_on = DayField(label=gettext_lazy("New day"), widget=day_input())
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}), max_length=1000
    )

    def __init__(self, *args: Any, milestone: Milestone, **kwargs: Any) -> None:
        kwargs["initial"] = {"due_on": milestone.due_on}
        super().__init__(*args, **kwargs)


class NationalItemField(forms.ModelChoiceField):
    """An item by its plan, code and title."""

    def label_from_instance(self, obj: NationalPlanItem) -> str:
        return f"{obj.plan_name} · {obj.code} {obj.title}"


class ServeForm(forms.Form):
    """One recommendation among those found, one cluster, one SDG target, or one item of a national plan."""

    recommendation: Any = forms.ModelChoiceField(
        Recommendation.objects.none(),
        label=gettext_lazy("Recommendation"),
        widget=forms.RadioSelect,
        required=False,
        empty_label=None,
    )
    cluster: Any = forms.ModelChoiceField(
        Cluster.objects.none(), label=gettext_lazy("Cluster"), required=False, empty_label="—"
    )
    sdg = forms.ChoiceField(label=gettext_lazy("SDG target"), required=False)
    national: Any = NationalItemField(
        NationalPlanItem.objects.none(),
        label=gettext_lazy("Item of a national plan"),
        required=False,
        empty_label="—",
    )

    def __init__(self, *args: Any, found: list[tuple[Recommendation, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Whatever exists here may be posted; the page offers what the search found.
        self.fields["recommendation"].queryset = Recommendation.objects.all()  # type: ignore[attr-defined]
        self.fields["recommendation"].choices = [(one.pk, words) for one, words in found]  # type: ignore[attr-defined]
        self.fields["cluster"].queryset = Cluster.objects.order_by("title")  # type: ignore[attr-defined]
        targets = [one for one in catalogue().sdgs.values() if one.parent_id and not one.retired and "." in one.code]
        self.fields["sdg"].choices = [EMPTY, *((one.code, f"{one.code} {one.label}") for one in targets)]  # type: ignore[attr-defined]
        items = NationalPlanItem.objects.current().in_plan_order()
        self.fields["national"].queryset = items  # type: ignore[attr-defined]
        if not found:
            self.fields["recommendation"].widget = forms.HiddenInput()

    def thing(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "recommendation": given["recommendation"], "cluster": given["cluster"], "sdg_code": given["sdg"],
            "national_item": given["national"],
        }  # fmt: skip
