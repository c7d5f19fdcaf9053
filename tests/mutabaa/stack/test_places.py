"""Places: which folder suits a socket, and whose temporary place is whose."""

import os
import stat
from pathlib import Path

import pytest

from mutabaa.stack.places import Home, StackError, can_hold_socket, made_own, write_private


@pytest.mark.parametrize("folder", ["/srv/mutabaa/var/postgres", "/home/a.b+c_d-e/1"])
def test_a_short_plain_path_holds_a_socket(folder):
    assert can_hold_socket(Path(folder))


@pytest.mark.parametrize("folder", ["/srv/my things", "/srv/a,b", "/srv/متابعة", "/srv/" + "x" * 90, "/srv/o'neil"])
def test_a_long_or_strange_path_does_not(folder):
    assert not can_hold_socket(Path(folder))


def test_the_temporary_place_is_the_same_each_time_and_another_for_another_home(tmp_path):
    one, other = Home(tmp_path / "one"), Home(tmp_path / "other")
    assert one.temporary_place() == Home(tmp_path / "one").temporary_place() != other.temporary_place()


def test_a_place_somebody_else_prepared_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "place").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StackError, match="somebody else"):
        made_own(tmp_path / "place", owner=os.getuid())


def test_a_private_file_is_for_its_owner_only(tmp_path):
    write_private(tmp_path / "secret", "content")
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
