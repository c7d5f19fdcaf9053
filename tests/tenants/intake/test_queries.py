"""How many statements the pages of an import take, whatever its size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.intake.models import Batch
from tests.tenants.intake.tables import FOUR, committed, many, previewed, table


@pytest.fixture
def statements(browse):
    """How many statements a page takes, once what is kept in memory is there."""

    def counting(address: str) -> int:
        client = browse("alef", "coordinator")
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code == 200
        return len([one for one in captured if "set_config" not in one["sql"]])

    return counting


# Institution, session, person, member; then the page's own.
VISIT = 4


@pytest.mark.parametrize("content", [table(FOUR), many(120)])
def test_the_preview_takes_two_statements_of_its_own(alef, statements, content):
    batch = previewed(content, alef.alef.members["coordinator"])
    assert statements(f"/en/import/{batch.pk}/preview/") <= VISIT + 2


@pytest.mark.parametrize("content", [table(FOUR), many(120)])
def test_the_report_takes_one_statement_of_its_own(alef, statements, content):
    batch = committed(content, alef.alef.members["coordinator"])
    assert statements(f"/en/import/{batch.pk}/report/") <= VISIT + 1


def test_the_first_page_takes_two_statements_however_many_imports_there_were(alef, statements):
    by = alef.alef.members["coordinator"]
    for name in "abc":
        previewed(table(FOUR), by, f"{name}.csv")
    assert Batch.objects.count() == 3
    assert statements("/en/import/") <= VISIT + 2
