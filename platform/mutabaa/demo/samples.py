"""Files for trying the import: papers of an institution's latest review, with recommendations still unknown to it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

from mutabaa.demo import sample_papers
from mutabaa.demo.fiction import DATA, UPR_INFO, Member, Said, Words, members, recommendations
from shared.taxonomy.catalogue import catalogue

# Only one institution follows the State of the UPR Info file.
UPR_INFO_OF = "marsana"
FIRST_NEW = 101


@cache
def _described() -> dict[str, Any]:
    return json.loads((DATA / "samples.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def offered(slug: str) -> list[Words]:
    """What an institution is offered, the most usual first: `name` of the file and its title in each language."""
    if slug not in {one.slug for one in members()}:
        return []
    return [one for one in _described()["offered"] if slug == UPR_INFO_OF or one["name"] != "upr-info.csv"]


def sample(slug: str, name: str) -> bytes | None:
    """The file of that name, made now; None for whatever is not offered."""
    if name == "upr-info.csv":
        return UPR_INFO.read_bytes()
    if name not in {one["name"] for one in offered(slug)}:
        return None
    member = next(one for one in members() if one.slug == slug)
    if name == "ministry-table.xlsx":
        return _table(member)
    review, held = _latest(slug)
    new = [_new(entry, order, held) for order, entry in enumerate(_described()["recommendations"])]
    if name == "reply.docx":
        return sample_papers.reply_docx(review, new)
    if name == "thematic-list.docx":
        return sample_papers.thematic_list(review, [*held, *new])
    # The report leaves to be examined what the reply decides.
    examined = held[0].paragraph.partition(".")[0] + "."
    said = [replace(one, position="pending") if one.paragraph.startswith(examined) else one for one in held]
    later = [one for one in said if not one.paragraph.startswith(examined)]
    first = [one for one in said if one.paragraph.startswith(examined)]
    return sample_papers.report_pdf(review, [*first, *(replace(one, position="pending") for one in new), *later])


def held_list(slug: str) -> bytes:
    """OHCHR's list of the latest review as the institution received it: what it holds, and nothing else."""
    return sample_papers.thematic_list(*_latest(slug))


def _latest(slug: str) -> tuple[sample_papers.Review, list[sample_papers.Said]]:
    told = [one for one in recommendations(slug) if one.mechanism == "UPR"]
    session = max(one.session or 0 for one in told)
    last = [one for one in told if one.session == session]
    state = next(one.state for one in members() if one.slug == slug)
    review = sample_papers.Review(
        state=catalogue().state_by_code[state].label_en,
        state_code=state,
        symbol=last[0].symbol,
        cycle=last[0].cycle or 0,
        session=session,
        dated=f"{last[0].dated:%-d %B %Y}",
    )
    return review, [_held(one) for one in last]


def _held(one: Said) -> sample_papers.Said:
    return sample_papers.Said(
        paragraph=one.paragraph,
        text=one.texts["en"],
        position=one.position,
        source=one.position_source.replace(", para. ", " - Para."),
        **_labels(one.states, one.themes, one.groups, one.sdgs),
    )


def _new(entry: dict[str, Any], order: int, held: list[sample_papers.Said]) -> sample_papers.Said:
    return sample_papers.Said(
        paragraph=f"{held[0].paragraph.partition('.')[0]}.{FIRST_NEW + order}",
        text=entry["en"],
        position=entry["position"],
        source=next((one.source for one in held if "Add.1" in one.source), ""),
        **_labels(entry["states"], entry["themes"], entry["groups"], entry["goals"]),
    )


def _labels(states: Any, themes: Any, groups: Any, goals: Any) -> dict[str, tuple[str, ...]]:
    known = catalogue()
    numbers = dict.fromkeys(goal.partition(".")[0] for goal in goals)
    return {
        "states": tuple(known.state_by_code[code].label_en for code in states),
        "themes": tuple(known.theme_by_code[code].label_en for code in themes),
        "groups": tuple(known.group_by_code[code].label_en for code in groups),
        "goals": tuple(f"{number} - {known.sdg_by_code[number].label_en.upper()}" for number in numbers),
    }


def _table(member: Member) -> bytes:
    """What the bodies did, in the institution's own language and under words of the ministry's own."""
    language = member.default_language
    words = _described()["table"][language]
    review, held = _latest(member.slug)
    bodies = [body.name[language] for body in member.bodies if body.kind == "state"]
    rows: list[list[object]] = [words["header"]]
    for order, entry in enumerate(_described()["recommendations"]):
        paragraph = _new(entry, order, held).paragraph
        status, body = words["statuses"][entry["status"]], bodies[order % len(bodies)]
        rows.append(
            [order + 1, words["mechanism"], review.symbol, paragraph, entry[language], body, status, entry["progress"],
             words["remark"]]
        )  # fmt: skip
    return sample_papers.ministry_table(words["sheet"], words["titles"], rows, rtl=language == "ar")
