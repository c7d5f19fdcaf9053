"""What people are told about rounds: each word in its reader's own language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import translation

from tenants.members.models import Member
from tenants.members.preferences import Preference, preferences_of
from tenants.notices.telling import Telling, tell_all


@dataclass(frozen=True)
class Word:
    """What one person will be told; the facts are asked for once her language is the active one."""

    member: Member
    kind: str
    key: str
    path: str
    facts: Callable[[], Mapping[str, Any]]


def tell_each(words: Iterable[Word], known: Mapping[UUID, Preference] | None = None) -> int:
    """Tell each in her own language, for names of bodies have one in each. Gives how many are new."""
    words = list(words)
    preferences = known if known is not None else preferences_of([word.member for word in words])
    tellings = []
    for word in words:
        with translation.override(preferences[word.member.pk].language):
            tellings.append(Telling(word.member, word.kind, word.key, word.path, word.facts()))
    return len(tell_all(tellings))
