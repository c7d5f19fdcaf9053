from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
import time_machine

from shared.taxonomy.identity import term_id
from tenants.reporting.actions import obligations
from tenants.reporting.models import Obligation, ObligationKind, Rule
from tenants.reporting.proposals import proposals
from tenants.tracker.models import Recommendation, Review

pytestmark = pytest.mark.usefixtures("alef")


@dataclass
class Somewhere:
    state_id: UUID | None = None


def found(state=None):
    """Proposals by abbreviation and kind."""
    key = term_id("state", state) if state else None
    names = {term_id("body", code): code for code in ("UPR", "CEDAW", "CRC", "CAT", "CED", "SP-VAW", "GANHRI-SCA")}
    return {(names.get(one.body_id), str(one.kind)): one for one in proposals(Somewhere(key))}


def test_a_committee_s_next_report_and_follow_up_are_counted_from_its_last_review():
    all_of_them = found()
    assert all_of_them["CEDAW", "periodic_report"].due_on == date(2028, 7, 8)
    assert all_of_them["CEDAW", "follow_up"].due_on == date(2026, 7, 8)


def test_only_the_last_review_counts():
    Review(body_id=term_id("body", "CEDAW"), cycle=4, held_on=date(2015, 3, 2)).save()
    assert found()["CEDAW", "periodic_report"].counted_from == date(2024, 7, 8)


def test_a_review_without_a_date_proposes_nothing():
    Review(body_id=term_id("body", "CRC"), cycle=3).save()
    assert not [key for key in found() if key[0] == "CRC"]


def test_a_leap_day_s_review_is_followed_up_on_the_last_of_february():
    Review(body_id=term_id("body", "CAT"), cycle=1, held_on=date(2024, 2, 29)).save()
    assert found()["CAT", "follow_up"].due_on == date(2025, 2, 28)
    assert found()["CAT", "periodic_report"].due_on == date(2028, 2, 29)


def test_a_committee_without_a_period_is_only_followed_up():
    Review(body_id=term_id("body", "CED"), cycle=1, held_on=date(2024, 3, 26)).save()
    assert {kind for body, kind in found() if body == "CED"} == {"follow_up"}


def chosen(body, for_followup=True):
    review = Review(body_id=term_id("body", body), cycle=5, held_on=date(2025, 2, 3))
    review.save()
    given = {"text_en": "Ratify it", "source_language": "en", "translation_en": "source"}
    one = Recommendation(review=review, for_followup=for_followup, **given)
    one.save()
    return one


def test_a_committee_that_chose_paragraphs_is_followed_up_after_a_year():
    one = chosen("CRC")
    proposal = found()["CRC", "follow_up"]
    assert (proposal.due_on, proposal.rule, proposal.review_id) == (date(2026, 2, 3), Rule.FOLLOW_UP, one.review_id)
    assert "12 months after the review of 3 February 2025" in proposal.reason


def test_a_committee_that_chose_none_and_has_no_usual_time_is_not_followed_up():
    chosen("CRC", for_followup=False)
    assert ("CRC", "follow_up") not in found()


def test_a_committee_with_a_usual_time_keeps_it_whatever_it_chose():
    before = found()["CEDAW", "follow_up"].due_on
    Recommendation.objects.filter(review__body_id=term_id("body", "CEDAW")).update(for_followup=True)
    assert found()["CEDAW", "follow_up"].due_on == before


def test_what_was_chosen_in_an_earlier_review_is_past():
    chosen("CRC")
    Review(body_id=term_id("body", "CRC"), cycle=6, held_on=date(2026, 2, 2)).save()
    assert ("CRC", "follow_up") not in found()


def test_a_visitor_who_chose_is_no_committee():
    chosen("SP-VAW")
    assert not [key for key in found() if key[0] == "SP-VAW"]


def test_the_proposals_take_four_queries(django_assert_max_num_queries):
    chosen("CRC")
    with django_assert_max_num_queries(4):
        proposals(Somewhere(term_id("state", "MAR")))


def test_a_country_visit_proposes_nothing():
    Review(body_id=term_id("body", "SP-VAW"), session=56, held_on=date(2024, 6, 3)).save()
    assert not [key for key in found() if key[0] == "SP-VAW"]


