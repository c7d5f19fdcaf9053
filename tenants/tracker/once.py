"""The rule by which recommendations are counted once, wherever a page says that repeats are counted once.

What was said several times is counted where it was said last. A recommendation is therefore left out of such a count
when a later one stands in its place, which is when it is the earlier end of a link, of whatever kind:

- repeats: of a chain of repeats only the latest counts, over any number of steps;
- replaces (supersedes): the one that is replaced is left out, the one that replaces it counts;
- brings together (merges): the sources are left out, the one that brings them together counts;
- is a part of (splits): the whole is left out, its parts count, for each asks for something by itself and has a
  position and a status of its own.

The rule looks at the whole list: a recommendation of one body that another body's later one repeats is left out of the
first body's number too, so that the numbers of all bodies add up. Links never turn in a circle (actions.links refuses
it), so of everything that is linked something always counts. A list that does not say so shows and counts every row.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from tenants.tracker.models import Link

# SQL on the recommendation `r`.
COUNTED = "NOT EXISTS (SELECT 1 FROM tracker_link later WHERE later.earlier_id = r.id)"


def counted(recommendation: str = "pk") -> Exists:
    """The same as a condition of a query; `recommendation` is the path from the row to its recommendation."""
    return ~Exists(Link.objects.filter(earlier=OuterRef(recommendation)))  # type: ignore[return-value]
