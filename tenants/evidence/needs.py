"""What of the register waits for somebody, for the overview to show."""

from __future__ import annotations

from tenants.evidence.models import Piece
from tenants.members.models import Member
from tenants.members.roles import Permission

PAST_RETENTION = "only=past"


def past_retention(member: Member) -> int:
    """How many pieces the coordinator knows of whose retention date has passed; none for anybody else."""
    if not member.may(Permission.RUN_ROUNDS):
        return 0
    return Piece.objects.visible_to(member).past_retention().count()
