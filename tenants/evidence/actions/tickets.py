"""Leave to put a file into the store directly, and the piece made of what arrived."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.evidence.actions import pieces
from tenants.evidence.holding import authorise
from tenants.evidence.limits import limits
from tenants.evidence.models import Piece, UploadTicket
from tenants.evidence.receiving import examined, too_large
from tenants.evidence.refusals import Unacceptable
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.models import StoredFile

LASTS = timedelta(minutes=15)
# The upload ends within LASTS; saying what it is may take longer.
REDEEMED_WITHIN = timedelta(hours=12)


@transaction.atomic
def issue(*, by: Member) -> UploadTicket:
    """Leave for one file under a key of the institution's own that nobody has had before."""
    authorise(by, Permission.KEEP_EVIDENCE)
    key = storages["private"].get_available_name("")
    ticket = UploadTicket(key=key, member=by, expires_at=timezone.now() + LASTS)
    ticket.save(force_insert=True)
    return ticket


def redeem(*, upload: UploadTicket, by: Member, name: str = "", **given: Any) -> Piece:
    """Make a piece of what went into the store, after looking at size, type and digest as for any other file.

    What is not acceptable is removed from the store at once. Raises Unacceptable, and what `pieces.add_file` raises.
    """
    authorise(by, Permission.KEEP_EVIDENCE)
    storage = storages["private"]
    try:
        if upload.issued_at + REDEEMED_WITHIN < timezone.now():
            raise Unacceptable(_("This upload is too old. Upload the file again."))
        if not storage.exists(upload.key):
            raise _NotThere(_("The file has not arrived. Upload it again."))
        if storage.size(upload.key) > limits().max_bytes:
            raise too_large()
        # The leave to upload outlasts this moment: what is looked at and kept lies where nobody else can put anything.
        with storage.open(upload.key) as sent:
            key = storage.save("file", sent)
        with _kept_when_taken(key), storage.open(key) as file:
            arrival = examined(file, name or given["content"].title_en or "file", key=key)
            with transaction.atomic():
                current = UploadTicket.objects.select_for_update().get(pk=upload.pk)
                if current.used_at is None:
                    current.used_at = timezone.now()
                    current.save(update_fields=["used_at"])
                piece = pieces.add_file(arrival=arrival, by=by, **given)
        storage.delete(upload.key)
        return piece
    except _NotThere:
        raise
    except Unacceptable:
        storage.delete(upload.key)
        UploadTicket.objects.filter(pk=upload.pk).update(used_at=timezone.now())
        raise


@contextmanager
def _kept_when_taken(key: str) -> Iterator[None]:
    """Removes the copy where no piece was made of it: it was refused, or the same form came before."""
    try:
        yield
    finally:
        if not StoredFile.objects.filter(key=key).exists():
            storages["private"].delete(key)


class _NotThere(Unacceptable):
    """Nothing stands under the ticket's key."""
