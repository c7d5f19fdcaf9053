from pathlib import Path

import pytest

from tenants.intake.readers.opening import open_source
from tenants.intake.readers.registry import READERS, identify, reader
from tests.tenants.intake.readers.made_files import HEADER, ROWS, csv_bytes, kept


def test_every_reader_has_a_code_of_its_own() -> None:
    assert len({one.code for one in READERS}) == len(READERS)


@pytest.mark.parametrize("registered", READERS, ids=lambda one: one.code)
def test_a_reader_loads_under_its_code(registered) -> None:
    assert reader(registered.code).code == registered.code
    assert str(reader(registered.code).label)


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(KeyError):
        reader("horoscope")


def test_the_export_of_upr_info_is_known_by_its_columns(tmp_path: Path) -> None:
    found = identify(open_source(kept(tmp_path, "list.txt", csv_bytes([HEADER, *ROWS])), "list.txt"))
    assert found is not None
    assert found.code == "upr_info"


def test_a_file_that_no_reader_knows_has_none(tmp_path: Path) -> None:
    assert identify(open_source(kept(tmp_path, "a.json", b'{"temperature": [12, 14]}'), "a.json")) is None
