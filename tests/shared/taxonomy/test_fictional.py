"""States made up for demonstration stand beside the real ones and never replace one."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.fictional import load_fictional_states
from shared.taxonomy.loader import load
from shared.taxonomy.models import State
from shared.taxonomy.reading import TaxonomyError
from shared.taxonomy.resolve import find_state

pytestmark = pytest.mark.usefixtures("network", "fresh_catalogue")

HEADER = "code,label_en,label_fr,label_ar\n"


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    path = tmp_path / "states.csv"
    path.write_text(HEADER + "XQA,Qasr al-Bahr,Qasr el-Bahr,قصر البحر\n", encoding="utf-8")
    return path


def test_they_are_found_like_any_state(made_up: Path) -> None:
    load()
    load_fictional_states(made_up)
    state = find_state("قصر البحر")
    assert state is not None
    assert (state.code, state.fictional) == ("XQA", True)


def test_loading_the_lists_again_does_not_retire_them(made_up: Path) -> None:
    load()
    load_fictional_states(made_up)
    load(again=True)
    assert State.objects.current().filter(code="XQA", fictional=True).exists()


def test_the_same_file_twice_writes_nothing(made_up: Path) -> None:
    load()
    assert load_fictional_states(made_up).created == 1
    again = load_fictional_states(made_up)
    assert (again.created, again.changed) == (0, 0)


def test_they_do_not_make_the_lists_look_unloaded(made_up: Path) -> None:
    load()
    load_fictional_states(made_up)
    assert load().current
    assert "XQA" in catalogue().state_by_code


@pytest.mark.parametrize("row", [
    "MAR,Marmara,Marmara,مرمرة\n",
    "XQB,Morocco,Maroc fictif,مغرب آخر\n",
    "XQC,Somewhere,,مكان\n",
])  # fmt: skip
def test_a_real_code_a_real_name_or_a_missing_label_is_refused(tmp_path: Path, row: str) -> None:
    load()
    path = tmp_path / "states.csv"
    path.write_text(HEADER + row, encoding="utf-8")
    with pytest.raises(TaxonomyError, match=r"states\.csv:\d+: "):
        load_fictional_states(path)
