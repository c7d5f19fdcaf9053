"""Which examination and which paper an item of an import belongs to: found in the institution's list, or made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.identity import term_id
from tenants.intake.models import Batch
from tenants.tracker.models import Document, Review

UPR = term_id("body", "UPR")


@dataclass(frozen=True)
class Origin:
    """What an item says of where it was made: the body's code, the UPR's session, the number of the periodic report,
    the paper's symbol and its day."""

    body: str
    session: int | None
    cycle: int | None
    symbol: str
    dated: date | None


def origin_of(said: Mapping[str, Any]) -> Origin:
    """The origin in a staged item's data."""
    dated = said.get("dated")
    return Origin(
        body=said.get("body") or "UPR",
        session=said.get("session"),
        cycle=said.get("cycle"),
        symbol=said.get("symbol") or "",
        dated=date.fromisoformat(dated) if dated else None,
    )


def brought_for_others(states: Collection[str]) -> QuerySet[Batch, Any]:
    """Imports for other States than these codes, by key: what they brought is another's, whatever its words."""
    known = catalogue().state_by_code
    mine = [known[code].id for code in states if code in known]
    return Batch.objects.exclude(state_id__in=mine).exclude(state_id=None).values("pk")


class Origins:
    """The institution's reviews and papers, each asked for once and found by whatever an item says of them."""

    def __init__(self, wanted: Iterable[Origin]) -> None:
        self.terms = catalogue()
        self.wanted = dict.fromkeys(wanted)
        bodies = {self._body(one) for one in self.wanted}
        self.reviews = list(Review.objects.filter(body_id__in=bodies).order_by("-pk"))
        symbols = {one.symbol for one in self.wanted if one.symbol}
        self.papers = {one.symbol: one for one in Document.objects.filter(symbol__in=symbols).select_related("review")}

    def _body(self, origin: Origin) -> Any:
        return self.terms.body_by_code[origin.body].id

    def review_of(self, origin: Origin) -> Review | None:
        """The review: a UPR's by its session; another body's by the paper, the report's number or the day."""
        body = self._body(origin)
        mine = [one for one in self.reviews if one.body_id == body]
        if body == UPR and origin.session is not None:
            return next((one for one in mine if one.session == origin.session), None)
        paper = self.papers.get(origin.symbol)
        if paper is not None:
            return paper.review
        if origin.cycle is not None:
            return next((one for one in mine if one.cycle == origin.cycle), None)
        if origin.dated is not None:
            return next((one for one in mine if one.held_on == origin.dated), None)
        unnumbered = (one for one in mine if one.cycle is None and one.session is None and one.held_on is None)
        return next(unnumbered, None)

    def make_missing(self, batch: Batch) -> None:
        """Make every review and paper that is wanted and not there. They are noted as made by the import."""
        reviews, papers = [], []
        for origin in self.wanted:
            review = self.review_of(origin)
            if review is None:
                review = self._review(origin)
                review.save(force_insert=True)
                self.reviews.append(review)
                reviews.append(str(review.pk))
            if origin.symbol and origin.symbol not in self.papers:
                paper = Document(review=review, symbol=origin.symbol, dated=origin.dated)
                paper.save(force_insert=True)
                self.papers[origin.symbol] = paper
                papers.append(str(paper.pk))
        if reviews or papers:
            counts = batch.counts
            batch.counts = {
                **counts,
                "reviews_made": [*counts.get("reviews_made", []), *reviews],
                "papers_made": [*counts.get("papers_made", []), *papers],
            }
            batch.save(update_fields=["counts"])

    def _review(self, origin: Origin) -> Review:
        session = self.terms.session_by_code.get(str(origin.session)) if origin.body == "UPR" else None
        if session is not None:
            cycle = int(self.terms.cycles[session.cycle_id].code)
            return Review(body_id=UPR, cycle=cycle, session=origin.session, held_on=session.starts_on)
        return Review(body_id=self._body(origin), cycle=origin.cycle, session=origin.session, held_on=origin.dated)
