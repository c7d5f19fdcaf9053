"""What a person leaves behind: upper apps say what of their work is open in her hands, and take it back.

before_leaving(look=open_work_of, release=take_back)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tenants.members.models import Member


@dataclass(frozen=True)
class OpenWork:
    """Work in one person's hands: `words` say what, in the reader's language; `url` is where it can be handed over."""

    words: str
    url: str = ""


class Release(Protocol):
    """Takes a person's work out of her hands, inside the act that ends or changes her place."""

    def __call__(self, *, member: Member, by: Member) -> object: ...


Look = Callable[[Member], list[OpenWork]]
_looks: list[Look] = []
_releases: list[Release] = []


def before_leaving(*, look: Look, release: Release) -> None:
    """Let an upper app be asked before a membership ends, or a person takes another role or body."""
    if look not in _looks:
        _looks.append(look)
        _releases.append(release)


def open_work(member: Member) -> list[OpenWork]:
    """Everything that is open in her hands."""
    return [one for look in _looks for one in look(member)]


def release_work(*, member: Member, by: Member) -> None:
    """Nothing stays in her hands. Runs in the caller's transaction."""
    for release in _releases:
        release(member=member, by=by)
