"""What a guest's form carries: the key its comment will have, and when the page was written.

The key makes a form that is sent twice one comment. It is drawn at random and the time is not kept, so neither tells
who wrote or when. The signature binds both to one link and one part.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

LASTS = timedelta(days=2)


class TooQuick(Exception):
    """The form came back faster than a person reads and writes."""


class Stale(Exception):
    """The form is no form of this page, or too old."""


def _signer(place: str) -> TimestampSigner:
    return TimestampSigner(salt=f"consultation.stamp:{place}", sep=".")


def new_stamp(place: str) -> str:
    """A stamp for one form. `place` names the link and the part."""
    return _signer(place).sign(uuid4().hex)


def key_of(stamp: str, place: str, *, patience: timedelta = timedelta(0)) -> UUID:
    """The key for the comment. Raises Stale, TooQuick when it is younger than `patience`."""
    signer = _signer(place)
    try:
        key = UUID(hex=signer.unsign(stamp, max_age=LASTS))
    except (BadSignature, ValueError) as error:
        raise Stale from error
    try:
        if patience:
            signer.unsign(stamp, max_age=patience)
            raise TooQuick
    except SignatureExpired:
        pass
    return key
