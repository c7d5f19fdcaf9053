"""The rail beside the text: who recommends, who answers, what it is about, how urgent it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shared.taxonomy.catalogue import catalogue
from tenants.tracker.actions.classification import term
from tenants.tracker.models import Provenance, Recommendation, RecommendingState, Tag, TagKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ORIGINS: dict[str, StrOrPromise] = {
    Provenance.SOURCE: _("from the source"),
    Provenance.SUGGESTED: _("suggested"),
    Provenance.CONFIRMED: _("confirmed"),
    Provenance.REFUSED: _("removed here"),
}


@dataclass(frozen=True)
class ShownTag:
    """A tag with its words: `origin` says who put it there, `printed` what the source called it."""

    one: Tag
    label: str
    origin: StrOrPromise
    printed: str

    @property
    def is_suggestion(self) -> bool:
        return self.one.provenance == Provenance.SUGGESTED


def shown_tags(tags: Iterable[Tag]) -> list[ShownTag]:
    """The tags in the order of the lists: what stands first, then suggestions, then what was refused."""
    ranks = [Provenance.CONFIRMED, Provenance.SOURCE, Provenance.SUGGESTED, Provenance.REFUSED]
    rows = []
    for tag in tags:
        entry = term(tag.kind, tag.term_id)
        label = entry.label if entry else tag.source_label or str(tag.term_id)
        if entry and tag.kind == TagKind.SDG:
            label = f"{entry.code} {entry.label}"
        printed = tag.source_label if tag.source_label != label else ""
        place = (TagKind.values.index(tag.kind), ranks.index(Provenance(tag.provenance)), entry.order if entry else 0)
        rows.append((place, ShownTag(tag, label, ORIGINS[tag.provenance], printed)))
    return [tag for _place, tag in sorted(rows, key=lambda row: row[0])]


def standing(tags: Sequence[ShownTag], *kinds: str) -> list[ShownTag]:
    """Those shown on the page: refused ones are not."""
    return [tag for tag in tags if tag.one.kind in kinds and tag.one.provenance != Provenance.REFUSED]


def state_names(states: Iterable[RecommendingState]) -> list[str]:
    """The recommending states by name, in the reader's alphabet."""
    known = catalogue().states
    return sorted(known[one.state_id].label for one in states if one.state_id in known)


def action_category(recommendation: Recommendation) -> str:
    """The number and its words, such as "5, specific action"; empty where none is set."""
    if recommendation.action_category is None:
        return ""
    entry = catalogue().action_category_by_code.get(str(recommendation.action_category))
    return f"{entry.code}. {entry.label}" if entry else str(recommendation.action_category)
