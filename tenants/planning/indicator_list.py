"""Which indicators a reader asked to see, and those that a page below shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.members.models import Member
from tenants.planning.models import Indicator, IndicatorKind, IndicatorOf
from tenants.planning.models.indicator import IndicatorQuerySet
from tenants.tracker.models import Cluster

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHOWN: list[tuple[str, StrOrPromise]] = [
    ("", pgettext_lazy("indicators", "All that are measured")),
    ("due", pgettext_lazy("indicators", "Due")),
    ("mine", pgettext_lazy("indicators", "Due, and mine to measure")),
    ("behind", pgettext_lazy("indicators", "Behind")),
    ("mine_behind", pgettext_lazy("indicators", "Behind, and mine to measure")),
    ("retired", pgettext_lazy("indicators", "Measured no longer")),
]


class ListFilter(forms.Form):
    """The pickers over the list of indicators. What is not known narrows nothing."""

    show = forms.ChoiceField(label=pgettext_lazy("indicators", "Show"), choices=SHOWN, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("all")), *IndicatorKind.choices], required=False)

    def __init__(self, asked: Mapping[str, str], member: Member) -> None:
        super().__init__({name: asked.get(name, "") for name in ("show", "kind")})
        self.is_valid()
        self._member = member

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("show", "kind"))

    def rows(self) -> IndicatorQuerySet:
        show, kind = self.cleaned_data.get("show", ""), self.cleaned_data.get("kind", "")
        rows: IndicatorQuerySet = Indicator.objects.filter(kind=kind) if kind else Indicator.objects.all()
        match show:
            case "due":
                return rows.due()
            case "mine":
                return rows.due().measured_by(self._member)
            case "behind":
                return rows.behind()
            case "mine_behind":
                return rows.behind().measured_by(self._member)
            case "retired":
                return rows.exclude(retired_at=None)
        return rows.standing()


def indicators_of_cluster(cluster: Cluster) -> list[Indicator]:
    """Those still measured that speak of the cluster itself. One query.

    `{% include "planning/indicator_rows.html" with indicators=... %}` shows them.
    """
    lines = IndicatorOf.objects.filter(cluster=cluster)
    return list(
        Indicator.objects.standing().filter(pk__in=lines.values("indicator")).select_related("body").in_list_order()
    )
