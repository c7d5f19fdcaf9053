"""The forms of the calendar. The actions decide; a form only reads what a person wrote."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.day_field import DayField
from shared.languages.direction import ENDONYMS, LANGUAGES, direction
from shared.taxonomy.catalogue import catalogue
from tenants.members.fields import BodyField
from tenants.members.models import ResponsibleBody
from tenants.reporting.models import Obligation, ObligationKind

Choices = list[tuple[str, Any]]
EMPTY = ("", "—")


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def bodies_to_owe() -> Choices:
    """The bodies of the reference lists under their mechanisms."""
    lists = catalogue()
    under: dict[str, Choices] = {}
    for body in lists.bodies.values():
        if not body.retired:
            under.setdefault(lists.mechanisms[body.mechanism_id].label, []).append((str(body.id), body.label))
    return list(under.items())


class SeenForm(forms.Form):
    """A form that knows which state of the obligation the person saw when it was opened."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def clean_seen(self) -> datetime:
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError as error:
            raise forms.ValidationError(_("Open this form again.")) from error


class WordsForm(forms.Form):
    """To whom, what, by whom, and in which words."""

    body_id = forms.ChoiceField(label=gettext_lazy("To whom it is due"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[EMPTY, *ObligationKind.choices])
    reference = forms.CharField(label=gettext_lazy("Symbol or reference"), max_length=80, required=False)
    owner: Any = BodyField(ResponsibleBody.objects.none(), label=gettext_lazy("Who prepares it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body_id"].choices = [EMPTY, *bodies_to_owe()]  # type: ignore[attr-defined]
        owner: Any = self.fields["owner"]
        owner.queryset = ResponsibleBody.objects.current().order_by("kind", "name")
        for code in LANGUAGES:
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("In your own words, in %(language)s") % {"language": ENDONYMS[code]},
                max_length=200,
                required=False,
                widget=forms.TextInput({"lang": code, "dir": direction(code)}),
            )

    def clean_body_id(self) -> UUID:
        return UUID(self.cleaned_data["body_id"])

    def words(self) -> dict[str, Any]:
        """What the actions ask for, titles by language."""
        given = self.cleaned_data
        titles = {code: given[f"title_{code}"] for code in LANGUAGES}
        return {name: given[name] for name in ("body_id", "kind", "reference", "owner")} | {"titles": titles}


class AddForm(WordsForm):
    """A new obligation with its date."""

    due_on = DayField(label=gettext_lazy("Due on"), required=False, widget=day_input())
    received_on = DayField(
        label=gettext_lazy("The communication came on"),
        help_text=gettext_lazy("For a communication of a special procedure: it is due sixty days later."),
        required=False,
        widget=day_input(),
    )
    field_order = ["kind", "body_id", "due_on", "received_on", "reference", "owner"]


class EditForm(SeenForm, WordsForm):
    """The words of an obligation; its date has a form of its own."""

    field_order = ["kind", "body_id", "reference", "owner"]

    def __init__(self, *args: Any, obligation: Obligation, **kwargs: Any) -> None:
        names = ["kind", "reference", *(f"title_{code}" for code in LANGUAGES)]
        initial = {name: getattr(obligation, name) for name in names}
        initial |= {"body_id": str(obligation.body_id), "owner": obligation.owner_id}
        kwargs["initial"] = initial | {"seen": obligation.changed_at.isoformat()}
        super().__init__(*args, **kwargs)


class MoveForm(SeenForm):
    """Another date, and why."""

    due_on = DayField(label=gettext_lazy("New date"), widget=day_input())
    reason = forms.CharField(
        label=gettext_lazy("Why the date changes"),
        help_text=gettext_lazy("It stays beside the old date for good."),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
    )

    def __init__(self, *args: Any, obligation: Obligation, **kwargs: Any) -> None:
        kwargs["initial"] = {"due_on": obligation.due_on, "seen": obligation.changed_at.isoformat()}
        super().__init__(*args, **kwargs)


class CompleteForm(forms.Form):
    """When it was handed in, answered or held, and its symbol where it has one now."""

    done_on = DayField(label=gettext_lazy("Done on"), widget=day_input(), initial=timezone.localdate)
    reference = forms.CharField(label=gettext_lazy("Symbol or reference"), max_length=80, required=False)


class CancelForm(forms.Form):
    """Why it is owed no longer."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is cancelled"), widget=forms.Textarea({"rows": 3}), max_length=2000
    )
