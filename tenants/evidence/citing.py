"""What evidence may be cited for: a registry by noun, and the citations of a thing.

from tenants.evidence.citing import citable, citations_of

citable("update", namer=names_of, may_cite=may_cite)       # in AppConfig.ready
citations_of("update", ids, member)                        # {id: [Citation, ...]}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import get_language

from tenants.evidence.models import Citation
from tenants.members.models import Member

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Namer = Callable[[Collection[UUID], Member], Mapping[UUID, "tuple[StrOrPromise, str]"]]
MayCite = Callable[[UUID, Member], bool]


@dataclass(frozen=True)
class Citable:
    """One noun: how its things are named and addressed, and who may cite for one."""

    noun: str
    namer: Namer
    may_cite: MayCite


@dataclass(frozen=True)
class Thing:
    """Something evidence is cited for, as the reader may see it."""

    noun: str
    key: UUID
    label: StrOrPromise
    url: str


_citables: dict[str, Citable] = {}


def citable(noun: str, *, namer: Namer, may_cite: MayCite) -> None:
    """Let evidence be cited for a noun (at most 40 letters, digits, hyphens and underscores).

    `namer(ids, member)` gives {id: (label, path)} for those the member may see and no others; a path that does not
    begin with / is completed by the reader's language. `may_cite(subject_id, member)` says whether she may attach
    and detach.
    """
    _citables[noun] = Citable(noun, namer, may_cite)


def citable_for(noun: str) -> Citable | None:
    return _citables.get(noun)


def thing_for(noun: str, key: UUID, member: Member) -> Thing | None:
    """The thing, where the noun is known and the member may see it."""
    return things_for([(noun, key)], member).get((noun, key))


def things_for(keys: Collection[tuple[str, UUID]], member: Member) -> dict[tuple[str, UUID], Thing]:
    """The things of several nouns that the member may see; each noun is asked once."""
    by_noun: defaultdict[str, set[UUID]] = defaultdict(set)
    for noun, key in keys:
        by_noun[noun].add(key)
    found: dict[tuple[str, UUID], Thing] = {}
    for noun, ids in by_noun.items():
        known = _citables.get(noun)
        named = known.namer(ids, member) if known else {}
        for key, (label, path) in named.items():
            found[noun, key] = Thing(noun, key, label, _address(path))
    return found


def may_cite(noun: str, key: UUID, member: Member) -> bool:
    known = _citables.get(noun)
    return known is not None and known.may_cite(key, member)


def citations_of(noun: str, ids: Collection[UUID], member: Member) -> dict[UUID, list[Citation]]:
    """The citations for each thing, the earliest first, of pieces the member may know of. One query.

    Things without any are in the answer with an empty list.
    """
    found: dict[UUID, list[Citation]] = {key: [] for key in ids}
    if found:
        cited = Citation.objects.filter(noun=noun, subject_id__in=found).visible_to(member)
        for one in cited.select_related("piece__current", "piece__body"):
            found[one.subject_id].append(one)
    return found


def _address(path: str) -> str:
    return path if path.startswith("/") else f"/{(get_language() or 'en')[:2]}/{path}"
