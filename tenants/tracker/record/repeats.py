"""How often the same was recommended, by the links that say it repeats; clusters tell of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shared.languages.numbers import written_number
from shared.taxonomy.catalogue import catalogue
from tenants.tracker.models import Recommendation, Review

# All that repeat it or are repeated by it, over any number of steps. UNION drops what was found, so a circle ends.
FAMILY = """
WITH RECURSIVE family(id) AS (
    SELECT %(key)s::uuid
    UNION
    SELECT CASE WHEN l.later_id = f.id THEN l.earlier_id ELSE l.later_id END
    FROM family f JOIN tracker_link l ON (l.later_id = f.id OR l.earlier_id = f.id) AND l.kind = 'repeats'
)
SELECT id FROM family
"""


@dataclass(frozen=True)
class Family:
    """The recommendations that say the same, the reader's own among them."""

    keys: list[UUID]
    since: int | None
    mechanisms: int

    @property
    def list_url(self) -> str:
        """The list of just these."""
        return f"{reverse('tracker:list')}?{urlencode([('ids', str(key)) for key in self.keys])}"

    def __str__(self) -> str:
        number = len(self.keys)
        times = ngettext("Received %(n)s time", "Received %(n)s times", number) % {"n": written_number(number)}
        from_ = ngettext("from %(n)s mechanism", "from %(n)s mechanisms", self.mechanisms) % {
            "n": written_number(self.mechanisms)
        }
        if self.since is None:
            return _("%(times)s, %(mechanisms)s") % {"times": times, "mechanisms": from_}
        return _("%(times)s since %(year)s, %(mechanisms)s") % {
            "times": times, "year": self.since, "mechanisms": from_,
        }  # fmt: skip


def family_of(recommendation: Recommendation) -> Family | None:
    """Its family, None when it stands alone. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(FAMILY, {"key": recommendation.pk})
        keys = [row[0] for row in cursor.fetchall()]
    if len(keys) < 2:
        return None
    reviews = Review.objects.filter(recommendations__in=keys).values_list("body_id", "held_on").distinct()
    bodies = catalogue().bodies
    rows = list(reviews)
    mechanisms = {bodies[body].mechanism_id if body in bodies else body for body, _held in rows}
    since = min((held.year for _body, held in rows if held), default=None)
    return Family(keys, since, len(mechanisms))
