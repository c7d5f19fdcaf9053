"""Attacks by words and days that people write: markup, searches that never end, the ends of the calendar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from time import process_time
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from shared.isolation.scope import in_institution
from shared.languages.day_field import LATEST
from tenants.consultation.people_pasted import people_in
from tenants.evidence.actions import citations, pieces
from tenants.evidence.content import Content
from tenants.followup.actions import rounds, updates
from tenants.followup.content import Asking
from tenants.followup.models import Request
from tenants.followup.reminding import reminders
from tenants.followup.workbook import identifiers
from tenants.members.preferences import preferences_of
from tenants.notices.mailing import mail_of
from tenants.notices.models import Notice
from tenants.planning.actions import actions, indicators, measurements, milestones, plans
from tenants.planning.actions.measurements import Reading
from tenants.planning.content import Content as ActionContent
from tenants.planning.definition import Definition
from tenants.tracker.actions import assignments, clusters
from tenants.tracker.models import Recommendation
from tests.isolation.cycle import path
from tests.tenants.followup.conftest import opened, round_content


class TestDaysAtTheEndOfTime:
    """One day near the end of the calendar would end the reminders, the plan's page or the feed for everybody."""

    @pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2200-01-01"])
    def test_no_form_takes_them(self, both: Any, browse: Any, day: str) -> None:
        coordinator = browse("alef", "coordinator")
        coordinator.post(path("planning:start"), {"title": "Plan"})
        words = {"title_en": "Shelters", "kind": "report", "reason": "Later"}
        days = dict.fromkeys(("deadline", "due_on", "received_on", "starts_on", "ends_on"), day)
        for address in (
            path("followup:extend", both.alef.round.pk),
            path("reporting:add"),
            path("planning:add_action"),
        ):
            answer = coordinator.post(address, {**words, **days})
            assert answer.status_code == 422, address
            assert "Ensure this value is" in answer.content.decode(), address

    def test_a_day_two_centuries_off_is_read_everywhere(self, both: Any, browse: Any, world: Any) -> None:
        people = both.alef.people
        with in_institution(world.alef.institution):
            rounds.extend(round=both.alef.round, deadline=LATEST, reason="Later", by=people.coordinator)
            reminders.remind(timezone.now())
        assert browse("alef", "focal_point").get(path("followup:mine")).status_code == 200
        assert browse("alef", "coordinator").get(path("overview")).status_code == 200


MARKUP = "<img src=x onerror=alert(1)>%s %(round)s {{ 7 }}"


class TestWordsThatTakeForever:
    """A text that makes a search try every beginning is refused before it is searched."""

    @staticmethod
    def _seconds(act: Any) -> float:
        began = process_time()
        act()
        return process_time() - began

    def test_a_cell_that_is_nearly_an_identifier(self) -> None:
        cell = "MT" + "1" * 32_000 + "Z"
        assert self._seconds(lambda: identifiers.looks_like_one(cell)) < 1
        assert not identifiers.looks_like_one(cell)

    def test_a_pasted_line_that_is_nearly_an_address(self) -> None:
        def read() -> None:
            with pytest.raises(ValidationError):
                people_in("a" * 100_000, language="en")

        assert self._seconds(read) < 1


class TestStoredMarkup:
    """What people write is words on every page and in every mail."""

    def test_it_is_nowhere_markup(self, database: None, browse: Any, world: Any, run_on_commit: Any) -> None:
        place = world.alef
        people = SimpleNamespace(**place.members)
        with in_institution(place.institution):
            addresses = list(_full_of(place, people))
        for role, address in addresses:
            answer = browse("alef", role).get(address)
            assert answer.status_code == 200, address
            page = answer.content.decode()
            assert "<img src=x" not in page, address

    def test_nor_in_the_mails_of_its_notices(self, database: None, world: Any) -> None:
        place = world.alef
        people = SimpleNamespace(**place.members)
        with in_institution(place.institution):
            list(_full_of(place, people))
            waiting = list(Notice.objects.select_related("member"))
            assert waiting
            preferences = preferences_of([one.member for one in waiting])
            for one in waiting:
                letter = mail_of(
                    one, institution=place.institution, host="http://x", preference=preferences[one.member_id]
                )
                [(html, _type)] = letter.alternatives
                assert "<img src=x" not in html
                assert "\n" not in letter.subject
                letter.message()


