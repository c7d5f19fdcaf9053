from pathlib import PurePath

import pytest

from tests.house.tree import FAMILIES, files

TOP = {
    *FAMILIES, "platform", "tests", "deploy", ".ci",
    "manage.py", "pyproject.toml", "Makefile", "README.md", "CHANGELOG.md", "LICENSE",
    "requirements.txt", "requirements-dev.txt",
    ".gitignore", ".gitattributes", ".editorconfig", ".dockerignore",
}  # fmt: skip
MEANINGLESS = {"utils", "util", "helpers", "helper", "common", "core", "misc"}


def misplaced(path: PurePath) -> str | None:
    """What is wrong with where a file stands, or None."""
    top, *rest = path.parts
    if top not in TOP:
        return "not an entry of the map"
    if top == "platform" and len(rest) == 1 and path.suffix == ".py":
        return "platform/ would shadow the standard library"
    if path.parts[:2] == ("tests", "platform"):
        return "tests/platform would shadow the standard library"
    if path.suffix == ".py" and MEANINGLESS.intersection(part.removesuffix(".py") for part in path.parts):
        return "a name that says nothing"
    if top in FAMILIES and len(rest) == 1 and rest[0] != "__init__.py":
        return "a family holds apps only"
    return None


def test_every_file_has_its_place():
    assert {str(path): reason for path in files() if (reason := misplaced(path))} == {}


@pytest.mark.parametrize(
    "path",
    [
        "scratch.py",
        "platform/__init__.py",
        "platform/env.py",
        "tests/platform/__init__.py",
        "tenants/tracker/utils.py",
        "shared/core/models.py",
        "tenants/views.py",
    ],
)
def test_a_misplaced_file_is_noticed(path):
    assert misplaced(PurePath(path))


@pytest.mark.parametrize("path", ["tenants/__init__.py", "tenants/tracker/models.py", "platform/mutabaa/env.py"])
def test_a_well_placed_file_is_left_alone(path):
    assert misplaced(PurePath(path)) is None


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in files() if path.parts[0] == "tests" and path.suffix == ".py"}
    assert [str(folder) for folder in folders if folder / "__init__.py" not in files()] == []


def test_what_a_reader_looks_for_first_is_there():
    names = {str(path) for path in files()}
    assert {"README.md", "CHANGELOG.md", "Makefile", "pyproject.toml", "manage.py", ".ci/run"} - names == set()
