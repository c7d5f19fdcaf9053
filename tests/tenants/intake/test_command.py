"""`manage.py import_recommendations`: the same way without the pages."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tenants.intake.models import Batch
from tenants.tracker.models import Recommendation
from tests.tenants.intake.tables import FOUR, row, table
from tests.tenants.intake.trackers import arabic

FIELDS = [
    "format", "reader", "encoding", "state", "rows", "recommendations", "created", "changed", "unchanged", "invalid",
    "left", "reasons", "warnings", "seconds",
]  # fmt: skip
TWO_STATES = [*FOUR, row("Build schools.", to="Tunisia")]


@pytest.fixture
def run(alef, tmp_path):
    """Imports a table; gives the lines the command printed, also where it failed."""

    def running(content: bytes, *options: str) -> list[str]:
        path = tmp_path / "export.csv"
        path.write_bytes(content)
        out = StringIO()
        try:
            call_command("import_recommendations", "--institution", "alef", "--file", str(path), *options, stdout=out)
        except CommandError as error:
            return [*out.getvalue().splitlines(), f"error: {error}"]
        return out.getvalue().splitlines()

    return running


def test_the_last_line_is_a_summary(run):
    found = json.loads(run(table(FOUR))[-1])
    assert list(found) == FIELDS
    assert {name: found[name] for name in FIELDS[:-1]} == {
        "format": "csv", "reader": "upr_info", "encoding": "utf-8", "state": "MAR", "rows": 4, "recommendations": 2,
        "created": 2, "changed": 0, "unchanged": 0, "invalid": 1, "left": 0,
        "reasons": {"unknown_session": 1}, "warnings": {},
    }  # fmt: skip
    assert Recommendation.objects.exclude(batch_id=None).count() == 2


def test_run_twice_it_finds_all_unchanged(run):
    run(table(FOUR))
    found = json.loads(run(table(FOUR), "--json")[-1])
    assert (found["created"], found["changed"], found["unchanged"]) == (0, 0, 2)


def test_a_trial_run_keeps_nothing(run, files_of_its_own, run_on_commit):
    with run_on_commit():
        found = json.loads(run(table(FOUR), "--dry-run", "--json")[0])
    assert found["created"] == 2
    assert not Recommendation.objects.exclude(batch_id=None).exists()
    assert not Batch.objects.exists()
    assert [path for path in files_of_its_own.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["Morocco", "maroc", "المغرب", "MAR"])
def test_a_state_is_named_in_any_way(run, name):
    assert json.loads(run(table(TWO_STATES), "--state", name)[-1])["rows"] == 4


def test_several_states_are_listed_when_none_is_named(run):
    lines = run(table(TWO_STATES), "--json")
    said = json.loads(lines[0])
    assert said["error"] == "several_states"
    assert [(one["name"], one["rows"]) for one in said["states"]] == [("Morocco", 4), ("Tunisia", 1)]
    assert "Morocco (4), Tunisia (1)" in lines[1]


def test_the_institutions_own_state_needs_no_name(run, alef):
    from shared.isolation.scope import in_network
    from shared.taxonomy.catalogue import catalogue

    with in_network():
        institution = type(alef.alef.institution).objects.filter(pk=alef.alef.institution.pk)
        institution.update(state=catalogue().state_by_code["TUN"].id)
    assert json.loads(run(table(TWO_STATES))[-1])["state"] == "TUN"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty_file"), (b"GIF89a and more of it", "wrong_type"), (b"a,b\r\n1,2\r\n", "columns_missing")],
)
def test_a_file_that_cannot_be_read_is_an_error_with_its_reason(run, content, code):
    lines = run(content, "--json")
    assert json.loads(lines[0])["error"] == code
    assert lines[1].startswith("error: ")
    assert not Batch.objects.exists()


def test_a_state_that_is_not_in_the_file_is_an_error(run):
    assert json.loads(run(table(FOUR), "--state", "Chile", "--json")[0])["error"] == "state_not_in_file"


def test_an_unknown_institution_is_an_error(alef, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("import_recommendations", "--institution", "nowhere", "--file", str(tmp_path / "x"))


def test_a_ministry_s_table_is_taken_as_it_was_understood(alef, tmp_path):
    path = tmp_path / "matrix.xlsx"
    path.write_bytes(arabic())
    out = StringIO()
    where = ("--institution", "alef", "--file", str(path), "--state", "Tunisia")
    call_command("import_recommendations", *where, "--json", stdout=out)
    found = json.loads(out.getvalue().splitlines()[-1])
    assert (found["reader"], found["created"], found["invalid"]) == ("national", 3, 0)
    assert Recommendation.objects.filter(assignments__lead=True).exclude(batch_id=None).count() == 3
