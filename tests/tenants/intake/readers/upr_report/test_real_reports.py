"""The reports that lie beside the repository, where they do."""

from pathlib import Path

import pytest

from tenants.intake.readers.upr_report.score import Score, recorded_in, score, share

REPORTS = Path(__file__).resolve().parents[6] / "shared" / "data" / "upr_working_group_reports"
NAMES = (
    "bahrain2008", "belgium2011", "canada2009", "chile2014", "lebanon2011", "mauritania2011", "morocco2008",
    "morocco2012", "oman2011", "qatar2010", "sudan2011", "tunisia2012",
)  # fmt: skip
AIM = 98.0


def scored(name: str) -> Score:
    path = REPORTS / f"{name}.pdf"
    if not path.exists():
        pytest.skip(f"{name} does not lie beside the repository")
    return score(name, path, recorded_in(REPORTS)[name])


@pytest.mark.parametrize("name", NAMES)
def test_what_was_recorded_is_found_with_its_state(name: str) -> None:
    one = scored(name)
    assert share(one.found, one.standing) >= AIM, one.misses
    assert share(one.right_state, one.found) >= AIM, one.misses
    assert share(one.right_position, one.decided) >= AIM, one.misses
    assert one.without_state == 0
    assert one.no_recommendation <= 3
