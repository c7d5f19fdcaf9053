"""The example by which the settings page explains the rule for the status shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tenants.institutions.models import StatusRule

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Said:
    """One account of the example; `kind` is the assessor's, `rule` the one under which the status rests on it."""

    kind: str
    who: StrOrPromise
    on: date
    value: str
    rule: StatusRule


EXAMPLE = (
    Said("state", _("The state"), date(2026, 5, 4), "state:implemented", StatusRule.STATE),
    Said(
        "nhri", _("The national human rights institution"), date(2026, 3, 20), "nhri:limited", StatusRule.NHRI
    ),
    Said("civil_society", _("A coalition of associations"), date(2026, 1, 10), "cso:worse", StatusRule.CAUTIOUS),
    Said("committee", _("A treaty body"), date(2026, 6, 2), "treaty_body:B", StatusRule.LATEST),
)  # fmt: skip
