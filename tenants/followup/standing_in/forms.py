"""The forms of standing in. The actions decide; a form only reads what a person wrote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.languages.day_field import DayField
from tenants.followup.standing_in.people import colleagues_of, speaking_for
from tenants.members.models import Member, ResponsibleBody


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PersonField(forms.ModelChoiceField):
    """A colleague by name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(Member.objects.none(), *args, **{"empty_label": "—", **kwargs})

    def label_from_instance(self, obj: Member) -> str:
        return obj.name


class AbsenceForm(forms.Form):
    """The days, and who gets what would come to her."""

    begins_on = DayField(label=_("First day away"), widget=day_input(), initial=timezone.localdate)
    ends_on = DayField(label=_("Last day away"), widget=day_input())
    alternate = PersonField(
        label=_("Alternate"),
        help_text=_("A focal point of the same body. The reminders of these days come to her."),
    )

    def __init__(self, *args: Any, person: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alternate: Any = self.fields["alternate"]
        alternate.queryset = colleagues_of(person)


class HandoverForm(forms.Form):
    """Who takes the work over, and what she should know."""

    successor = PersonField(label=_("Successor"), help_text=_("Somebody of the same body and role."))
    note = forms.CharField(
        label=_("What the successor should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, person: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        successor: Any = self.fields["successor"]
        successor.queryset = colleagues_of(person)


class DeputyForm(forms.Form):
    """Who is told when the body's answers stay away."""

    deputy = PersonField(
        label=_("Deputy"),
        required=False,
        empty_label=_("nobody: the coordinators are told"),
        help_text=_("Somebody who speaks for this body, told when its answers stay away after the deadline."),
    )

    def __init__(self, *args: Any, body: ResponsibleBody, deputy: Member | None, **kwargs: Any) -> None:
        kwargs["initial"] = {"deputy": deputy.pk if deputy else None}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["deputy"]
        field.queryset = speaking_for(body)
