"""What wants attention in the list: the tracker's own needs, and those an upper app adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenants.tracker.listing.facing import ATTENTION, ORDERED
from tenants.tracker.listing.predicates import NEEDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def add(name: str, label: StrOrPromise, condition: str) -> None:
    """Offer one more value of the facet. `condition` is fixed SQL on the recommendation `r`, without parameters."""
    NEEDS[name] = condition
    ATTENTION[name] = label
    if name not in ORDERED["attention"]:
        ORDERED["attention"].append(name)
