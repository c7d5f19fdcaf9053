"""The kinds of notices. Each app names its own in AppConfig.ready.

notice_kind("request_opened", line=_("%(body)s is asked about %(round)s"), template="followup/mail/request_opened.txt")
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Kind:
    """What a notice says in one line (the mail's subject too), and the template of its mail's paragraphs, if any."""

    slug: str
    line: StrOrPromise
    template: str


class UnknownKind(LookupError):
    """A notice of a kind that no app has named."""


_kinds: dict[str, Kind] = {}


def notice_kind(slug: str, *, line: StrOrPromise, template: str = "") -> None:
    """Name a kind of notice. `line` is a %-format over the facts; `template`, if any, gives the mail's paragraphs as
    plain text with a blank line between them, from `facts`, `member`, `institution` and `url`.
    """
    _kinds[slug] = Kind(slug, line, template)


def kind_of(slug: str) -> Kind:
    """Raises UnknownKind."""
    try:
        return _kinds[slug]
    except KeyError:
        raise UnknownKind(slug) from None
