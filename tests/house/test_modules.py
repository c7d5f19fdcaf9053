import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.tree import modules, texts

LONGEST = 380
# Letters in brackets keep this file from finding itself.
UNFINISHED = re.compile(r"\bT[O]DO\b|\bF[I]XME\b|raise N[o]tImplementedError|pragma: n[o] cover|pytest\.mark\.s[k]ip\b")
THREADS = {"Thread", "Timer", "ThreadPoolExecutor", "start_new_thread"}


def strays(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and reason for everything that would run outside a scope."""
    for node in ast.walk(tree):
        match node:
            case ast.AsyncFunctionDef():
                yield node.lineno, "async code reads the public schema from the event loop"
            case ast.With(items=[ast.withitem(context_expr=ast.Name(id=name))]) if name in {"tenant", "institution"}:
                yield node.lineno, "`with tenant` leaks between threads"
            case ast.Attribute(attr=name) if name in THREADS:
                yield node.lineno, "a thread of our own has no scope"
            case ast.ImportFrom(names=names) if THREADS.intersection(alias.name for alias in names):
                yield node.lineno, "a thread of our own has no scope"


def test_nothing_of_ours_runs_outside_a_scope():
    assert [f"{path}:{line}: {reason}" for path, tree in modules() for line, reason in strays(tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        "async def view(request): pass",
        "with tenant:\n    pass",
        "import threading\nthreading.Thread(target=print).start()",
        "from threading import Thread",
        "from concurrent.futures import ThreadPoolExecutor",
    ],
)
def test_a_stray_is_noticed(source):
    assert list(strays(ast.parse(source)))


def test_entering_a_scope_is_no_stray():
    assert list(strays(ast.parse("with in_institution(institution):\n    pass"))) == []


def test_no_module_is_two_things():
    lengths = {str(path): source.count("\n") for path, source in texts(".py") if "migrations" not in path.parts}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_nothing_is_left_for_somebody_else():
    found = [f"{path}: {match[0]}" for path, source in texts(".py") for match in UNFINISHED.finditer(source)]
    assert found == []


@pytest.mark.parametrize("mark", ["# T{}O later", "raise N{}tImplementedError", "@pytest.mark.sk{}p"])
def test_an_unfinished_place_is_noticed(mark):
    assert any(UNFINISHED.search(mark.format(letter)) for letter in ("OD", "o", "i"))
