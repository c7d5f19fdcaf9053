"""A visit from outside: by which link somebody came, and what the page may show her.

Everything a page needs is read inside the institution before it is drawn; the page itself runs outside its walls.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from django.urls import reverse

from tenants.consultation.days import today_at
from tenants.consultation.finding import door_with, guest_with
from tenants.consultation.models import Comment, Consultation, Door, DoorKind, Guest, Standing
from tenants.consultation.tokens import token_of
from tenants.institutions.models import Institution

GUEST = "guest"
NAMES = {
    GUEST: ("comment:read", "comment:write", "comment:heard"),
    DoorKind.OPEN: ("comment:open", "comment:open_write", "comment:open_heard"),
    DoorKind.ANONYMOUS: ("comment:anonymous", "comment:anonymous_write", "comment:anonymous_heard"),
}


@dataclass
class Visit:
    """Who came by which link to which consultation, and where it stands today."""

    kind: str
    token: str
    institution: Institution
    consultation: Consultation
    guest: Guest | None
    door: Door | None
    today: date
    own: list[Comment] = field(default_factory=list)
    anonymous_url: str = ""

    @property
    def is_revoked(self) -> bool:
        link = self.guest or self.door
        return link is None or link.revoked_at is not None or self.consultation.is_drafting

    @property
    def standing(self) -> Standing:
        return self.consultation.standing_on(self.today)

    @property
    def is_open(self) -> bool:
        return self.standing == Standing.OPEN

    @property
    def is_published(self) -> bool:
        return self.standing == Standing.PUBLISHED

    @property
    def is_anonymous(self) -> bool:
        return self.kind == DoorKind.ANONYMOUS

    @property
    def is_own(self) -> bool:
        return self.kind == GUEST

    @property
    def read_url(self) -> str:
        return reverse(NAMES[self.kind][0], args=[self.token])

    @property
    def heard_url(self) -> str:
        return reverse(NAMES[self.kind][2], args=[self.token])

    def write_url(self, part: str) -> str:
        return reverse(NAMES[self.kind][1], args=[self.token, part or "whole"])

    def place(self, part: str) -> str:
        """What binds a form to this link and part."""
        link = self.guest or self.door
        return quote(f"{link.pk if link else ''}:{part}")


def visit_by(kind: str, token: str, *, institution: Institution) -> Visit | None:
    """The visit by a link, None for a link that nobody was given here. Institution scope; three queries at most."""
    guest = guest_with(token, institution=institution) if kind == GUEST else None
    door = door_with(token, kind, institution=institution) if kind != GUEST else None
    link = guest or door
    if link is None:
        return None
    visit = Visit(kind, token, institution, link.consultation, guest, door, today_at(institution))
    if visit.is_revoked:
        return visit
    if guest is not None:
        visit.own = list(guest.comments.select_related("reply").order_by("part_order", "received_at"))
        unsigned = link.consultation.doors.standing().filter(kind=DoorKind.ANONYMOUS).first()
        if unsigned is not None:
            secret = token_of(unsigned.pk, kind=unsigned.kind, institution_id=institution.pk)
            visit.anonymous_url = reverse("comment:anonymous", args=[secret])
    return visit
