"""The exports that lie beside the repository, imported where they do."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from shared.taxonomy.catalogue import catalogue
from tenants.intake import rows_read
from tenants.intake.actions import batches
from tenants.tracker.models import RecommendingState
from tests.tenants.intake.tables import uploaded

EXPORTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "upr_info"
CSV, XLS = "sessions-1-5.csv", "sessions-17-20.xls"


def export(name: str) -> Path:
    path = EXPORTS / name
    if not path.exists():
        pytest.skip(f"{name} does not lie beside the repository")
    return path


def imported(path: Path, state: str) -> dict:
    out = StringIO()
    call_command("import_recommendations", institution="alef", file=path, state=state, json=True, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("name", "state", "rows", "recommendations"),
    [(CSV, "Morocco", 16, 13), (CSV, "Bahrain", 12, 12), (CSV, "Tunisia", 28, 18), (XLS, "Egypt", 321, 304),
     (XLS, "Qatar", 183, 180)],
)  # fmt: skip
def test_a_states_rows_come_in_whole_and_once(alef, name, state, rows, recommendations):
    found = imported(export(name), state)
    assert (found["rows"], found["recommendations"], found["created"], found["invalid"]) == (
        rows, recommendations, recommendations, 0,
    )  # fmt: skip
    again = imported(export(name), state)
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, recommendations)


@pytest.mark.parametrize(("name", "rows", "states"), [(CSV, 6_094, 80), (XLS, 7_984, 42)])
def test_every_row_has_its_state(alef, name, rows, states):
    batch = uploaded(export(name).read_bytes(), alef.alef.members["coordinator"], name)
    batch = batches.match(batch=batch, columns=batch.mapping, by=None)
    found = rows_read.survey(batch)
    assert (sum(found.rows.values()), len(found.rows), found.nowhere) == (rows, states, 0)


def test_accented_names_of_states_are_right(alef):
    imported(export(CSV), "Morocco")
    imported(export(CSV), "Viet Nam")
    names = {catalogue().states[line.state_id].code for line in RecommendingState.objects.all()}
    assert "MEX" in names
    assert names <= set(catalogue().state_by_code)


LISTS = EXPORTS.parent / "ohchr_thematic_lists"
SECOND_CYCLE, FOURTH_CYCLE = (
    "UPR20__Slovenia_ThematicListRecommendations_E.docx", "upr48-slovenia-thematic-list-of-recommendatio.docx",
)  # fmt: skip


@pytest.mark.parametrize(("name", "recommendations"), [(SECOND_CYCLE, 163), (FOURTH_CYCLE, 254)])
def test_a_thematic_list_comes_in_whole_and_once(alef, name, recommendations):
    path = LISTS / name
    if not path.exists():
        pytest.skip(f"{name} does not lie beside the repository")
    found = imported(path, "Slovenia")
    assert (found["recommendations"], found["created"], found["invalid"]) == (recommendations, recommendations, 0)
    again = imported(path, "Slovenia")
    assert (again["created"], again["changed"], again["unchanged"]) == (0, 0, recommendations)
