"""Why an action on people, bodies or settings did not happen. Each reason is written for the person who asked."""

from __future__ import annotations

from django.utils.functional import Promise


class Refused(Exception):
    """The rules forbid it. `reason` is shown as it stands."""

    def __init__(self, reason: str | Promise) -> None:
        self.reason = reason
        super().__init__(reason)


class AlreadyMember(Refused):
    """The address or the person has a place here already."""


class AlreadyInvited(Refused):
    """An open invitation stands for the address."""


class WrongBody(Refused):
    """The role needs a body of another kind, or none."""


class OwnAccount(Refused):
    """A coordinator may not become the assessor of the institution's own work."""


class FixedRole(Refused):
    """The place of an assessor is given and ended, never turned into another."""


class LastCoordinator(Refused):
    """Without this person nobody could invite or change anything."""


class InvitationClosed(Refused):
    """The invitation was used or revoked, or its time is over."""


class NotInvited(Refused):
    """The person signed in is not the one invited."""


class SignInFirst(Refused):
    """The invited address has an account: its owner has to sign in."""


class BodyInUse(Refused):
    """People still speak for the body."""


class BodyOnTheList(Refused):
    """The very same body stands there."""


class MembershipEnded(Refused):
    """The person has left meanwhile."""
