"""The invented rounds of information: one that is closed, one that is open, one that is being prepared."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from mutabaa.demo.fiction import DATA
from mutabaa.demo.rows import Rows, moment
from tenants.followup import opening
from tenants.followup.actions import rounds, updates
from tenants.followup.content import Asking, Content
from tenants.followup.models import (
    Question,
    Remark,
    Request,
    Round,
    RoundStanding,
    RoundSubject,
    Submission,
    Update,
    UpdateStanding,
)
from tenants.records.audit import entry_for

# Rounds are told of one institution; the others have none to begin with.
TOLD_OF = "marsana"


def described() -> dict[str, Any]:
    """What the data file tells; days are counted from the day of seeding."""
    return json.loads((DATA / "rounds.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def hold(slug: str, rows: Rows, today: date) -> None:
    """Make the rounds of an institution whose plan is written. Atomicity and scope are the caller's."""
    if slug != TOLD_OF:
        return
    told = described()
    questions = tuple(Asking(**one) for one in told["questions"])
    _closed(told["closed"], questions, rows, today)
    _open(told["open"], questions, rows, today)
    later = told["preparing"]
    content = Content(
        title=later["title"],
        introduction=later["introduction"],
        subject=RoundSubject.ACTIONS,
        deadline=today + timedelta(later["deadline"]),
        questions=questions,
    )
    rounds.prepare(content=content, by=rows.cast.coordinator())


def _closed(told: dict[str, Any], questions: tuple[Asking, ...], rows: Rows, today: date) -> None:
    """Written row by row, for its days lie in the past."""
    by = rows.cast.coordinator()
    began, ended = today + timedelta(told["opened"]), today + timedelta(told["closed"])
    round = Round(
        title=told["title"], introduction=told["introduction"], deadline=ended - timedelta(7),
        chosen={"query": ""}, standing=RoundStanding.CLOSED, created_at=moment(began), opened_at=moment(began),
        closed_at=moment(ended), closed_by_name=by.name,
    )  # fmt: skip
    round.save(force_insert=True)
    asked = [Question(round=round, order=place, **vars(one)) for place, one in enumerate(questions)]
    Question.objects.bulk_create(asked)
    requests: dict[str, Request] = {}
    for order, answer in enumerate(told["answers"]):
        code = answer["body"]
        if code not in requests:
            requests[code] = Request(round=round, body=rows.cast.bodies[code], deadline=round.deadline)
            requests[code].save(force_insert=True)
        _past_update(answer, order, requests[code], asked, rows, ended)
    for verb, day in (("round_opened", began), ("round_closed", ended)):
        line = entry_for(verb, round, by=by)
        line.at = moment(day)
        line.save(force_insert=True)


def _past_update(
    answer: dict[str, Any], order: int, request: Request, asked: list[Question], rows: Rows, ended: date
) -> None:
    coordinator, speaker = rows.cast.coordinator(), rows.cast.voice_of(request.body)
    said_at, decided_at = moment(ended - timedelta(9)), moment(ended - timedelta(4))
    update = Update(
        request=request, recommendation=rows.recommendations[answer["recommendation"]], order=order,
        value=answer["value"], account=answer["account"], language="ar" if answer["account"] else "",
    )  # fmt: skip
    if answer["account"]:
        update.standing, update.submitted_at = UpdateStanding.ACCEPTED, said_at
        update.changed_at, update.changed_by_name = decided_at, coordinator.name
    update.save(force_insert=True)
    if not answer["account"]:
        return
    words = (answer["obstacles"], answer["funded"])
    content = {
        "value": update.value, "account": update.account, "language": "ar", "evidence": [],
        "answers": [
            {"id": str(one.pk), "question": one.words, "kind": one.kind, "words": said}
            for one, said in zip(asked, words, strict=True) if said
        ],
    }  # fmt: skip
    said = Submission(
        update=update, number=1, content=content, by_id=speaker.pk, by_name=speaker.name, at=said_at
    )  # fmt: skip
    said.save(force_insert=True)
    decided = Remark(update=update, submission=said, accepted=True, by_id=coordinator.pk, by_name=coordinator.name)
    decided.at = decided_at
    decided.save(force_insert=True)


def _open(told: dict[str, Any], questions: tuple[Asking, ...], rows: Rows, today: date) -> None:
    """Opened and answered through the actions, as people would."""
    by = rows.cast.coordinator()
    keys = [("ids", str(rows.recommendations[key].pk)) for key in told["recommendations"]]
    round = rounds.prepare(
        content=Content(
            title=told["title"],
            introduction=told["introduction"],
            chosen={"query": urlencode(keys)},
            deadline=today + timedelta(told["deadline"]),
            questions=questions,
        ),
        by=by,
    )
    rounds.open_round(round=round, by=by)
    opening.carry_out(round.pk, lambda _done, _total, _step: None, by=by)
    asked = list(round.questions.all())
    for answer in told["answers"]:
        body = rows.cast.bodies[answer["body"]]
        update = Update.objects.get(
            request__round=round, request__body=body, recommendation=rows.recommendations[answer["recommendation"]]
        )
        speaker = rows.cast.voice_of(body)
        answers = dict(zip([one.pk for one in asked], (answer["obstacles"], answer["funded"]), strict=True))
        updates.save_draft(
            update=update, by=speaker, value=answer["value"], account=answer["account"], language="ar", answers=answers
        )
        if answer["standing"] == UpdateStanding.DRAFT:
            continue
        updates.submit(update=update, by=speaker)
        if answer["standing"] == UpdateStanding.ACCEPTED:
            # The story's accounts stand already; this one is taken without another.
            updates.accept(update=update, by=by, record=False)
        elif answer["standing"] == UpdateStanding.RETURNED:
            updates.send_back(update=update, words=answer["remark"], by=by)
