"""What holds for every row of a table that has no cell of its own for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.languages.day_field import DayField
from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.resolve import find_body
from tenants.intake.models import Batch
from tenants.intake.staging import own_state
from tenants.intake.tables.choices import choices_of
from tenants.intake.tables.values import body_options

LAST_SESSION = 54
# Before the names of its fields, for columns are chosen under the same names.
FOR_ALL = "all"


class DefaultsForm(forms.Form):
    """The body, its session or paper, and the days; each may stay empty."""

    state = forms.ChoiceField(label=_("State they were made to"), required=False)
    body = forms.ChoiceField(label=_("Body"), required=False, help_text=_("Where no column names one."))
    session = forms.IntegerField(
        label=_("Session of the UPR"), required=False, min_value=1, max_value=LAST_SESSION,
        widget=forms.NumberInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    symbol = forms.CharField(
        label=_("Document symbol"), required=False, max_length=60, widget=forms.TextInput(attrs={"dir": "ltr"}),
        help_text=_("Only where all rows come from one paper."),
    )  # fmt: skip
    dated = DayField(
        label=_("Date of the paper"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    assessed_on = DayField(
        label=_("Day the statuses speak of"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: Any = self.fields["body"]
        groups = [(group.label, [(one.value, one.label) for one in group.options]) for group in body_options()]
        named.choices = [("", _("None for all rows")), *groups]
        if own_state() is not None:
            del self.fields["state"]
            return
        states = sorted((one.label, one.code) for one in catalogue().states.values() if not one.retired)
        asked: Any = self.fields["state"]
        asked.choices = [("", _("A column says so")), *((code, label) for label, code in states)]

    def clean_assessed_on(self) -> date | None:
        day: date | None = self.cleaned_data["assessed_on"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("An account cannot be dated in the future."))
        return day

    def plain(self) -> dict[str, str]:
        """The answers as text, days in ISO form; empty ones left out."""
        return {
            name: said.isoformat() if isinstance(said, date) else str(said)
            for name, said in self.cleaned_data.items()
            if said not in (None, "")
        }

    @staticmethod
    def initially(batch: Batch) -> dict[str, Any]:
        """What was said before; else the body that the titles or the sheet's name tell, and the day of the upload."""
        choices = choices_of(batch)
        if "defaults" in choices:
            return {**choices["defaults"], "state": batch.about.get("said", {}).get("state", "")}
        sheet = batch.reading.sheet(batch.sheet)
        told = (find_body(one) for one in (*(sheet.titles if sheet else ()), batch.sheet) if one)
        body = next(filter(None, told), None)
        return {"body": body.code if body else "", "assessed_on": timezone.localdate(batch.uploaded_at)}
