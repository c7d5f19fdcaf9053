"""How many comments a link that many use takes in a minute. Nobody's address is counted, only comments.

The count stands in this process's memory: in the database's cache its expiry would tell to the second when an
anonymous comment came. Several processes therefore let several times as many through.
"""

from __future__ import annotations

from uuid import UUID

from django.core.cache.backends.locmem import LocMemCache

from shared.isolation.cache import scoped_key

MOST_IN_A_MINUTE = 20
SECONDS = 60

_counts = LocMemCache("consultation.pace", {"KEY_FUNCTION": scoped_key, "TIMEOUT": SECONDS})


def takes_one_more(consultation_id: UUID) -> bool:
    """Count one comment by a shared link; False when the minute is full. Needs the institution's scope."""
    key = str(consultation_id)
    _counts.add(key, 0, SECONDS)
    try:
        return _counts.incr(key) <= MOST_IN_A_MINUTE
    except ValueError:  # the minute ended between the two
        return True
