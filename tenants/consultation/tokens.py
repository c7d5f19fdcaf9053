"""The secret in a link to a consultation.

It is the key of an invited person or of a door with a signature that the server can make again for the mail, so
nothing secret stands in the database; the digest kept there says which signature was given out.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.core.signing import BadSignature, Signer


def _signer(institution_id: UUID, kind: str) -> Signer:
    return Signer(salt=f"consultation.{kind}:{institution_id}", sep=".")


def token_of(key: UUID, *, kind: str, institution_id: UUID) -> str:
    """The link's secret; the same each time for one key. `kind` is guest, open or anonymous."""
    return _signer(institution_id, kind).sign(key.hex)


def digest_of(token: str) -> str:
    """SHA-256 of a token, in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


def key_in(token: str, *, kind: str, institution_id: UUID) -> UUID | None:
    """The key in a token that this server signed for this institution and kind, else None."""
    try:
        return UUID(hex=_signer(institution_id, kind).unsign(token))
    except (BadSignature, ValueError):
        return None
