"""The pieces of evidence that an update cites, as a submission keeps them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from tenants.members.models import Member

NOUN = "update"


def evidence_of(keys: Collection[UUID], member: Member) -> dict[UUID, list[dict[str, str]]]:
    """Title and digest of what each update cites, among the pieces the member may see."""
    return {key: [] for key in keys}
