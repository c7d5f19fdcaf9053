"""The arrangements of the invented institutions fit their people."""

import pytest

from mutabaa.demo import fiction
from mutabaa.demo.standing_in import told
from shared.languages.zones import is_zone

MEMBERS = {one.slug: one for one in fiction.members()}


@pytest.mark.parametrize("slug", MEMBERS)
def test_everybody_named_speaks_for_the_body_in_question(slug):
    given = told(slug)
    bodies = {one.email: one.body for one in MEMBERS[slug].people if one.role == "focal_point"}
    assert all(bodies[email] == body for body, email in given["deputies"].items())
    for pair in (("absence", "member", "alternate"), ("handover", "departing", "successor")):
        first, second = (given[pair[0]][name] for name in pair[1:])
        assert first != second
        assert bodies[first] == bodies[second]


@pytest.mark.parametrize("slug", MEMBERS)
def test_the_zone_exists_and_the_note_is_said_in_three_languages(slug):
    assert is_zone(told(slug)["time_zone"])
    assert set(told(slug)["handover"]["note"]) == {"ar", "en", "fr"}
