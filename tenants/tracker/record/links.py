"""A recommendation's links in plain sentences, as seen from it, whether it is the later or the earlier of the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tenants.tracker.listing.facing import review_words
from tenants.tracker.listing.predicates import ReviewLine
from tenants.tracker.models import Link, LinkKind, Recommendation
from tenants.tracker.record.finding import address

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SAID_OF_THE_LATER: dict[str, StrOrPromise] = {
    LinkKind.REPEATS: _("This one repeats"),
    LinkKind.SPLITS: _("This one is a part of"),
    LinkKind.MERGES: _("This one brings together, with others,"),
    LinkKind.SUPERSEDES: _("This one replaces"),
}
SAID_OF_THE_EARLIER: dict[str, StrOrPromise] = {
    LinkKind.REPEATS: _("This one was repeated by"),
    LinkKind.SPLITS: _("This one was split; a part of it is"),
    LinkKind.MERGES: _("This one was brought together with others in"),
    LinkKind.SUPERSEDES: _("This one was replaced by"),
}


@dataclass(frozen=True)
class LinkShown:
    """A link as seen from here: the other recommendation, and whether this one is the later of the two."""

    one: Link
    other: Recommendation
    is_later: bool
    review: str
    url: str

    @property
    def sentence(self) -> StrOrPromise:
        """What stands before the other one's name."""
        return (SAID_OF_THE_LATER if self.is_later else SAID_OF_THE_EARLIER)[self.one.kind]

    @property
    def year(self) -> int | None:
        held_on = self.other.review.held_on
        return held_on.year if held_on else None


def review_name(recommendation: Recommendation) -> str:
    """The review in words, such as "Universal Periodic Review, fourth cycle"."""
    review = recommendation.review
    line = ReviewLine(review.pk, review.body_id, review.cycle, review.session, review.held_on)
    return review_words(line, recommendation)[0]


def links_of(recommendation: Recommendation, request: HttpRequest) -> list[LinkShown]:
    """The links to earlier ones, then those from later ones. One query."""
    ends = Q(later=recommendation) | Q(earlier=recommendation)
    found = Link.objects.filter(ends).select_related(
        "later__review", "later__document", "earlier__review", "earlier__document"
    )
    shown = []
    for link in found:
        is_later = link.later_id == recommendation.pk
        other = link.earlier if is_later else link.later
        shown.append(LinkShown(link, other, is_later, review_name(other), address("record", other, request)))
    return sorted(shown, key=lambda row: (not row.is_later, row.other.paragraph))
