"""The address at which a member's own calendar program fetches the obligations: made, shown once, revoked."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.reporting.models import FeedToken
from tenants.tracker.locking import authorise

BYTES = 32


def digest_of(token: str) -> str:
    """SHA-256 of a token, in hexadecimal. The token is random enough to need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(*, by: Member) -> str:
    """A new secret for the member's own feed; an earlier one opens nothing from now on. The secret is told once."""
    authorise(by, Permission.SEE)
    _close(by)
    token = secrets.token_urlsafe(BYTES)
    made = FeedToken(member=by, digest=digest_of(token))
    made.save(force_insert=True)
    audit.record("feed_made", made, by=by)
    return token


@transaction.atomic
def revoke_feed(*, by: Member) -> bool:
    """Close the member's own feed. False when none stood."""
    authorise(by, Permission.SEE)
    closed = _close(by)
    for one in closed:
        audit.record("feed_revoked", one, by=by)
    return bool(closed)


def _close(member: Member) -> list[FeedToken]:
    # The member's own row is held, so that two requests cannot both make a feed.
    Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    standing = list(FeedToken.objects.standing().filter(member=member))
    for one in standing:
        one.revoked_at = timezone.now()
        one.save(update_fields=["revoked_at"])
    return standing
