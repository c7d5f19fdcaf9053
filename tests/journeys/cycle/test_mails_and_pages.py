"""Every mail that the cycle sent, and the pages it filled."""

from __future__ import annotations

import re

import pytest

from tests.journeys.cycle.steps import (
    ANSWERING,
    CONSULTATION,
    HOST,
    INQUIRIES,
    ROUND,
    SECOND_ROUND,
    Cycle,
    first_link,
    record_of,
)
from tests.journeys.files import SHELTERS
from tests.journeys.letters import Letters
from tests.journeys.soundness import faults
from tests.journeys.visitor import Opens

pytestmark = pytest.mark.browser


def test_every_mail_of_the_cycle_is_in_arabic_and_leads_its_reader_to_a_page_of_hers(
    opens: Opens, letters: Letters
) -> None:
    came = letters.all(HOST)
    told = sorted((one.to.removesuffix(f"@{HOST}"), re.sub(r"\d+ \w+ \d+", "DAY", one.subject)) for one in came)
    returned = f"{INQUIRIES} into deaths in custody."
    assert told == sorted(
        [
            *((who, f"{ROUND}: يُطلب ردّكم في موعد أقصاه DAY") for who in ANSWERING),
            # Who is away is not asked; her alternate is.
            *((who, f"{SECOND_ROUND}: يُطلب ردّكم في موعد أقصاه DAY") for who in ANSWERING if who != "interior"),
            ("alternate", "أنت بديل Interior من DAY إلى DAY"),
            ("justice", f"أُعيد مع ملاحظة: {returned}، {ROUND}"),
        ]
    )
    for who in ANSWERING:
        hers = opens("nahr", who, language="ar")
        for letter in came:
            if letter.to == f"{who}@{HOST}":
                answer = hers.page.goto(letter.link)
                assert answer is not None
                assert (answer.status, hers.page.url) == (200, letter.link)
    assert [one.subject for one in letters.all("guests.example")] == [f"دعوة إلى التعليق: {CONSULTATION}"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_pages_that_the_cycle_filled_are_sound(opens: Opens, cycle: Cycle, language: str) -> None:
    keeper = opens("nahr", "coordinator", language=language)
    record = record_of(keeper, SHELTERS[:30])
    keeper.open(f"{cycle.round}review/")
    keeper.open("rounds/")
    second = first_link(keeper, f"main a:has-text('{SECOND_ROUND}')")
    keeper.open(second)
    asked = first_link(keeper, "main table a[href*='/rounds/asked/']")
    keeper.open(f"{second}review/")
    review = first_link(keeper, "main a[href*='/rounds/review/']")
    keeper.open("rounds/standing-in/")
    absence = first_link(keeper, "main a[href$='/absence/']")
    assert faults(keeper, [
        "", record, f"{record}sheet/", f"{record}history/", "recommendations/clusters/", cycle.cluster,
        f"{cycle.cluster}describe/", "recommendations/clusters/suggestions/", "recommendations/criteria/",
        "recommendations/scales/", "recommendations/scales/nhri/", "plan/", "plan/?by=time", "plan/?by=body",
        "plan/?by=theme", "plan/?by=gap", cycle.action, f"{cycle.action}serves/", f"{cycle.action}edit/",
        "plan/indicators/", cycle.indicator, f"{cycle.indicator}measure/", "rounds/", "rounds/prepare/",
        cycle.round, second, f"{second}review/", review, asked, f"{second}workbooks/", f"{second}extend/",
        "rounds/standing-in/", "rounds/standing-in/deputies/", absence, "evidence/", "evidence/add/", cycle.piece,
        "consultations/", cycle.consultation, f"{cycle.consultation}comments/?show=all",
        f"{cycle.consultation}preview/", f"{cycle.consultation}report/", "notices/", "account/preferences/",
    ]) == []  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_pages_of_those_who_answer_are_sound(opens: Opens, cycle: Cycle, language: str) -> None:
    hers = opens("nahr", "interior", language=language)
    hers.open("rounds/mine/")
    request = first_link(hers, f"main a:has-text('{SECOND_ROUND}')")
    hers.open(f"{request}?show=owed")
    update = first_link(hers, "main li a[href*='/rounds/updates/']")
    hers.open(update)
    attach = first_link(hers, "main a[href*='/evidence/attach/']")
    assert faults(hers, [
        "", "rounds/mine/", request, update, f"{update}pass-on/", f"{request}workbook/", cycle.upload, attach,
        "rounds/standing-in/", "evidence/", "notices/",
    ]) == []  # fmt: skip
    assert faults(opens("nahr", language=language), [cycle.guest, f"{cycle.guest}heard/"]) == []
