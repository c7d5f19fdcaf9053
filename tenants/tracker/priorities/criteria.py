"""The institution's criteria and bands: its own, or those it starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shared.isolation.turns import one_at_a_time
from tenants.tracker.models import Bands, Criterion, Priority, Rule

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Default:
    """A criterion every institution starts from. Its key is made of `code`, so it is known before it is stored."""

    code: str
    name: StrOrPromise
    help: StrOrPromise
    weight: int
    rule: str = ""

    @property
    def key(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"mutabaa:criterion:{self.code}")


DEFAULTS = (
    Default("urgency", _("Urgency"), _("How soon must something be done? A date that is near, people at risk now."), 3),
    Default(
        "position", _("Position of the state"), _("What the state promised: supported counts more than noted."), 2,
        Rule.POSITION,
    ),
    Default(
        "followup", _("Follow-up paragraph"), _("Did the committee choose it for its follow-up procedure?"), 2,
        Rule.FOLLOWUP,
    ),
    Default("feasibility", _("Feasibility"), _("Can it be done with the law, the people and the money there are?"), 1),
    Default("harm", _("Harm if nothing is done"), _("How many people are harmed, and how badly, while it waits?"), 3),
)  # fmt: skip


def all_criteria() -> list[Criterion]:
    """All, retired ones too, in their order; those it starts from, not stored yet, where nobody edited them."""
    return list(Criterion.objects.in_order()) or defaults()


def criteria() -> list[Criterion]:
    """Those by which recommendations are marked now, in their order."""
    return [one for one in all_criteria() if one.retired_at is None]


def defaults() -> list[Criterion]:
    """The criteria an institution starts from, unsaved, named in three languages."""
    made = []
    for order, one in enumerate(DEFAULTS, start=1):
        words: dict[str, str] = {}
        for code in ("ar", "en", "fr"):
            with override(code):
                words |= {f"name_{code}": str(one.name), f"help_{code}": str(one.help)}
        made.append(Criterion(pk=one.key, weight=one.weight, order=order * 10, rule=one.rule, **words))
    return made


def establish() -> None:
    """Store what the institution starts from, once; the caller stands in a transaction."""
    one_at_a_time("criteria")
    if not Criterion.objects.exists():
        Criterion.objects.bulk_create(defaults())


def bands() -> Bands:
    """From where on a priority is high or medium; unsaved where nobody changed it."""
    return Bands.objects.first() or Bands()


def band_of(score: int, by: Bands) -> str:
    """The priority that a score of 0 to 100 comes to."""
    if score >= by.high_from:
        return Priority.HIGH
    return Priority.MEDIUM if score >= by.medium_from else Priority.LOW
