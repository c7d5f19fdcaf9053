"""The secret in an invitation's link.

It is the invitation's key with a signature that the server can make again for the mail, so nothing secret stands in
the database; the digest kept there says which signature was given out.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.core.signing import BadSignature, Signer


def _signer(institution_id: UUID) -> Signer:
    return Signer(salt=f"members.invitation:{institution_id}", sep=".")


def token_of(invitation_id: UUID, *, institution_id: UUID) -> str:
    """The link's secret; the same each time for one invitation of one institution."""
    return _signer(institution_id).sign(invitation_id.hex)


def digest_of(token: str) -> str:
    """SHA-256 of a token, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_id_in(token: str, *, institution_id: UUID) -> UUID | None:
    """The key in a token that this server signed for this institution, else None."""
    try:
        return UUID(hex=_signer(institution_id).unsign(token))
    except (BadSignature, ValueError):
        return None
