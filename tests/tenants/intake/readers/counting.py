"""How many rows each State has, and how often each problem occurs."""

from collections import Counter
from collections.abc import Iterable

from tenants.intake.readers.neutral import NeutralRow


def states_in(rows: Iterable[NeutralRow]) -> Counter[str]:
    return Counter(row.state or row.state_text for row in rows)


def reasons_in(rows: Iterable[NeutralRow]) -> Counter[str]:
    return Counter(problem.code for row in rows for problem in row.problems)
