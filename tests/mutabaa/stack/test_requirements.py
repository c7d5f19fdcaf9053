"""The requirement files: hashed, and silent about where anything came from."""

import re

import pytest

from mutabaa.env import repository
from mutabaa.stack.places import StackError
from mutabaa.stack.requirements import FILES, check


@pytest.mark.parametrize("name", FILES)
def test_it_names_no_registry_and_no_path(name):
    check(name, (repository / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_every_package_has_a_hash(name):
    content = (repository / name).read_text(encoding="utf-8")
    packages = re.split(r"^(?=[a-z0-9])", content, flags=re.MULTILINE)[1:]
    assert len(packages) > 30
    assert [package for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("line", ["-i https://example.org/simple", "--find" + "-links wheels", "a @ file:///tmp/a"])
def test_it_refuses_an_address(line):
    with pytest.raises(StackError, match="line 2"):
        check("requirements.txt", f"a==1\n{line}\n")
