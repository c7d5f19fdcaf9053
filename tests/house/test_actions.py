import ast
from collections.abc import Iterator

import pytest

from tests.house.tree import FAMILIES, modules

WRITES = {"save", "delete", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}


def is_action(node: ast.FunctionDef) -> bool:
    """Whether a function acts: it says by whom, is atomic, or writes. Beside them stand checks and readings."""
    if any("atomic" in ast.unparse(one) for one in node.decorator_list):
        return True
    if "by" in {argument.arg for argument in node.args.kwonlyargs}:
        return True
    return any(isinstance(part, ast.Attribute) and part.attr in WRITES for part in ast.walk(node))


def offences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and reason for each public function of an actions module that is not shaped as an action."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or not is_action(node):
            continue
        if node.args.args or node.args.posonlyargs or node.args.vararg:
            yield node.lineno, f"{node.name} takes arguments by position"
        if "by" not in {argument.arg for argument in node.args.kwonlyargs}:
            yield node.lineno, f"{node.name} does not say by whom"
        if not any("atomic" in ast.unparse(part) for part in ast.walk(node) if isinstance(part, ast.expr)):
            yield node.lineno, f"{node.name} is not atomic"
        if ast.get_docstring(node) is None:
            yield node.lineno, f"{node.name} does not say what it does"


def test_every_action_is_atomic_and_says_by_whom():
    found = [
        f"{path}:{line}: {reason}"
        for path, tree in modules(*FAMILIES)
        if "actions" in path.parts
        for line, reason in offences(tree)
    ]
    assert found == []


GOOD = '@transaction.atomic\ndef assign(*, recommendation, by):\n    """Make a body answer."""\n'


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("(*, recommendation, by)", "(recommendation, *, by)"),
        ("(*, recommendation, by)", "(*, recommendation)"),
        ("@transaction.atomic\n", ""),
        ('"""Make a body answer."""', "pass"),
    ],
)
def test_a_misshapen_action_is_noticed(good, bad):
    assert list(offences(ast.parse(GOOD.replace(good, bad))))


def test_a_check_beside_the_actions_need_not_say_by_whom():
    assert list(offences(ast.parse("def check_body(body, lead):\n    return body"))) == []


def test_a_function_that_writes_is_an_action_whatever_it_looks_like():
    assert list(offences(ast.parse("def forget(body):\n    body.delete()")))


def test_a_well_shaped_action_is_left_alone():
    assert list(offences(ast.parse(GOOD))) == []
