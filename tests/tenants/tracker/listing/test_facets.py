"""Counts of facets over the seven recommendations of the test world."""

from datetime import date

import pytest
from django.http import QueryDict

from shared.taxonomy.identity import term_id
from tenants.tracker.listing.facets import count
from tenants.tracker.listing.predicates import reviews
from tenants.tracker.listing.query import ListQuery
from tenants.tracker.listing.rows import all_ids, neighbours, page
from tenants.tracker.models import Assessment, Recommendation, Tag


def asked(address: str) -> ListQuery:
    return ListQuery.read(QueryDict(address))


def counted(address: str):
    return count(asked(address), reviews())


def paragraphs(address: str) -> list[str]:
    return [one.paragraph for one in page(asked(address), reviews())]


def test_it_counts_all_and_those_that_pass(alef):
    counts = counted("position=supported")
    assert (counts.passing, counts.of_all) == (2, 7)


def test_a_facet_is_counted_without_its_own_choice(alef):
    counts = counted("position=supported")
    assert counts.by_facet["position"] == {
        "supported": 2,
        "supported_in_part": 1,
        "noted": 1,
        "pending": 1,
        "none": 2,
    }
    assert counts.by_facet["mechanism"] == {"UPR": 2}


def test_choices_in_two_facets_narrow_each_others_counts(alef):
    counts = counted("position=supported&mechanism=TB")
    assert counts.passing == 0
    assert counts.by_facet["mechanism"] == {"UPR": 2}
    assert counts.by_facet["position"] == {"none": 2}


def test_two_values_of_one_facet_add_up(alef):
    assert counted("position=supported&position=noted").passing == 3


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("mechanism=UPR", 5),
        ("body=CEDAW", 2),
        ("cycle=4", 5),
        ("session=48", 5),
        ("theme=women-violence", 1),
        ("position=none", 2),
        ("provenance=source", 1),
        ("attention=unassigned", 6),
        ("attention=unclassified&attention=unassigned", 6),
        ("attention=unassessed", 7),
        ("status=none", 7),
    ],
)
def test_each_facet_narrows_the_list_as_it_is_counted(alef, address, expected):
    assert counted(address).passing == expected
    assert len(all_ids(asked(address), reviews())) == expected


def test_a_goal_finds_what_is_tagged_with_its_targets(alef):
    one = Recommendation.objects.get(paragraph="140.3")
    Tag(recommendation=one, kind="sdg", term_id=term_id("sdg", "5.2"), provenance="source").save()
    assert paragraphs("sdg=5") == ["140.3"]
    assert paragraphs("sdg=5.2") == ["140.3"]
    assert paragraphs("sdg=6") == []


def test_a_refused_tag_counts_nowhere(alef):
    Tag.objects.update(provenance="refused")
    counts = counted("")
    assert counts.by_facet["theme"] == {}
    assert counts.by_facet["provenance"] == {}


def test_values_nobody_knows_find_nothing_and_break_nothing(alef):
    assert counted("position=%27;drop&theme=nothing&responsible=x").passing == 0


def test_arabic_words_are_found_whatever_their_spelling(alef):
    assert paragraphs("q=إيواء") == ["140.3"]
    assert paragraphs("q=ايواء") == ["140.3"]
    assert paragraphs("q=عقوبه+الاعدام") == ["140.4"]


def test_words_of_three_languages_paragraphs_and_symbols_are_found(alef):
    assert paragraphs("q=shelter") == ["140.3"]
    assert paragraphs("q=140.2") == ["140.2"]
    assert set(paragraphs("q=CEDAW/C/ALF")) == {"24 (b)", "24 (d)"}


def test_a_symbol_search_takes_percent_signs_literally(alef):
    assert paragraphs("q=%25") == []


def test_the_list_stands_in_the_documents_order_newest_review_first(alef):
    assert paragraphs("") == ["140.1", "140.2", "140.3", "140.4", "140.5", "24 (b)", "24 (d)"]


def test_neighbours_follow_the_lists_order(alef):
    known = reviews()
    keys = all_ids(asked("mechanism=UPR"), known)
    place = neighbours(asked("mechanism=UPR"), known, keys[1])
    assert (place.previous_id, place.next_id, place.position, place.total) == (keys[0], keys[2], 2, 5)
    assert neighbours(asked("mechanism=TB"), known, keys[1]) is None


def test_neighbours_by_relevance_do_not_mix_up_parameters(alef):
    known = reviews()
    keys = all_ids(asked("q=law+OR+women+OR+shelter"), known)
    place = neighbours(asked("q=law+OR+women+OR+shelter"), known, keys[0])
    assert place.position == 1
    assert place.total == len(keys)


def test_an_address_is_read_and_written_the_same():
    address = "q=law&mechanism=UPR&position=supported&position=noted&sort=due"
    assert asked(address).encode() == address


def test_an_address_full_of_rubbish_asks_for_everything():
    query = asked("page=-1&sort=evil&batch=1%27&q=%00")
    assert query == ListQuery()


def test_what_a_body_has_not_spoken_of_can_be_asked_for(alef):
    council = alef.alef.bodies["Council"]
    one = Recommendation.objects.get(paragraph="140.3")
    Assessment(
        recommendation=one, assessor_kind="nhri", body=council, value="nhri:none", assessed_on=date(2026, 1, 1)
    ).save()
    assert counted(f"silent={council.pk}").passing == 6
    assert "140.3" not in paragraphs(f"silent={council.pk}")


@pytest.mark.parametrize("number", ["1" * 5000, "-1", "0", "٣", "x", "999999999999"])
def test_a_page_number_is_never_an_error(alef, number):
    assert asked(f"page={number}").page >= 1
