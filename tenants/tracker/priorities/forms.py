"""The forms of the scoring sheet and of its criteria."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shared.languages.direction import active_language, direction
from tenants.tracker.models import Bands, Criterion, Recommendation, Rule
from tenants.tracker.models.priorities import HEAVIEST
from tenants.tracker.priorities.proposals import proposal
from tenants.tracker.record.forms import SeenForm

MARKS = [
    ("0", pgettext_lazy("marks", "0 · not at all")), ("1", pgettext_lazy("marks", "1 · a little")),
    ("2", pgettext_lazy("marks", "2 · clearly")), ("3", pgettext_lazy("marks", "3 · very much")),
]  # fmt: skip
LANGUAGES = ("ar", "en", "fr")
NAMES = {"ar": gettext_lazy("Name in Arabic"), "en": gettext_lazy("Name in English"),
         "fr": gettext_lazy("Name in French")}  # fmt: skip
HELPS = {"ar": gettext_lazy("Explanation in Arabic"), "en": gettext_lazy("Explanation in English"),
         "fr": gettext_lazy("Explanation in French")}  # fmt: skip


class SheetForm(SeenForm):
    """0 to 3 by each criterion. What facts propose is filled in already and counts once the sheet is sent."""

    def __init__(
        self,
        *args: Any,
        recommendation: Recommendation,
        criteria: list[Criterion],
        marks: dict[UUID, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, recommendation=recommendation, **kwargs)
        for one in criteria:
            found = proposal(one, recommendation)
            known = marks.get(one.pk, found.value if found else None)
            help_text = one.help
            if found is not None and one.pk not in marks:
                said = _("Proposed: %(mark)s (%(fact)s). You confirm it by saving.")
                help_text = f"{help_text} {said % {'mark': found.value, 'fact': found.because}}".strip()
            self.fields[f"mark_{one.pk}"] = forms.ChoiceField(
                label=one.name,
                help_text=help_text,
                choices=MARKS,
                widget=forms.RadioSelect,
                initial=None if known is None else str(known),
            )

    def marks(self) -> dict[UUID, int]:
        return {
            UUID(name.removeprefix("mark_")): int(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("mark_")
        }


class CriterionForm(forms.Form):
    """A criterion's names and explanations in three languages, its weight, its place, its rule."""

    def __init__(self, *args: Any, criterion: Criterion | None = None, **kwargs: Any) -> None:
        if criterion is not None:
            names = [f"{part}_{code}" for part in ("name", "help") for code in LANGUAGES]
            kwargs["initial"] = {name: getattr(criterion, name) for name in (*names, "weight", "order", "rule")}
        super().__init__(*args, **kwargs)
        here = active_language()
        for code in (here, *(one for one in LANGUAGES if one != here)):
            attrs = {"lang": code, "dir": direction(code)}
            self.fields[f"name_{code}"] = forms.CharField(
                label=NAMES[code], max_length=120, required=False, widget=forms.TextInput(attrs=attrs)
            )
            self.fields[f"help_{code}"] = forms.CharField(
                label=HELPS[code], max_length=600, required=False, widget=forms.Textarea(attrs={**attrs, "rows": 2})
            )
        self.fields["weight"] = forms.IntegerField(
            label=gettext_lazy("Weight"),
            help_text=gettext_lazy("0 counts nothing, 5 the most."),
            min_value=0,
            max_value=HEAVIEST,
            initial=1,
        )
        self.fields["order"] = forms.IntegerField(
            label=gettext_lazy("Place on the sheet"), min_value=0, max_value=1000, initial=100
        )
        self.fields["rule"] = forms.ChoiceField(
            label=gettext_lazy("Marks proposed from facts"),
            choices=[("", gettext_lazy("none; a person marks it")), *Rule.choices],
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.get(f"name_{code}", "").strip() for code in LANGUAGES):
            raise forms.ValidationError(_("Give the criterion a name in at least one language."))
        return given


class BandsForm(forms.Form):
    """From which scores on a priority is high or medium."""

    high_from = forms.IntegerField(label=gettext_lazy("High from"), min_value=2, max_value=100)
    medium_from = forms.IntegerField(label=gettext_lazy("Medium from"), min_value=1, max_value=99)

    def __init__(self, *args: Any, bands: Bands, **kwargs: Any) -> None:
        kwargs["initial"] = {"high_from": bands.high_from, "medium_from": bands.medium_from}
        super().__init__(*args, **kwargs)
