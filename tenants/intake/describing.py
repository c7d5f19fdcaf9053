"""The form that asks what a paper is. What the paper says of itself stands in it already."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shared.languages.day_field import DayField
from shared.taxonomy.catalogue import catalogue
from tenants.intake.looked_at import readers_for
from tenants.intake.models import Batch
from tenants.intake.staging import own_state

UPR_READERS = frozenset({"upr_report", "upr_reply", "thematic_list"})


class DescribeForm(forms.Form):
    """Reader, State, body, session, number of the report, symbol and day of a paper."""

    reader = forms.ChoiceField(label=_("Read it as"))
    state = forms.ChoiceField(label=_("State it is addressed to"))
    body = forms.ChoiceField(label=_("Body it comes from"), required=False)
    session = forms.IntegerField(
        label=_("Session of the Universal Periodic Review"), required=False, min_value=1, max_value=99
    )
    cycle = forms.IntegerField(
        label=_("Number of the periodic report"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("As in CO/4: the fourth."),
    )
    symbol = forms.CharField(label=pgettext_lazy("of a paper", "Symbol"), required=False, max_length=60)
    dated = DayField(label=_("Date of the paper"), required=False)

    def __init__(self, data: Any = None, *, batch: Batch) -> None:
        read, said = batch.about.get("read", {}), batch.about.get("said", {})
        own = own_state()
        known = {name: said.get(name) or read.get(name) or "" for name in ("state", "body", *self.PLAIN)}
        known["state"] = known["state"] or (own.code if own else "")
        super().__init__(data, initial={**known, "reader": batch.reader})
        terms = catalogue()
        self.fields["reader"].choices = [(one.code, one.label) for one in readers_for(batch)]  # type: ignore[attr-defined]
        states = sorted(terms.state_by_code.values(), key=lambda one: (one != own, one.label))
        self.fields["state"].choices = [("", "")] + [  # type: ignore[attr-defined]
            (one.code, one.label) for one in states if not one.retired
        ]
        bodies = sorted((one for one in terms.body_by_code.values() if not one.retired), key=lambda one: one.order)
        self.fields["body"].choices = [("", "")] + [(one.code, one.label) for one in bodies]  # type: ignore[attr-defined]

    PLAIN = ("session", "cycle", "symbol", "dated")

    def clean(self) -> dict[str, Any]:
        """A review of the UPR has its session; any other paper its body, and what tells it from the body's others."""
        given = super().clean() or {}
        upr = given.get("reader") in UPR_READERS or given.get("body") == "UPR"
        if upr:
            given["body"] = "UPR"
            if not given.get("session") and "session" not in self.errors:
                self.add_error("session", gettext("Say in which session the State was reviewed."))
        else:
            given["session"] = None
            if not given.get("body"):
                self.add_error("body", gettext("Say which body made the recommendations."))
        session = given.get("session")
        if session and str(session) not in catalogue().session_by_code:
            self.add_error("session", gettext("There is no such session."))
        return given

    @property
    def said(self) -> dict[str, str]:
        """What the person said, as the readers take it."""
        given = {name: self.cleaned_data.get(name) for name in ("state", "body", *self.PLAIN)}
        return {name: str(value) for name, value in given.items() if value}
