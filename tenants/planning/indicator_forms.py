"""The forms of indicators, their measurements, and of items of a national plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.day_field import DayField
from shared.languages.direction import direction
from tenants.members.fields import BodyField
from tenants.members.models import ResponsibleBody
from tenants.planning.actions.measurements import Reading
from tenants.planning.content import LANGUAGES
from tenants.planning.definition import Definition, labels_in
from tenants.planning.models import Action, Frequency, Indicator, IndicatorKind, Measurement, NationalPlanItem, Wanted
from tenants.planning.wording import NAMES
from tenants.tracker.models import Cluster, Recommendation
from tenants.tracker.record.forms import day_input

ANSWERS = [("1", gettext_lazy("yes")), ("0", gettext_lazy("no"))]


def _texts(name: str, language: str) -> dict[str, forms.Field]:
    """The text in three languages, the reader's first."""
    found: dict[str, forms.Field] = {}
    for code in [language, *(code for code in LANGUAGES if code != language)]:
        widget = forms.TextInput(attrs={"lang": code, "dir": direction(code), "class": "said"})
        found[f"{name}_{code}"] = forms.CharField(
            label=NAMES[f"{name}_{code}"], max_length=300, widget=widget, required=False
        )
    return found


def _figure(label: Any, *, is_yes_no: bool, required: bool) -> forms.Field:
    if is_yes_no:
        choices = ANSWERS if required else [("", "—"), *ANSWERS]
        widget = forms.RadioSelect if required else forms.Select
        return forms.TypedChoiceField(
            label=label, choices=choices, coerce=Decimal, empty_value=None, widget=widget, required=required
        )
    return forms.DecimalField(
        label=label,
        max_digits=16,
        decimal_places=4,
        required=required,
        widget=forms.NumberInput(attrs={"step": "any", "dir": "ltr"}),
    )


