"""Each role and each act of the follow-up cycle: every action has its row, and every row is tried by every role.

The rows stand in cycle_acts.py and in the matrices of the apps. Which action a row tries is seen by watching it.
"""

from __future__ import annotations

import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from types import CodeType, ModuleType
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404

from tenants.evidence.models import Piece
from tenants.members.access import Denied
from tenants.tracker.models import Recommendation
from tests.access.cycle_acts import EVERYBODY, MATRICES, NOT_A_MEMBERS, namespace
from tests.tenants.consultation.conftest import *  # noqa: F403  the fixtures its matrix stands on
from tests.tenants.consultation.test_roles import here as in_consultation  # noqa: F401
from tests.tenants.evidence.conftest import furnished, own_folder, things  # noqa: F401
from tests.tenants.followup.conftest import asked
from tests.tenants.planning.conftest import planned
from tests.tenants.reporting.conftest import owed  # noqa: F401
from tests.tenants.reporting.dossiers import test_roles as dossiers

# The workbook keeps the acts on what was uploaded beside the reading of it.
PACKAGES = [
    *(f"tenants.{app}.actions" for app in MATRICES if app != "dossiers"),
    "tenants.reporting.dossiers.actions",
    "tenants.followup.workbook.uploads",
    "tenants.followup.workbook.packing",
]
ROWS = [(app, phrase) for app, matrix in MATRICES.items() for phrase in matrix]


def modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.iter_modules(getattr(package, "__path__", ()), f"{package.__name__}."):
        yield from modules(import_module(found.name))


def acts() -> dict[CodeType, str]:
    """Public functions with a keyword-only `by`: their code, and their names below tenants."""
    found: dict[CodeType, str] = {}
    for module in (one for name in PACKAGES for one in modules(import_module(name))):
        for name, function in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.__name__:
                continue
            by = inspect.signature(function).parameters.get("by")
            if by is not None and by.kind is inspect.Parameter.KEYWORD_ONLY:
                found[inspect.unwrap(function).__code__] = f"{module.__name__}.{name}".removeprefix("tenants.")
    return found


ACTS = acts()


@pytest.fixture
def settings_of(alef: Any, request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """`settings_of("planning")`: what that app's tries stand on, in `alef`."""

    def recommendations() -> list[Recommendation]:
        return list(Recommendation.objects.order_by("created_at", "id"))

    makers: dict[str, Callable[[], Any]] = {
        "planning": lambda: planned(alef.alef),
        "followup": lambda: asked(alef.alef),
        "evidence": lambda: furnished(alef.alef),
        "consultation": lambda: request.getfixturevalue("in_consultation"),
        "reporting": lambda: namespace(alef.alef, owed=request.getfixturevalue("owed")()),
        "dossiers": lambda: dossiers.furnished(namespace(alef.alef).people),
        "tracker": lambda: namespace(alef.alef, recommendations=recommendations()),
    }
    return lambda app: makers[app]()


@pytest.mark.parametrize("role", sorted(EVERYBODY))
@pytest.mark.parametrize(("app", "phrase"), ROWS)
def test_a_role_does_what_its_row_says_and_is_refused_the_rest(app, phrase, role, alef, settings_of):
    here, by = settings_of(app), alef.alef.members[role]
    roles, do = MATRICES[app][phrase]
    if role in roles:
        do(here, by)
    else:
        with pytest.raises((Denied, Http404, Piece.DoesNotExist)):
            do(here, by)


def tried(do: Callable[[Any, Any], object], here: Any, by: Any) -> set[str]:
    """Names of the actions that a try calls as `by`."""
    seen: set[str] = set()

    def watch(frame: Any, event: str, _arg: Any) -> None:
        if event == "call" and frame.f_code in ACTS and frame.f_locals.get("by") is by:
            seen.add(ACTS[frame.f_code])

    sys.setprofile(watch)
    try:
        do(here, by)
    except Exception:  # noqa: BLE001  what it came to is the other test's matter
        pass
    finally:
        sys.setprofile(None)
    return seen


def test_every_action_of_the_cycle_is_tried(alef, settings_of):
    """Who may not is tried too: what she is refused was called all the same."""
    seen: set[str] = set()
    for app, matrix in MATRICES.items():
        here = settings_of(app)
        for _roles, do in matrix.values():
            for role in ("analyst", "focal_point", "coordinator"):
                with transaction.atomic():
                    found = tried(do, here, alef.alef.members[role])
                    transaction.set_rollback(True)
                seen |= found
                if found:
                    break
    assert sorted(set(ACTS.values()) - seen - set(NOT_A_MEMBERS)) == []


def test_what_no_member_does_is_named_once_and_exists():
    assert sorted(set(NOT_A_MEMBERS) - set(ACTS.values())) == []
