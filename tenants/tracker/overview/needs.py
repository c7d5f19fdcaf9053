"""What needs a person now. Each app says what it knows; the overview asks them all.

from tenants.tracker.overview.needs import Need, need

def failed_imports(member: Member, figures: Figures) -> Need | None: ...
need(50, failed_imports)      # in AppConfig.ready
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tenants.members.models import Member
from tenants.tracker.overview.figures import Figures


@dataclass(frozen=True)
class Need:
    """One thing that waits: how many, what, where to go, and what more there is to say about it."""

    count: int
    words: str
    url: str
    detail: str = ""
    due_on: date | None = None
    late: bool = False


Source = Callable[[Member, Figures], Need | None]

_sources: dict[Source, int] = {}


def need(order: int, source: Source) -> None:
    """Announce a source of needs; lower orders stand first. It answers None where nothing waits for the member."""
    _sources[source] = order


def needs_of(member: Member, figures: Figures) -> list[Need]:
    """What waits for this member, in order."""
    asked = (source(member, figures) for source, _ in sorted(_sources.items(), key=lambda pair: pair[1]))
    return [found for found in asked if found is not None and found.count]
