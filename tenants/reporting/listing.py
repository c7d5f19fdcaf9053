"""The list of obligations: what is late first, then month by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.dates import written_month
from tenants.reporting.models import Obligation, ObligationKind, ObligationQuerySet, body_name


@dataclass
class Group:
    """A heading with its obligations."""

    words: str
    late: bool = False
    obligations: list[Obligation] = field(default_factory=list)


class FilterForm(forms.Form):
    """To whom, of what kind, open or closed. A value nobody offers narrows nothing."""

    body = forms.ChoiceField(label=gettext_lazy("To whom"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("", gettext_lazy("All kinds")), *ObligationKind.choices], required=False
    )
    standing = forms.ChoiceField(
        label=gettext_lazy("Standing"),
        choices=[("", gettext_lazy("Open")), ("closed", gettext_lazy("Done and cancelled"))],
        required=False,
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        held = Obligation.objects.order_by().values_list("body_id", flat=True).distinct()
        named = sorted(((str(key), body_name(key)) for key in held), key=lambda pair: pair[1])
        self.fields["body"].choices = [("", _("All bodies")), *named]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def holds_something(self) -> bool:
        """Whether the calendar holds anything at all, filtered or not."""
        return len(self.fields["body"].choices) > 1  # type: ignore[attr-defined]

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values())

    @property
    def shows_closed(self) -> bool:
        return self.cleaned_data.get("standing") == "closed"

    def narrowed(self) -> ObligationQuerySet:
        chosen = self.cleaned_data
        found: ObligationQuerySet = Obligation.objects.select_related("owner")
        found = found.closed().order_by("-due_on", "-id") if self.shows_closed else found.open()
        if chosen.get("body"):
            found = found.filter(body_id=UUID(chosen["body"]))
        if chosen.get("kind"):
            found = found.filter(kind=chosen["kind"])
        return found


def grouped(obligations: Iterable[Obligation], today: date) -> list[Group]:
    """Under "Late" what is open and past its date; the rest under its month, in the order given."""
    late = Group(_("Late"), late=True)
    months: list[Group] = []
    for one in obligations:
        if one.is_open and one.due_on < today:
            late.obligations.append(one)
            continue
        words = written_month(one.due_on)
        if not months or months[-1].words != words:
            months.append(Group(words))
        months[-1].obligations.append(one)
    return [late, *months] if late.obligations else months