def _full_of(place: Any, people: Any) -> Any:
    """Markup wherever a person may write; gives the pages that show it."""
    by = people.coordinator
    cluster = clusters.create_cluster(titles={"en": MARKUP[:90]}, note=MARKUP, by=by)
    recommendation = Recommendation.objects.order_by("created_at", "id")[1]
    clusters.add_to_cluster(cluster=cluster, recommendation=recommendation, by=by)
    assignments.assign(recommendation=recommendation, body=place.bodies["Justice"], lead=True, by=by)
    plan = plans.start(title=MARKUP, by=by)
    action = actions.add(
        plan=plan,
        content=ActionContent(title_en=MARKUP, description=MARKUP, obstacles=MARKUP, obstacles_met_by=MARKUP),
        by=by,
    )
    actions.assign_bodies(action=action, lead=place.bodies["Justice"], supporting=[], by=by)
    milestones.add(action=action, words=MARKUP, due_on=date(2026, 6, 30), by=by)
    indicator = indicators.add(
        definition=Definition(
            name_en=MARKUP, kind="process", baseline=Decimal(0), baseline_on=date(2025, 1, 1), target=Decimal(200),
            target_on=date(2027, 1, 1), unit=MARKUP[:20], source=MARKUP, labels=("<img src=x>",), frequency="yearly",
        ),
        body=place.bodies["Justice"], by=by,
    )  # fmt: skip
    indicators.attach(indicator=indicator, action=action, by=by)
    reading = Reading(Decimal(3), date(2025, 7, 1), {"<img src=x>": Decimal(3)}, source=MARKUP, note=MARKUP)
    measurements.measure(indicator=indicator, reading=reading, by=by)
    round = rounds.prepare(
        content=round_content(title=MARKUP, introduction=MARKUP, questions=(Asking(MARKUP, hint=MARKUP),)), by=by
    )
    round = opened(round, by)
    request = Request.objects.get(round=round, body=place.bodies["Justice"])
    update = request.updates.first()
    question = round.questions.get()
    words = Content(title_en=MARKUP, about=MARKUP, source=MARKUP, consent="given", consent_words=MARKUP)
    piece = pieces.add_link(link="https://example.org/?<img", content=words, by=people.focal_point)
    citations.cite(piece=piece, noun="update", subject_id=update.pk, by=people.focal_point, quotation=MARKUP)
    given = {"value": "state:partially", "account": MARKUP, "language": "en", "answers": {question.pk: MARKUP}}
    updates.save_draft(update=update, by=people.focal_point, **given)
    updates.submit(update=update, by=people.focal_point)
    updates.send_back(update=update, words=MARKUP, by=by)
    updates.submit(update=update, by=people.focal_point)
    yield "coordinator", path("followup:review", update.pk)
    yield "coordinator", path("followup:queue", round.pk)
    yield "coordinator", path("followup:round", round.pk)
    yield "coordinator", path("followup:rounds")
    yield "coordinator", path("followup:asked", request.pk)
    yield "focal_point", path("followup:mine")
    yield "focal_point", path("followup:request", request.pk)
    yield "focal_point", path("followup:update", update.pk)
    yield "focal_point", path("notices:list")
    yield "focal_point", path("evidence:attach", "recommendation", recommendation.pk) + "?q=%3Cimg"
    for role in ("coordinator", "focal_point", "assessor", "observer"):
        yield role, path("overview")
        yield role, path("tracker:record", recommendation.pk)
        yield role, path("tracker:cluster_page", cluster.pk)
        yield role, path("tracker:clusters")
        yield role, path("planning:plan")
        yield role, path("planning:action", action.pk)
        yield role, path("planning:indicators")
        yield role, path("planning:indicator", indicator.pk)
        yield role, path("evidence:register") + "?q=%3Cimg"
        yield role, path("evidence:piece", piece.pk)
        yield role, path("tracker:history", recommendation.pk)