def test_without_a_state_the_review_s_own_period_is_used():
    upr = found()
    assert upr["UPR", "national_report"].rule == Rule.UPR_PERIOD
    assert upr["UPR", "national_report"].due_on == date(2029, 5, 4)
    assert upr["UPR", "mid_term"].due_on == date(2027, 5, 4)


@time_machine.travel("2025-06-01 12:00")
def test_a_state_s_place_in_the_review_calendar_decides():
    upr = found("AND")
    assert (upr["UPR", "national_report"].rule, upr["UPR", "national_report"].span) == (Rule.UPR_CALENDAR, 3)
    assert upr["UPR", "national_report"].counted_from.replace(day=1) == date(2025, 11, 1)
    assert upr["UPR", "national_report"].due_on.replace(day=1) == date(2025, 8, 1)
    assert upr["UPR", "mid_term"].due_on == date(2025, 6, 4)


@time_machine.travel("2025-06-01 12:00")
def test_a_place_without_a_date_leaves_the_period_to_count():
    assert found("MAR")["UPR", "national_report"].rule == Rule.UPR_PERIOD


@time_machine.travel("2025-06-01 12:00")
def test_the_calendar_s_last_session_serves_where_no_review_is_held():
    Review.objects.filter(body_id=term_id("body", "UPR")).update(held_on=None)
    upr = found("MAR")["UPR", "mid_term"]
    assert upr.counted_from.replace(day=1) == date(2022, 11, 1)
    assert upr.review_id is None
    assert ("UPR", "mid_term") not in found()


def test_what_is_confirmed_is_proposed_no_more(people):
    keys = {one.key for one in proposals(Somewhere())}
    chosen = sorted(keys)[0]
    obligations.confirm(key=chosen, by=people.coordinator)
    assert {one.key for one in proposals(Somewhere())} == keys - {chosen}


def test_what_was_cancelled_is_proposed_no_more(people):
    key = found()["CEDAW", "follow_up"].key
    made = obligations.confirm(key=key, by=people.coordinator)
    obligations.cancel(obligation=made, reason="Answered in the report", by=people.coordinator)
    assert ("CEDAW", "follow_up") not in found()


def test_an_obligation_written_by_hand_takes_the_place_of_a_proposal(owed):
    owed(body="CEDAW", kind=ObligationKind.FOLLOW_UP)
    assert ("CEDAW", "follow_up") not in found()
    assert ("CEDAW", "periodic_report") in found()


def test_proposing_writes_nothing():
    assert proposals(Somewhere())
    assert not Obligation.objects.exists()


def test_each_proposal_says_why_in_a_sentence():
    assert found()["CEDAW", "periodic_report"].reason.startswith("4 years after the review of 8 July 2024")
    assert all(one.reason for one in proposals(Somewhere(term_id("state", "MAR"))))


def test_an_accreditation_comes_up_again_five_years_after_the_session_that_gave_it():
    Review(body_id=term_id("body", "GANHRI-SCA"), session=44, held_on=date(2023, 3, 24)).save()
    again = found()["GANHRI-SCA", "accreditation"]
    assert (again.due_on, again.rule) == (date(2028, 3, 24), Rule.PERIOD)
    assert again.reason.startswith("5 years after the review of 24 March 2023")


def test_an_accreditation_that_was_done_is_the_day_from_which_the_next_is_counted(owed, people):
    one = owed(body="GANHRI-SCA", kind=ObligationKind.ACCREDITATION)
    assert ("GANHRI-SCA", "accreditation") not in found()
    obligations.complete(obligation=one, done_on=date(2024, 10, 11), by=people.coordinator)
    again = found()["GANHRI-SCA", "accreditation"]
    assert (again.due_on, again.counted_from) == (date(2029, 10, 11), date(2024, 10, 11))
    taken = obligations.confirm(key=again.key, by=people.coordinator)
    assert taken.computed
    assert ("GANHRI-SCA", "accreditation") not in found()
    slip = obligations.move(obligation=taken, due_on=date(2030, 3, 1), reason="Deferred", by=people.coordinator)
    assert slip.reason == "Deferred"


def test_without_a_session_no_accreditation_is_proposed():
    assert ("GANHRI-SCA", "accreditation") not in found()
