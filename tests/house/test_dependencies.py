import re
import tomllib
from collections.abc import Iterable

import pytest

from tests.house.tree import ROOT

REQUIREMENT_FILES = ["requirements.txt", "requirements-dev.txt"]


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def plain(requirement: str) -> str:
    """The name of a requirement as registries compare names."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[~=<>!; ]", requirement)[0]).lower()


def unexplained(source: str, requirements: Iterable[str]) -> list[str]:
    """Requirements whose line gives no reason."""
    lines = source.splitlines()
    return [
        name for name in requirements if not any(re.match(rf'\s*"{re.escape(name)}",\s+# \S+', line) for line in lines)
    ]


def test_each_dependency_says_why_it_is_there():
    names = [*project()["project"]["dependencies"], *project()["dependency-groups"]["dev"]]
    assert unexplained((ROOT / "pyproject.toml").read_text(encoding="utf-8"), names) == []


def test_a_dependency_without_a_reason_is_noticed():
    assert unexplained('    "django",\n    "celery",  # long work\n', ["django", "celery"]) == ["django"]


def unpinned(source: str) -> list[str]:
    """Requirements of a locked file that lack an exact version or a hash, and lines that name an address."""
    joined = source.replace("\\\n", " ")
    lines = [line.strip() for line in joined.splitlines() if line.strip() and not line.strip().startswith("#")]
    return [line[:60] for line in lines if "==" not in line or "--hash=sha256:" not in line or "://" in line]


@pytest.mark.parametrize("name", REQUIREMENT_FILES)
def test_requirements_are_pinned_hashed_and_name_no_address(name):
    source = (ROOT / name).read_text(encoding="utf-8")
    assert unpinned(source) == []
    assert "://" not in source


@pytest.mark.parametrize("line", ["django", "django==5.2", "-i x", "x @ https://example.org/x.whl --hash=sha256:00"])
def test_a_loose_requirement_is_noticed(line):
    assert unpinned(line)


@pytest.mark.parametrize(("name", "group"), [("requirements.txt", "project"), ("requirements-dev.txt", "dev")])
def test_what_the_project_asks_for_is_in_the_locked_file(name, group):
    asked = project()["project"]["dependencies"] if group == "project" else project()["dependency-groups"]["dev"]
    locked = {plain(line) for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if "==" in line}
    assert {plain(requirement) for requirement in asked} - locked == set()
