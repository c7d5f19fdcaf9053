"""Reports as PDF: with running heads and feet, page breaks within a recommendation, in little time."""

import io
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from deploy.bench.papers import ON_A_PAGE, report_bytes
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers.pdf import paper_from_pdf
from tenants.intake.readers.upr_report import READER
from tests.tenants.intake.readers.papers.made_pdf import save
from tests.tenants.intake.readers.upr_report.places import Places
from tests.tenants.intake.readers.upr_report.reports import source_of

SECONDS = 3.0


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(tmp_path_factory.mktemp("reports") / "valdoria2012.pdf", report_bytes(30))


def test_every_recommendation_of_thirty_pages_is_read_in_time(report: Path) -> None:
    begun = time.perf_counter()
    paper = paper_from_pdf(report, Limits())
    reading = READER.read(source_of(paper), Places(), {})
    rows = list(reading.rows)
    assert time.perf_counter() - begun < SECONDS
    assert 28 <= paper.pages <= 34
    count = 28 * ON_A_PAGE
    assert list(dict.fromkeys(row.paragraph for row in rows)) == [f"60.{number}" for number in range(1, count + 1)]
    assert len(rows) == count + count // 3
    assert {row.position for row in rows} == {"supported"}
    assert all(row.recommending_states and not row.problems for row in rows)
    assert not any("A/HRC" in row.text or "GE.12" in row.text for row in rows)
    assert {row.page for row in rows} == set(range(2, paper.pages + 1))


def test_the_score_is_told_for_each_report(report: Path) -> None:
    recorded = report.with_name("recommendations_recorded_by_upr_info.csv")
    recorded.write_text(
        "report,state_under_review,session,text,recommending_state,response\n"
        'valdoria2012,Valdoria,13,"Adopt a plan against floods that names who does what in each district",Chile,Noted\n'
        "valdoria2012,Valdoria,13,Dance on the table on every first day of a month,Chile,Accepted\n",
        encoding="utf-8",
    )
    out = io.StringIO()
    call_command("score_report_reader", report.parent, stdout=out)
    line = next(line for line in out.getvalue().splitlines() if line.startswith("valdoria2012"))
    assert line.split()[1:5] == ["2", "1", "1", "100.0%"]
    out = io.StringIO()
    call_command("score_report_reader", report.parent, "--show-misses", stdout=out)
    assert "valdoria2012: other State: Chile: Adopt a plan against floods" in out.getvalue()


def test_a_folder_without_records_cannot_be_scored(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("score_report_reader", tmp_path)
