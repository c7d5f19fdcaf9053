"""A consultation from its draft to its published result."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from shared.isolation.scope import in_network
from tenants.consultation.actions import consultations, moderation
from tenants.consultation.models import Consultation, Extension
from tenants.consultation.refusals import (
    BadDate,
    ChangedSince,
    NotClosed,
    NotDrafting,
    NothingToShow,
    NotTaking,
    Published,
    ReasonMissing,
    Refused,
)
from tenants.records.models import AuditEntry
from tests.tenants.consultation.conftest import content_of


def verbs(one):
    return list(AuditEntry.objects.filter(object_id=one.pk).order_by("at", "id").values_list("verb", flat=True))


def test_it_goes_from_preparation_to_result(prepared, people, today, says):
    one = prepared()
    assert one.standing_on(today) == "drafting"
    one = consultations.open_to_guests(consultation=one, by=people.coordinator)
    assert one.standing_on(today) == "open"
    assert one.standing_on(today - timedelta(2)) == "announced"
    assert one.standing_on(today + timedelta(11)) == "closed"
    one = consultations.close(consultation=one, by=people.coordinator)
    assert one.standing_on(today) == "closed"
    one = consultations.publish(consultation=one, by=people.coordinator)
    assert one.standing_on(today) == "published"
    assert verbs(one) == [f"consultation_{verb}" for verb in ("prepared", "opened", "closed", "published")]


@pytest.mark.parametrize("act", ["open_to_guests", "close", "publish"])
def test_a_double_click_does_it_once(act, opened, people, prepared):
    one = prepared() if act == "open_to_guests" else opened()
    if act == "publish":
        consultations.close(consultation=one, by=people.coordinator)
    do = getattr(consultations, act)
    for _ in range(2):
        do(consultation=one, by=people.coordinator)
    assert len([verb for verb in verbs(one) if verb == verbs(one)[-1]]) == 1


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"titles": {"en": " "}}, Refused),
        ({"introductions": {}}, Refused),
        ({"draft_text": "  "}, NothingToShow),
        ({"draft_language": ""}, NothingToShow),
        ({"subject_kind": "plan"}, NothingToShow),
        ({"subject_kind": "cluster"}, NothingToShow),
        ({"subject_kind": "nonsense"}, NothingToShow),
    ],
)
def test_what_is_not_whole_is_refused(more, refusal, prepared):
    with pytest.raises(refusal):
        prepared(**more)
    assert not Consultation.objects.exists()


def test_it_does_not_close_before_it_opens(prepared, today):
    with pytest.raises(BadDate):
        prepared(closes_on=today - timedelta(5))


def test_one_whose_last_day_is_over_is_not_opened(prepared, people, today):
    one = prepared(opens_on=today - timedelta(9), closes_on=today - timedelta(5))
    with pytest.raises(BadDate):
        consultations.open_to_guests(consultation=one, by=people.coordinator)


def test_headings_alone_are_nothing_to_comment_on(prepared, people):
    one = prepared(draft_text="# Title\n\n# Another")
    with pytest.raises(NothingToShow):
        consultations.open_to_guests(consultation=one, by=people.coordinator)


def test_an_opened_one_is_neither_changed_nor_thrown_away(opened, people, today):
    one = opened()
    with pytest.raises(NotDrafting):
        consultations.change(consultation=one, content=content_of(today), seen=one.changed_at, by=people.coordinator)
    with pytest.raises(NotDrafting):
        consultations.discard(consultation=one, by=people.coordinator)


def test_a_form_that_is_out_of_date_overwrites_nothing(prepared, people, today):
    one = prepared()
    seen = one.changed_at
    changed = content_of(today, titles={"en": "Second"})
    consultations.change(consultation=one, content=changed, seen=seen, by=people.coordinator)
    with pytest.raises(ChangedSince):
        consultations.change(consultation=one, content=content_of(today), seen=seen, by=people.analyst)


def test_more_time_keeps_the_old_day_and_the_reason(opened, people, today):
    one = opened()
    later = one.closes_on + timedelta(7)
    for _ in range(2):
        one = consultations.extend(consultation=one, closes_on=later, reason="Holidays", by=people.analyst)
    kept = Extension.objects.get()
    assert (kept.closes_from, kept.closes_to, kept.reason) == (later - timedelta(7), later, "Holidays")
    assert kept.by_name == people.analyst.name


def test_more_time_opens_a_closed_one_again(opened, people, today):
    one = consultations.close(consultation=opened(), by=people.coordinator)
    one = consultations.extend(consultation=one, closes_on=one.closes_on, reason="Closed too soon", by=people.analyst)
    assert one.standing_on(today) == "open"


def test_time_is_not_taken_away_or_given_without_a_reason(opened, people, today):
    one = opened()
    with pytest.raises(BadDate):
        consultations.extend(consultation=one, closes_on=today, reason="Enough", by=people.coordinator)
    with pytest.raises(ReasonMissing):
        consultations.extend(consultation=one, closes_on=today + timedelta(30), reason=" ", by=people.coordinator)


def test_a_published_one_gets_no_more_time(opened, people, today):
    one = consultations.close(consultation=opened(), by=people.coordinator)
    consultations.publish(consultation=one, by=people.coordinator)
    with pytest.raises(Published):
        consultations.extend(consultation=one, closes_on=today + timedelta(30), reason="x", by=people.coordinator)


def test_nothing_is_published_while_it_is_open_or_while_comments_wait(opened, people, says):
    one = opened()
    with pytest.raises(NotClosed):
        consultations.publish(consultation=one, by=people.coordinator)
    comment = says(one)
    consultations.close(consultation=one, by=people.coordinator)
    with pytest.raises(NotClosed, match="wait to be read"):
        consultations.publish(consultation=one, by=people.coordinator)
    moderation.set_aside(comment=comment, reason="Advertisement", by=people.coordinator)
    consultations.publish(consultation=one, by=people.coordinator)


def test_what_was_never_opened_is_not_closed(prepared, people):
    with pytest.raises(NotTaking):
        consultations.close(consultation=prepared(), by=people.coordinator)


@pytest.mark.parametrize(
    ("zone", "instant", "standing"),
    [
        ("Asia/Riyadh", datetime(2026, 3, 10, 20, 59, tzinfo=UTC), "open"),
        ("Asia/Riyadh", datetime(2026, 3, 10, 21, 1, tzinfo=UTC), "closed"),
        ("Africa/Nouakchott", datetime(2026, 3, 10, 21, 1, tzinfo=UTC), "open"),
        ("Asia/Nowhere", datetime(2026, 3, 10, 23, 59, tzinfo=UTC), "open"),
    ],
)
def test_the_last_day_ends_at_the_institutions_midnight(alef, prepared, people, zone, instant, standing):
    from tenants.consultation.days import today_at, today_here
    from tenants.institutions.models import Institution

    institution = alef.alef.institution
    with in_network():
        Institution.objects.filter(pk=institution.pk).update(time_zone=zone)
        institution = Institution.objects.get(pk=institution.pk)
    first, last = datetime(2026, 3, 1).date(), datetime(2026, 3, 10).date()
    with time_machine.travel(datetime(2026, 3, 2, tzinfo=UTC)):
        one = prepared(opens_on=first, closes_on=last)
        one = consultations.open_to_guests(consultation=one, by=people.coordinator)
    with time_machine.travel(instant):
        assert today_here() == today_at(institution)
        assert one.standing_on(today_at(institution)) == standing
