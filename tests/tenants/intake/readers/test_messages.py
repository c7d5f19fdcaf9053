import pytest
from django.utils import translation

from tenants.intake.readers import unreadable
from tenants.intake.readers.problems import MESSAGES, Problem
from tenants.intake.readers.unreadable import CellTooLong, Place, Unreadable, WrongType

REFUSALS = [kind for kind in vars(unreadable).values() if isinstance(kind, type) and issubclass(kind, Unreadable)]


def test_every_refusal_has_a_code_of_its_own() -> None:
    assert len({kind.code for kind in REFUSALS}) == len(REFUSALS)


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("kind", REFUSALS)
def test_every_refusal_speaks_arabic_and_french(kind: type[Unreadable], language: str) -> None:
    refusal = kind(Place("Data", 7, 3), limit=5, kind="x")
    with translation.override("en"):
        english = refusal.message
    with translation.override(language):
        assert refusal.message != english
        assert "D7" in refusal.message


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("code", MESSAGES)
def test_every_problem_speaks_arabic_and_french(code: str, language: str) -> None:
    problem = Problem(code, "text", "Valdoria")
    with translation.override("en"):
        english = problem.message
    with translation.override(language):
        assert problem.message != english


def test_the_place_is_told() -> None:
    with translation.override("en"):
        assert CellTooLong(Place("Data", 7, 3), limit=5).message.endswith("(sheet “Data”, cell D7)")
        assert CellTooLong(Place(row=7), limit=5).message.endswith("(row 7)")
        assert WrongType(kind="a picture").message.startswith("This is a picture.")
