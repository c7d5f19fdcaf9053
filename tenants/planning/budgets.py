"""What the plan costs, currency by currency, and where the money comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tenants.planning.models import Action

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


def budget_totals(actions: Iterable[Action]) -> Budgets:
    """Added up over the actions that are not abandoned. No query."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    free = unknown = 0
    for one in actions:
        if one.standing == "abandoned":
            continue
        if one.budget_amount is not None:
            sums[one.budget_currency][" ".join(one.budget_source.split())] += one.budget_amount
        elif one.costs_nothing:
            free += 1
        else:
            unknown += 1
    totals = []
    for currency, by_source in sums.items():
        ranked = sorted(by_source.items(), key=lambda pair: (-pair[1], pair[0]))
        rest = ranked[SHOWN_SOURCES:]
        others = (len(rest), sum((amount for _source, amount in rest), Decimal())) if rest else None
        totals.append(CurrencyTotal(currency, sum(by_source.values(), Decimal()), ranked[:SHOWN_SOURCES], others))
    totals.sort(key=lambda one: (-one.amount, one.currency))
    return Budgets(totals, free, unknown)