class IndicatorForm(forms.Form):
    """The definition of an indicator in figures, or of one that is answered by yes or no."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=NAMES["kind"],
        choices=IndicatorKind.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Structural: what was committed to, such as a law. Process: what is being done. Outcome: what people "
            "enjoy in the end."
        ),
        initial=IndicatorKind.PROCESS,
    )
    wanted = forms.ChoiceField(
        label=NAMES["wanted"], choices=Wanted.choices, widget=forms.RadioSelect, initial=Wanted.HIGHER
    )
    baseline_on = DayField(label=NAMES["baseline_on"], required=False, widget=day_input())
    target_on = DayField(label=NAMES["target_on"], required=False, widget=day_input())
    unit = forms.CharField(
        label=NAMES["unit"],
        max_length=60,
        required=False,
        help_text=gettext_lazy("Such as persons, cases or %."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    frequency = forms.ChoiceField(label=NAMES["frequency"], choices=Frequency.choices, initial=Frequency.YEARLY)
    source = forms.CharField(
        label=NAMES["source"], max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    body: Any = BodyField(ResponsibleBody.objects.none(), label=NAMES["body"], required=False, empty_label="—")
    labels = forms.CharField(
        label=NAMES["labels"],
        required=False,
        help_text=gettext_lazy("One short label a line, such as women, men, each region. At most 20."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(
        self, *args: Any, is_yes_no: bool, language: str, indicator: Indicator | None = None, **kwargs: Any
    ) -> None:
        if indicator is not None:
            kwargs["initial"] = {**_initial(indicator), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.is_yes_no = is_yes_no
        self.fields |= _texts("name", language)
        for name in ("baseline", "target"):
            self.fields[name] = _figure(NAMES[name], is_yes_no=is_yes_no, required=False)
        bodies = ResponsibleBody.objects.current()
        if indicator is not None and indicator.body_id:
            bodies = bodies | ResponsibleBody.objects.filter(pk=indicator.body_id)
        self.fields["body"].queryset = bodies.order_by("kind", "name")  # type: ignore[attr-defined]
        if is_yes_no:
            for name in ("kind", "unit", "labels"):
                del self.fields[name]
            self.fields["wanted"].choices = [  # type: ignore[attr-defined]
                (Wanted.HIGHER, _("Yes is better")), (Wanted.LOWER, _("No is better")),
            ]  # fmt: skip
        names = [f"name_{code}" for code in [language, *(code for code in LANGUAGES if code != language)]]
        self.order_fields([*names, "kind", "unit", "wanted", "baseline", "baseline_on", "target", "target_on"])

    def clean_seen(self) -> datetime | None:
        given = self.cleaned_data["seen"]
        try:
            return datetime.fromisoformat(given) if given else None
        except ValueError as error:
            raise forms.ValidationError(_("Open this form again.")) from error

    def definition(self) -> Definition:
        given = {name: self.cleaned_data[name] for name in Definition.__dataclass_fields__ if name in self.cleaned_data}
        given["labels"] = tuple(labels_in(given.get("labels", "").splitlines()))
        if self.is_yes_no:
            given["kind"] = IndicatorKind.STRUCTURAL
        return Definition(**given, is_yes_no=self.is_yes_no)


def _initial(indicator: Indicator) -> dict[str, Any]:
    given = {name: getattr(indicator, name) for name in Definition.__dataclass_fields__}
    for name in ("baseline", "target"):
        value = given[name]
        if value is not None:
            given[name] = str(int(value)) if indicator.is_yes_no else f"{value.normalize():f}"
    return {
        **given,
        "labels": "\n".join(indicator.labels),
        "body": indicator.body_id,
        "seen": indicator.changed_at.isoformat(),
    }


class MeasureForm(forms.Form):
    """What was found on a day; where a measurement is corrected, why."""

    def __init__(self, *args: Any, indicator: Indicator, corrected: Measurement | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _found(corrected) if corrected else {"on": timezone.localdate()}
        super().__init__(*args, **kwargs)
        self._labels = {f"part_{number}": label for number, label in enumerate(indicator.labels)}
        self.fields["value"] = _figure(NAMES["measured"], is_yes_no=indicator.is_yes_no, required=True)
        if indicator.unit:
            self.fields["value"].help_text = indicator.unit
        self.fields["on"] = DayField(label=NAMES["on"], widget=day_input())
        for name, label in self._labels.items():
            self.fields[name] = _figure(label, is_yes_no=False, required=False)
            if corrected is not None:
                self.initial[name] = corrected.parts.get(label)
        text = {"dir": "auto"}
        self.fields["source"] = forms.CharField(
            label=NAMES["source"], max_length=300, required=False, widget=forms.TextInput(attrs=text)
        )
        self.fields["note"] = forms.CharField(
            label=gettext_lazy("Note"),
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, **text}),
        )
        if corrected is not None:
            self.fields["reason"] = forms.CharField(
                label=gettext_lazy("Reason"),
                help_text=gettext_lazy("Both measurements stay, with your reason between them."),
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 3, **text}),
            )

    def reading(self) -> Reading:
        given = self.cleaned_data
        parts = {label: given[name] for name, label in self._labels.items() if given.get(name) is not None}
        return Reading(given["value"], given["on"], parts, given["note"], given["source"])


def _found(measurement: Measurement) -> dict[str, Any]:
    value = measurement.value
    shown = str(int(value)) if measurement.indicator.is_yes_no else f"{value.normalize():f}"
    return {"value": shown, "on": measurement.on, "source": measurement.source, "note": measurement.note}


class AttachForm(forms.Form):
    """One recommendation or action among those found, or one cluster."""

    action: Any = forms.ModelChoiceField(
        Action.objects.none(), label=gettext_lazy("Action"), widget=forms.RadioSelect, required=False, empty_label=None
    )
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

    def __init__(
        self, *args: Any, found: list[tuple[Recommendation, str]], actions: Iterable[Action], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # Whatever exists here may be posted; the page offers what the search found.
        offered: dict[str, tuple[Any, list[tuple[Any, str]]]] = {
            "action": (Action.objects.of_the_current_plan(), [(one.pk, one.title) for one in actions]),
            "recommendation": (Recommendation.objects.all(), [(one.pk, words) for one, words in found]),
        }
        for name, (rows, choices) in offered.items():
            field: Any = self.fields[name]
            field.queryset = rows
            field.choices = choices
            if not choices:
                field.widget = forms.HiddenInput()
        self.fields["cluster"].queryset = Cluster.objects.order_by("title")  # type: ignore[attr-defined]

    def thing(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("action", "recommendation", "cluster")}


class NationalItemForm(forms.Form):
    """An item of a national plan: where it stands and what it says."""

    plan_name = forms.CharField(
        label=gettext_lazy("Name of the national plan"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    code = forms.CharField(label=gettext_lazy("Code"), help_text=gettext_lazy("Such as 3.2."), max_length=30)

    def __init__(self, *args: Any, language: str, item: NationalPlanItem | None = None, **kwargs: Any) -> None:
        if item is not None:
            titles = {f"title_{code}": getattr(item, f"title_{code}") for code in LANGUAGES}
            kwargs["initial"] = {"plan_name": item.plan_name, "code": item.code, **titles}
        super().__init__(*args, **kwargs)
        self.fields |= _texts("title", language)

    def words(self) -> dict[str, Any]:
        given = self.cleaned_data
        titles = {code: given[f"title_{code}"] for code in LANGUAGES}
        return {"plan_name": given["plan_name"], "code": given["code"], "titles": titles}
