"""Turns of code that leave their scope, found in a module's text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

TENANTS = {"tenant", "institution"}
SCOPES = {"in_institution", "in_network", "entered"}
THREADS = {"Thread", "Timer", "ThreadPool", "ThreadPoolExecutor", "start_new_thread"}
# A decorated generator of these is run to its end by whoever entered it.
MANAGERS = {"contextmanager", "fixture"}

LEAKS = "`with tenant` leaks between threads; use in_institution(...)."
THREAD = "A thread of our own starts outside every scope."
YIELDS = "A generator that yields inside a scope leaves it standing for its caller; use streamed(...)."
STOCK = "django_tenants stays behind shared.isolation."


def _called(expression: ast.expr) -> str:
    """The last part of the name that an expression is or calls."""
    match expression:
        case ast.Call(func=function):
            return _called(function)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """Everything inside a node that runs with it: nested functions run later and are left out."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield child
            yield from _within(child)


def _keeps_scope(function: ast.FunctionDef) -> Iterator[int]:
    """Lines of the `with` blocks of a generator that yield inside a scope."""
    if MANAGERS & {_called(decorator) for decorator in function.decorator_list}:
        return
    for node in _within(function):
        if (
            isinstance(node, ast.With)
            and any(_called(item.context_expr) in SCOPES for item in node.items)
            and any(isinstance(inner, ast.Yield | ast.YieldFrom) for inner in _within(node))
        ):
            yield node.lineno


def forbidden_constructs(source: str) -> Iterator[tuple[int, str]]:
    """Line and reason for each `with tenant:`, each thread of our own, each yield inside a scope, and each import of
    the library behind the isolation."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.With(items=items) | ast.AsyncWith(items=items):
                for item in items:
                    if not isinstance(item.context_expr, ast.Call) and _called(item.context_expr) in TENANTS:
                        yield node.lineno, LEAKS
            case ast.Attribute(attr=name) if name in THREADS:
                yield node.lineno, THREAD
            case ast.ImportFrom(module=module, names=names):
                if THREADS & {alias.name for alias in names}:
                    yield node.lineno, THREAD
                if (module or "").split(".")[0] == "django_tenants":
                    yield node.lineno, STOCK
            case ast.Import(names=names) if any(alias.name.split(".")[0] == "django_tenants" for alias in names):
                yield node.lineno, STOCK
            case ast.FunctionDef():
                for line in _keeps_scope(node):
                    yield line, YIELDS
