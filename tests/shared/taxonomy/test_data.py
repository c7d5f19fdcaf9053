"""The shipped files hold what the field knows, in three languages."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import pytest

from shared.taxonomy.catalogue import Catalogue
from shared.taxonomy.identity import term_id
from shared.taxonomy.lists import LISTS
from shared.taxonomy.reading import ReferenceData

LABELS = ("label_ar", "label_en", "label_fr")
COUNTS = {
    "regional_group": 5,
    "organisation": 14,
    "state": 199,
    "mechanism": 14,
    "body": 95,
    "instrument": 62,
    "upr_cycle": 5,
    "upr_session": 54,
    "review_slot": 965,
    "theme": 114,
    "affected_group": 41,
    "issue": 54,
    "sdg": 186,
    "action_category": 5,
    "capacity": 5,
    "position": 6,
    "scale": 5,
    "scale_value": 26,
    "glossary_term": 193,
}


@pytest.mark.parametrize(("kind", "count"), COUNTS.items())
def test_each_list_has_all_its_entries(shipped: ReferenceData, kind: str, count: int) -> None:
    assert len(shipped.rows[kind]) == count


def test_states_are_193_members_two_observers_and_four_entities(lists: Catalogue) -> None:
    statuses = Counter(state.status for state in lists.states.values())
    assert statuses == {"member": 193, "observer": 2, "treaty_party": 2, "organisation": 1, "entity": 1}


def test_the_league_of_arab_states_has_22_members(lists: Catalogue) -> None:
    league = lists.organisation_by_code["LAS"].id
    assert sum(league in state.organisations for state in lists.states.values()) == 22


def test_regional_groups_have_their_known_sizes(lists: Catalogue) -> None:
    sizes = Counter(state.regional_group_id for state in lists.states.values() if state.regional_group_id)
    assert {lists.regional_groups[one].code: size for one, size in sizes.items()} == {
        "AFR": 54, "APG": 54, "GRULAC": 33, "WEOG": 29, "EEG": 23,
    }  # fmt: skip


def test_there_are_ten_treaty_bodies_of_the_united_nations_each_with_its_treaty(lists: Catalogue) -> None:
    treaty_bodies = lists.mechanism_by_code["TB"].id
    ten = {
        body.code
        for body in lists.bodies.values()
        if body.mechanism_id == treaty_bodies and body.category == "treaty_body" and body.treaty_id
    }
    assert ten == {"CERD", "CCPR", "CESCR", "CEDAW", "CAT", "SPT", "CRC", "CMW", "CRPD", "CED"}


def test_sessions_1_to_54_lie_in_the_cycle_that_counts_them(lists: Catalogue) -> None:
    assert sorted(session.number for session in lists.sessions.values()) == list(range(1, 55))
    for session in lists.sessions.values():
        cycle = lists.cycles[session.cycle_id]
        assert cycle.first_session <= session.number <= cycle.last_session


def test_every_state_has_at_most_one_review_a_cycle_within_the_sessions_of_the_cycle(shipped: ReferenceData) -> None:
    cycles = {row.id: row.values for row in shipped.rows["upr_cycle"]}
    slots = [row.values for row in shipped.rows["review_slot"]]
    assert len({(slot["state_id"], slot["cycle_id"]) for slot in slots}) == len(slots)
    for slot in slots:
        cycle = cycles[slot["cycle_id"]]
        assert cycle["first_session"] <= slot["session"] <= cycle["last_session"], slot["code"]


def test_100_themes_stand_in_14_groups(lists: Catalogue) -> None:
    groups = [theme for theme in lists.themes.values() if theme.parent_id is None]
    assert len(groups) == 14
    assert sum(len(lists.narrower(group)) for group in groups) == 100


def test_there_are_17_goals_and_169_targets(lists: Catalogue) -> None:
    goals = [one for one in lists.sdgs.values() if one.parent_id is None]
    assert [goal.code for goal in goals] == [str(number) for number in range(1, 18)]
    assert sum(len(lists.narrower(goal)) for goal in goals) == 169


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_titles_of_targets_have_eight_words_or_fewer(lists: Catalogue, language: str) -> None:
    targets = [one for one in lists.sdgs.values() if one.parent_id]
    too_long = [target.code for target in targets if len(target.label_in(language).split()) > 8]
    assert too_long == []


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_no_two_targets_share_a_title(lists: Catalogue, language: str) -> None:
    titles = Counter(one.label_in(language) for one in lists.sdgs.values())
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_issue_of_upr_info_is_mapped_except_the_one_that_means_anything_else(lists: Catalogue) -> None:
    unmapped = [issue.code for issue in lists.issues.values() if not issue.themes and not issue.groups]
    assert unmapped == ["upri-other"]


def test_the_default_theme_of_an_issue_is_one_of_its_themes(lists: Catalogue) -> None:
    for issue in lists.issues.values():
        assert issue.default_theme_id in (*issue.themes, None), issue.code
        assert bool(issue.default_theme_id) == bool(issue.themes), issue.code


def test_reservations_are_marked_as_an_artefact_of_the_source(lists: Catalogue) -> None:
    assert [theme.code for theme in lists.themes.values() if theme.artefact] == ["reservations"]


def test_labels_that_may_hurt_are_marked_sensitive(lists: Catalogue) -> None:
    assert lists.group_by_code["lgbti"].sensitive
    assert lists.issue_by_code["upri-sexual-orientation-and-gender-identity"].sensitive
    assert lists.theme_by_code["sexual-reproductive-health"].sensitive
    assert not lists.theme_by_code["torture"].sensitive


def test_every_label_is_written_in_its_own_script(shipped: ReferenceData) -> None:
    for one in LISTS:
        for row in shipped.rows[one.kind] if one.labelled else ():
            assert all(row.values[label] for label in LABELS), row
            assert any("\u0600" <= letter <= "\u06ff" for letter in row.values["label_ar"]), row
            for label in ("label_en", "label_fr"):
                assert not any("\u0600" <= letter <= "\u06ff" for letter in row.values[label]), row


def test_assessor_kinds_have_scales_of_their_own(lists: Catalogue) -> None:
    by_scale = Counter(lists.scales[value.scale_id].code for value in lists.scale_values.values())
    assert by_scale == {"state": 7, "nhri": 6, "treaty_body": 5, "upr_info": 4, "cso": 4}


@pytest.mark.parametrize(("kind", "code", "expected"), [
    ("theme", "torture", "9bb41b54-835c-5812-a5ee-fe277e2a1c1d"),
    ("state", "MAR", "80e3722a-d3d5-51ad-80ee-91d729215715"),
    ("body", "CEDAW", "7ce7e598-c37b-5914-8c28-9d189ea05c9d"),
    ("sdg", "16.3", "3a1b5466-a665-5eb4-a2d7-75aae5d77ea0"),
])  # fmt: skip
def test_identifiers_never_change(kind: str, code: str, expected: str) -> None:
    assert term_id(kind, code) == UUID(expected)


def test_an_alias_belongs_to_one_term(shipped: ReferenceData) -> None:
    names = Counter((alias["kind"], alias["normalised"]) for alias in shipped.aliases)
    assert [name for name, times in names.items() if times > 1] == []
