"""What the plan costs, currency by currency, and where the money comes from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from tenants.planning.models import ActionStanding
from tenants.planning.models.action import ActionQuerySet

SHOWN_SOURCES = 6


@dataclass(frozen=True)
class CurrencyTotal:
    """One currency's sum; `sources` the largest by name, `others` how many more there are and their sum.

    The name is empty for money whose source nobody named.
    """

    currency: str
    amount: Decimal
    sources: list[tuple[str, Decimal]]
    others: tuple[int, Decimal] | None


@dataclass(frozen=True)
class Budgets:
    """All currencies, the largest first; how many actions need no money, and of how many nobody said."""

    totals: list[CurrencyTotal]
    free: int
    unknown: int


def budget_totals(actions: ActionQuerySet) -> Budgets:
    """Added up over the actions that are not abandoned, by the database. One query."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    free = unknown = 0
    named = actions.exclude(standing=ActionStanding.ABANDONED).order_by()
    for currency, source, costs_nothing, amount, number in named.values_list(
        "budget_currency", "budget_source", "costs_nothing"
    ).annotate(amount=Sum("budget_amount"), number=Count("pk")):
        if amount is not None:
            sums[currency][" ".join(source.split())] += amount
        elif costs_nothing:
            free += number
        else:
            unknown += number
    totals = []
    for currency, by_source in sums.items():
        ranked = sorted(by_source.items(), key=lambda pair: (-pair[1], pair[0]))
        rest = ranked[SHOWN_SOURCES:]
        others = (len(rest), sum((amount for _source, amount in rest), Decimal())) if rest else None
        totals.append(CurrencyTotal(currency, sum(by_source.values(), Decimal()), ranked[:SHOWN_SOURCES], others))
    totals.sort(key=lambda one: (-one.amount, one.currency))
    return Budgets(totals, free, unknown)
