"""Importers find terms by what sources print, without a database."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from shared.taxonomy.catalogue import Catalogue
from shared.taxonomy.resolve import (
    find_body,
    find_group,
    find_issue,
    find_mechanism,
    find_organisation,
    find_position,
    find_regional_group,
    find_sdg,
    find_state,
    find_theme,
    is_pledge,
)

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "data" / "taxonomy"


@pytest.mark.parametrize(("printed", "code"), [
    ("Cote d'Ivoire", "CIV"),
    ("Côte d’Ivoire", "CIV"),
    ("Ivory Coast", "CIV"),
    ("كوت ديفوار", "CIV"),
    ("ساحل العاج", "CIV"),
    ("DPRK", "PRK"),
    ("DPR Korea", "PRK"),
    ("Republic of Korea", "KOR"),
    ("Viet Nam", "VNM"),
    ("VIETNAM", "VNM"),
    ("Democratic Republic of Congo", "COD"),
    ("Republic of Congo", "COG"),
    ("Macedonia FYR", "MKD"),
    ("Swaziland", "SWZ"),
    ("Turkey", "TUR"),
    ("Palestine", "PSE"),
    ("State of Palestine*", "PSE"),
    ("Kosovo*", "XKX"),
    ("Royaume du Maroc", "MAR"),
    ("المملكة المغربية", "MAR"),
    ("MY", "MYS"),
    ("cze", "CZE"),
    ("Sao Tome & Principe", "STP"),
])  # fmt: skip
def test_it_finds_a_state_by_any_name_that_sources_print(lists: Catalogue, printed: str, code: str) -> None:
    state = find_state(printed, lists)
    assert state is not None
    assert state.code == code


@pytest.mark.parametrize("printed", ["", " ", "(Unknown)", "Atlantis", "Observer"])
def test_it_finds_no_state_where_none_is_meant(lists: Catalogue, printed: str) -> None:
    assert find_state(printed, lists) is None


@pytest.mark.parametrize(("printed", "code"), [
    (" Participation of women in political & public life ", "women-participation"),
    ("Human rights and counter-terrorism", "counter-terrorism"),
    ("A12 Acceptance of international norms", "ratification"),
    ("B31 Equality & non-discrimination", "equality"),
    ("Budget &resources (for human rights implementation)", "budget"),
    ("F34 Children: Juvenile justice", "children-justice"),
    ("حظر التعذيب وسوء المعاملة (بما في ذلك المعاملة القاسية أو اللاإنسانية أو المهينة)", "torture"),
    ("Droit à l’éducation", "education"),
])  # fmt: skip
def test_it_finds_a_theme_by_present_and_former_labels(lists: Catalogue, printed: str, code: str) -> None:
    theme = find_theme(printed, lists)
    assert theme is not None
    assert theme.code == code


def test_it_never_takes_our_group_of_themes_for_a_printed_theme(lists: Catalogue) -> None:
    theme = find_theme("Equality and non-discrimination", lists)
    assert theme is not None
    assert theme.code == "equality"


def test_a_group_printed_among_themes_is_found_as_a_group(lists: Catalogue) -> None:
    group = find_group("G3 Indigenous peoples", lists)
    assert group is not None
    assert group.code == "indigenous"
    assert find_theme("G3 Indigenous peoples", lists) is None


def test_it_says_when_a_former_label_was_broader_than_the_theme(lists: Catalogue) -> None:
    match = lists.match("theme", "D2 Right to physical and moral integrity")
    assert match is not None
    assert (match.entry.code, match.relation) == ("integrity", "broader")


@pytest.mark.parametrize(("printed", "code"), [
    ("Women's rights", "upri-women-s-rights"),
    ("women’s rights", "upri-women-s-rights"),
    ("HIV - Aids", "upri-hiv-aids"),
    ("Detention conditions", "upri-detention"),
])  # fmt: skip
def test_it_finds_an_issue_of_upr_info(lists: Catalogue, printed: str, code: str) -> None:
    issue = find_issue(printed, lists)
    assert issue is not None
    assert issue.code == code


@pytest.mark.parametrize(("printed", "code"), [
    ("CRC-OP-AC", "CRC-OPAC"),
    ("Human Rights Committee", "CCPR"),
    ("اللجنة المعنية بحقوق الإنسان", "CCPR"),
    ("SR Torture", "SP-TORTURE"),
    ("IE  Albinism", "SP-ALBINISM"),
    ("EPU", "UPR"),
])  # fmt: skip
def test_it_finds_a_body_by_title_and_by_short_name(lists: Catalogue, printed: str, code: str) -> None:
    body = find_body(printed, lists)
    assert body is not None
    assert body.code == code


def test_it_takes_no_abbreviation_that_many_mandates_share(lists: Catalogue) -> None:
    assert find_body("SR", lists) is None


def test_it_finds_organisations_groups_and_mechanisms_by_their_abbreviations(lists: Catalogue) -> None:
    assert find_organisation("AL", lists) == lists.organisation_by_code["LAS"]
    assert find_regional_group("Asia", lists) == lists.regional_group_by_code["APG"]
    assert find_mechanism("EPU", lists) == lists.mechanism_by_code["UPR"]


@pytest.mark.parametrize(("printed", "code"), [
    ("Accepted", "supported"),
    ("Noted", "noted"),
    ("Supported/Noted", "supported_in_part"),
    ("The recommendations below enjoy the support of Zubara", "supported"),
    ("The recommendations below did not enjoy the support of Zubara", "rejected"),
    ("partially accepted", "supported_in_part"),
    ("accepted in principle", "noted"),
    ("ne recueillent pas l'appui de", "rejected"),
    ("التوصيات التالية لا تحظى بتأييد الدولة", "rejected"),
    ("التوصيات التالية تحظى بتأييد الدولة", "supported"),
    ("will be examined by Zubara, which will provide responses", "pending"),
])  # fmt: skip
def test_it_reads_a_position_negatives_before_positives(lists: Catalogue, printed: str, code: str) -> None:
    position = find_position(printed, None, lists)
    assert position is not None
    assert position.code == code


def test_it_reads_a_position_in_the_language_asked_for_only(lists: Catalogue) -> None:
    assert find_position("recommandation refusée, rejetée", "fr", lists) == lists.position_by_code["rejected"]
    assert find_position("recommandation refusée, rejetée", "en", lists) is None


def test_a_voluntary_pledge_is_no_position(lists: Catalogue) -> None:
    assert find_position("Voluntary Pledge", None, lists) is None
    assert is_pledge("Voluntary Pledge", lists)
    assert not is_pledge("Accepted", lists)


def test_action_categories_are_matched_by_name(lists: Catalogue) -> None:
    match = lists.match("action_category", "specific action")
    assert match is not None
    assert match.entry.code == "5"


@pytest.mark.parametrize(("printed", "code"), [
    ("4 - QUALITY EDUCATION", "4"),
    ("- 16 - PEACE, JUSTICE AND STRONG INSTITUTIONS", "16"),
    ("SDG 5", "5"),
    ("16.3", "16.3"),
    ("Target 1.A", "1.a"),
])  # fmt: skip
def test_it_finds_a_goal_or_target_by_its_number(lists: Catalogue, printed: str, code: str) -> None:
    goal = find_sdg(printed, lists)
    assert goal is not None
    assert goal.code == code


@pytest.mark.parametrize("printed", ["18", "Goal", "3.99", "4.1.1", "2030 Agenda"])
def test_it_finds_no_goal_for_other_numbers(lists: Catalogue, printed: str) -> None:
    assert find_sdg(printed, lists) is None


def test_every_alias_collected_from_sources_leads_to_its_term(lists: Catalogue) -> None:
    if not (REFERENCE / "theme_aliases.csv").exists():
        pytest.skip("the collected reference lists are not beside this checkout")
    with (REFERENCE / "theme_aliases.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            find = find_theme if row["maps_to_kind"] == "theme" else find_group
            found = find(row["alias"], lists)
            assert found is not None, row["alias"]
            assert found.code == row["maps_to"], row["alias"]
