"""The form of one value of a scale. The action decides; the form only reads what a person wrote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.direction import direction
from tenants.tracker.models import Progress
from tenants.tracker.record.changes import LANGUAGES as LANGUAGE_NAMES
from tenants.tracker.scales.wording import LANGUAGES, Value

NOWHERE = gettext_lazy("It says nothing about progress")


class ValueForm(forms.Form):
    """A value's name and use in three languages, its place, and why it moves."""

    progress = forms.ChoiceField(
        label=gettext_lazy("Where it stands on the common ladder"),
        help_text=gettext_lazy(
            "The ladder is what lists, charts and the status shown speak of; all scales meet on it."
        ),
        choices=[*Progress.choices, ("", NOWHERE)],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Needed when the place changes. It stays in the log and beside each status that moves."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, language: str, value: Value | None = None, **kwargs: Any) -> None:
        if value is not None:
            written = [("label", value.labels), ("use", value.uses)]
            words = {f"{part}_{code}": said.get(code, "") for part, said in written for code in LANGUAGES}
            kwargs["initial"] = {"progress": value.progress, **words}
        super().__init__(*args, **kwargs)
        order = [language, *(one for one in LANGUAGES if one != language)]
        for code in order:
            name = {"language": LANGUAGE_NAMES[code]}
            attrs = {"lang": code, "dir": direction(code)}
            self.fields[f"label_{code}"] = forms.CharField(
                label=_("Name, in %(language)s") % name, max_length=80, required=False,
                widget=forms.TextInput(attrs=attrs),
            )  # fmt: skip
            self.fields[f"use_{code}"] = forms.CharField(
                label=_("When to use it, in %(language)s") % name, max_length=300, required=False,
                widget=forms.Textarea(attrs={**attrs, "rows": 2}),
            )  # fmt: skip
        if value is None:
            del self.fields["reason"]
        names = [f"label_{code}" for code in order]
        self.order_fields([*names, *(f"use_{code}" for code in order), "progress", "reason"])

    def words(self) -> dict[str, str]:
        return {
            f"{part}_{code}": self.cleaned_data[f"{part}_{code}"] for part in ("label", "use") for code in LANGUAGES
        }
