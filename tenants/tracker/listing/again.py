"""How often a row of the list was received, and how later ones stand to it; read with the row (rows.SAID_AGAIN)."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from shared.languages.lists import written_list
from shared.languages.numbers import written_number
from tenants.tracker.models import LinkKind, Recommendation

# Of the earlier one of two that are linked.
LATER: dict[str, str | Promise] = {
    LinkKind.REPEATS: _("repeated later"),
    LinkKind.SPLITS: _("split into parts"),
    LinkKind.MERGES: _("brought together with others"),
    LinkKind.SUPERSEDES: _("replaced by a later one"),
}


def received(times: int, since: int | None) -> str:
    """How often something was recommended, and since which year."""
    number = ngettext("Received %(n)s time", "Received %(n)s times", times) % {"n": written_number(times)}
    return number if since is None else gettext("%(times)s since %(year)s") % {"times": number, "year": since}


def received_often(one: Recommendation) -> str:
    """Nothing where it was received once."""
    times, since = getattr(one, "received", None) or (1, None)
    return received(times, since) if times > 1 else ""


def said_later(one: Recommendation) -> str:
    """What later ones did with it; nothing where none is linked to it."""
    return written_list([str(LATER[kind]) for kind in getattr(one, "later_kinds", None) or ()])
