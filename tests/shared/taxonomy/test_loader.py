"""The tables follow the files."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from shared.taxonomy.catalogue import catalogue, catalogue_from_files
from shared.taxonomy.identity import term_id
from shared.taxonomy.loader import load
from shared.taxonomy.models import Alias, Issue, Organisation, Release, Sdg, State, Theme
from shared.taxonomy.resolve import find_organisation, find_theme

pytestmark = pytest.mark.usefixtures("network", "fresh_catalogue")

WRITES = ("INSERT", "UPDATE", "DELETE")


def edit(folder: Path, file: str, change: Callable[[str], str]) -> None:
    path = folder / file
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def without_organisation(code: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{code},"))

    return change


def test_loaded_rows_carry_the_key_of_their_code_and_labels_in_three_languages() -> None:
    load()
    theme = Theme.objects.get(code="torture")
    assert theme.id == term_id("theme", "torture")
    assert theme.label_fr.startswith("Interdiction de la torture")
    with translation.override("ar"):
        assert theme.label == theme.label_ar


def test_a_second_loading_writes_nothing() -> None:
    load()
    with CaptureQueriesContext(connection) as queries:
        loaded = load()
    assert loaded.current
    assert [one["sql"] for one in queries if one["sql"].lstrip().upper().startswith(WRITES)] == []


def test_comparing_every_row_again_finds_nothing_to_change() -> None:
    load()
    loaded = load(again=True)
    assert (loaded.created, loaded.changed, loaded.retired) == (0, 0, 0)


def test_a_changed_label_changes_its_row_only(folder: Path) -> None:
    load()
    edit(folder, "sdgs.csv", lambda text: text.replace("Tobacco control", "Less tobacco"))
    loaded = load(folder)
    assert (loaded.created, loaded.changed, loaded.retired) == (0, 1, 0)
    assert Sdg.objects.get(code="3.a").label_en == "Less tobacco"


def test_a_term_missing_from_newer_files_is_retired_and_keeps_its_label(folder: Path) -> None:
    load()
    edit(folder, "organisations.csv", without_organisation("PIF"))
    edit(folder, "aliases.csv", lambda text: text.replace("organisation,PIF,PIF,exact,UPR Info\n", ""))
    edit(folder, "states.csv", lambda text: text.replace(";PIF", "").replace("PIF;", "").replace("PIF", ""))
    assert load(folder).retired == 1
    gone = Organisation.objects.get(code="PIF")
    assert gone.retired_at is not None
    assert gone.label_en == "Pacific Islands Forum"
    assert gone not in Organisation.objects.current()
    assert catalogue().organisation_by_code["PIF"].retired
    assert find_organisation("Pacific Islands Forum") is None


def test_a_retired_term_that_comes_back_is_current_again(folder: Path) -> None:
    load()
    Organisation.objects.filter(code="AMU").update(retired_at="2026-01-01T00:00:00Z")
    load(again=True)
    assert Organisation.objects.current().filter(code="AMU").exists()


def test_faulty_files_change_nothing(folder: Path) -> None:
    load()
    releases = Release.objects.count()
    edit(folder, "sdgs.csv", lambda text: text.replace("Tobacco control", ""))
    with pytest.raises(CommandError, match=r"sdgs\.csv:\d+: "):
        call_command("load_taxonomy", folder=folder)
    assert Release.objects.count() == releases
    assert Sdg.objects.get(code="3.a").label_en == "Tobacco control"


def test_each_loading_is_recorded_with_version_and_fingerprint(folder: Path) -> None:
    load()
    (folder / "VERSION").write_text("2027.01\n", encoding="utf-8")
    load(folder)
    newest = Release.objects.filter(part=Release.Part.LISTS).first()
    assert newest is not None
    assert newest.version == "2027.01"
    assert len(newest.fingerprint) == 64


def test_an_alias_that_moves_to_another_term_belongs_to_that_one_only(folder: Path) -> None:
    load()
    edit(
        folder,
        "aliases.csv",
        lambda text: text.replace("theme,sgbv,Domestic violence,", "theme,women-violence,Domestic violence,"),
    )
    load(folder)
    assert list(Alias.objects.filter(text="Domestic violence").values_list("code", flat=True)) == ["women-violence"]
    theme = find_theme("Domestic violence")
    assert theme is not None
    assert theme.code == "women-violence"


def test_an_issue_keeps_its_themes_in_the_order_of_the_file() -> None:
    load()
    issue = Issue.objects.get(code="upri-justice")
    themes = issue.issuetheme_set.order_by("order").values_list("theme__code", flat=True)
    assert list(themes) == ["fair-trial", "access-to-justice", "rule-of-law", "transitional-justice"]


def test_the_catalogue_of_the_database_is_the_one_of_the_files() -> None:
    load()
    stored, shipped = catalogue(), catalogue_from_files()
    assert stored.themes == shipped.themes
    assert stored.issues == shipped.issues
    assert {code: state for code, state in stored.state_by_code.items() if not state.fictional} == shipped.state_by_code
    assert stored.sessions == shipped.sessions


def test_the_command_says_what_it_did() -> None:
    said = StringIO()
    call_command("load_taxonomy", stdout=said, again=True)
    call_command("load_taxonomy", stdout=said)
    assert "retired." in said.getvalue()
    assert said.getvalue().endswith("is loaded already.\n")


def test_members_of_the_league_are_found_through_the_database() -> None:
    load()
    assert State.objects.filter(organisations__code="LAS").count() == 22
