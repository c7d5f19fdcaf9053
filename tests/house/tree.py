"""The repository as its own tests see it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = ("tenants", "shared", "knowledge_base")
CODE = ("platform", *FAMILIES)


@cache
def files() -> list[Path]:
    """What git keeps or would keep (tracked, or new and not ignored), relative to the root; no deleted files.

    In a copy without git: every file outside what .gitignore names.
    """
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0:
        return sorted({Path(name) for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()})
    hidden = {"var", "__pycache__", ".git", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache"}
    paths = (
        path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file() and path.suffix not in {".mo", ".pyc"}
    )
    return sorted(path for path in paths if not hidden.intersection(path.parts))


def texts(*suffixes: str) -> Iterator[tuple[Path, str]]:
    """Path and text of every kept file (with one of the suffixes, if any are named) that is UTF-8 text."""
    for path in files():
        if suffixes and path.suffix not in suffixes:
            continue
        try:
            yield path, (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def modules(*families: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every module of ours, migrations left out, parsed."""
    for path, source in texts(".py"):
        if path.parts[0] in (families or CODE) and "migrations" not in path.parts:
            yield path, ast.parse(source, filename=str(path))


def templates() -> Iterator[tuple[Path, str]]:
    """Every page template of ours."""
    return ((path, source) for path, source in texts(".html") if "templates" in path.parts)
