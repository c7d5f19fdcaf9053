"""What a recommendation has to do with an earlier one: it repeats, splits, merges or supersedes it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shared.isolation.turns import one_at_a_time
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.actions.refusals import BadDate, ReasonMissing, UnknownTerm, WouldTurnInACircle
from tenants.tracker.locking import authorise, touch
from tenants.tracker.models import Link, LinkKind, Recommendation


@transaction.atomic
def link(*, later: Recommendation, earlier: Recommendation, kind: str, by: Member) -> Link:
    """Say how a later recommendation stands to an earlier one. Saying it twice is saying it once.

    Raises WouldTurnInACircle when the earlier one already comes after the later, by whatever links; BadDate when the
    reviews' dates contradict the order.
    """
    authorise(by, Permission.CLASSIFY)
    if kind not in LinkKind.values:
        raise UnknownTerm(_("This is not a way in which recommendations are linked."))
    # Two links made at once could close a circle that neither of them sees.
    one_at_a_time("links")
    pair = _both(later, earlier)
    later, earlier = pair[later.pk], pair[earlier.pk]
    standing = Link.objects.filter(later=later, earlier=earlier, kind=kind).first()
    if standing is not None:
        return standing
    if later.pk == earlier.pk or later.pk in everything_before(earlier.pk):
        raise WouldTurnInACircle(_("These two are linked the other way round already; it would turn in a circle."))
    made, former = later.review.held_on, earlier.review.held_on
    if made and former and made < former:
        raise BadDate(_("The later recommendation was made before the earlier one. Link them the other way round."))
    made_link = Link(later=later, earlier=earlier, kind=kind)
    made_link.save(force_insert=True)
    for end in (later, earlier):
        touch(end)
    note = {"link": kind, "later": str(later.pk), "earlier": str(earlier.pk)}
    audit.record("linked", later, by=by, after=note)
    audit.record("linked", earlier, by=by, after=note)
    return made_link


@transaction.atomic
def unlink(*, link: Link, reason: str, by: Member) -> None:
    """Take a link back, for a reason that both histories keep. Raises ReasonMissing. Twice is once."""
    authorise(by, Permission.CLASSIFY)
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Say why the link is taken back."))
    ends = _both(link.later, link.earlier)
    gone, _rows = Link.objects.filter(pk=link.pk).delete()
    if not gone:
        return
    note = {"link": link.kind, "later": str(link.later_id), "earlier": str(link.earlier_id)}
    for end in ends.values():
        touch(end)
        audit.record("unlinked", end, by=by, before=note, reason=reason)


def everything_before(key: UUID) -> set[UUID]:
    """The recommendation and all that links lead back to from it."""
    found: set[UUID] = set()
    frontier = {key}
    while frontier:
        found |= frontier
        frontier = set(Link.objects.filter(later__in=frontier).values_list("earlier_id", flat=True)) - found
    return found


def _both(later: Recommendation, earlier: Recommendation) -> dict[UUID, Recommendation]:
    ends = (
        Recommendation.objects.select_for_update(of=("self",))
        .select_related("review")
        .filter(pk__in={later.pk, earlier.pk})
        .order_by("pk")
    )
    found = {end.pk: end for end in ends}
    if not {later.pk, earlier.pk} <= found.keys():
        raise Recommendation.DoesNotExist
    return found
