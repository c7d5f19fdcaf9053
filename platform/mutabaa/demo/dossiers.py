"""The invented institutions' reports in the making: a mid-term report half written, and an annual report just begun.

They are made through the reports' own actions, so that they keep their rules.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from mutabaa.demo.fiction import DATA
from mutabaa.demo.rows import Cast
from shared.taxonomy.identity import term_id
from tenants.evidence.actions import citations
from tenants.evidence.models import Confidentiality, Piece
from tenants.reporting.dossiers import filling
from tenants.reporting.dossiers.actions import dossiers, sections, signing
from tenants.reporting.dossiers.choice import Choice
from tenants.reporting.dossiers.gathering import chosen_reviews
from tenants.reporting.dossiers.papers import papers
from tenants.reporting.models import Dossier, DossierSection, Obligation
from tenants.tracker.citing import RECOMMENDATION
from tenants.tracker.models import Recommendation, Tag, TagKind


@cache
def _described() -> dict[str, dict[str, Any]]:
    return json.loads((DATA / "dossiers.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def write(slug: str, cast: Cast) -> None:
    """Begin an institution's report and write in some of its sections. Atomicity and scope are the caller's."""
    told = _described().get(slug)
    if told is None:
        return
    _bring_evidence(told, cast)
    report = _begun(told, cast)
    for entry in told["sections"]:
        section = report.sections.select_related("dossier").get(key=entry["key"])
        _write(section, entry, cast)


def _bring_evidence(told: dict[str, Any], cast: Cast) -> None:
    """Cite what may be published for the latest recommendations of a theme, so that the report can name it."""
    public = Piece.objects.filter(confidentiality=Confidentiality.PUBLIC)
    tagged = Tag.objects.standing().filter(kind=TagKind.THEME, term_id=term_id("theme", told["evidence_for"]))
    about = Recommendation.objects.filter(
        pk__in=tagged.values("recommendation"), review__in=chosen_reviews(told["kind"], Choice())
    ).in_list_order()
    for piece, recommendation in zip(public, about, strict=False):
        citations.cite(piece=piece, noun=RECOMMENDATION, subject_id=recommendation.pk, by=cast.coordinator())


def _begun(told: dict[str, Any], cast: Cast) -> Dossier:
    paper = papers()[told["kind"]]
    due = told["obligation"]
    made = dossiers.begin(
        kind=told["kind"],
        title=told["title"],
        language=told["language"],
        arranged=paper.arranged[0],
        word_limit=paper.limit,
        obligation=Obligation.objects.filter(body_id=term_id("body", due["body"]), kind=due["kind"]).first(),
        by=cast.coordinator(),
    )
    # However long it is: nobody works for a demonstration that is still being seeded.
    filling.carry_out(made.pk, by=cast.coordinator())
    made.refresh_from_db()
    return made


def _write(section: DossierSection, entry: dict[str, Any], cast: Cast) -> None:
    """Put the words in the place of the note to the drafters, or after what was drawn."""
    by = cast.people[entry["by"]][0]
    words = [part for part in section.text.split("\n\n") if "after" in entry or not part.startswith("? ")]
    words.append(entry.get("after") or entry["instead_of_note"])
    text = "\n\n".join(words)
    section = sections.write(section=section, heading=section.heading, text=text, word_limit=section.word_limit, by=by)
    if entry.get("sent"):
        signing.send_section(section=section, by=by)
    if entry.get("signed"):
        signing.sign_section(section=section, by=cast.coordinator())
