import re

from django.core.management import get_commands

from tests.house.tree import ROOT, texts


def targets(makefile: str) -> set[str]:
    """What a Makefile can make."""
    return set(re.findall(r"^([a-z][\w-]*):(?!=)", makefile, flags=re.MULTILINE))


def made(document: str) -> set[str]:
    """What a document tells the reader to make, in code (between backticks or on a line of its own block)."""
    code = "\n".join(
        [*re.findall(r"`([^`\n]+)`", document), *re.findall(r"^```.*?^```", document, re.DOTALL | re.MULTILINE)]
    )
    return set(re.findall(r"\bmake ([a-z][\w-]*)", code))


def commands(document: str) -> set[str]:
    """The management commands a document names."""
    return set(re.findall(r"manage\.py ([a-z]\w+)", document))


def test_whatever_a_document_says_to_make_can_be_made():
    known = targets((ROOT / "Makefile").read_text(encoding="utf-8"))
    assert {str(path): lost for path, source in texts(".md") if (lost := made(source) - known)} == {}


def test_every_command_a_document_names_exists():
    known = set(get_commands()) | {"help"}
    assert {str(path): lost for path, source in texts(".md") if (lost := commands(source) - known)} == {}


def test_an_unknown_target_is_noticed():
    assert made("Type `make run`.\n```\nmake coffee ARGS=x\n```\nTo make sense.") == {"run", "coffee"}
    assert targets("run: ## start\n\t@x\nPYTHON := p\n.PHONY: run\n") == {"run"}


def test_a_command_is_read_from_a_document():
    assert commands("`python manage.py create_institution --slug ma`") == {"create_institution"}


def test_every_folder_of_a_family_has_its_line_in_the_map():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    apps = [
        path.parent.name
        for family in ("tenants", "shared", "knowledge_base")
        for path in ROOT.glob(f"{family}/*/apps.py")
    ]
    assert [name for name in apps if not re.search(rf"\b{name}\b", readme)] == []
