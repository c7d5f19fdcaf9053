import pytest

from tenants.intake.readers.cell_text import comparable, language_of, listed, tidy

KNOWN = {"Justice", "Torture, inhumane treatment", "Migrants"}


def find(text: str) -> str | None:
    return text.upper() if text in KNOWN else None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Two \n lines ", "Two lines"),
        ("&#40;Unknown&#41;", "(Unknown)"),
        ("a&nbsp;b\u00a0c", "a b c"),
        ("Vent & Isles", "Vent & Isles"),
    ],
)
def test_cells_are_tidied(cell: str, text: str) -> None:
    assert tidy(cell) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Adopt a law.", "Adopt a law"),
        ("Adopt  a law ;", "Adopt a law"),
        ("the “State’s” duty", 'the "State\'s" duty'),
        ("a well–known law", "a well-known law"),
        ("ﬁrst", "first"),
        ("école", "e\u0301cole"),
        ("اعتماد قانون،", "اعتماد قانون"),
    ],
)
def test_texts_that_differ_in_dress_only_are_alike(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


def test_texts_that_differ_in_a_word_are_not_alike() -> None:
    assert comparable("Adopt a law.") != comparable("Adopt the law.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Adopt a law on legal aid for the poor.", "en"),
        ("Adopter une loi sur l'aide juridictionnelle pour les plus pauvres.", "fr"),
        ("Mettre fin à l’impunité des agents", "fr"),
        ("اعتماد قانون بشأن المساعدة القانونية (CEDAW)", "ar"),
        ("Ratify CEDAW", "en"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("", []),
        ("Justice", [("Justice", "JUSTICE")]),
        ("Justice,Migrants", [("Justice", "JUSTICE"), ("Migrants", "MIGRANTS")]),
        ("Justice؛ Migrants", [("Justice", "JUSTICE"), ("Migrants", "MIGRANTS")]),
        ("Justice, Elves", [("Justice", "JUSTICE"), ("Elves", None)]),
        (
            "Justice, Torture, inhumane treatment,Migrants",
            [
                ("Justice", "JUSTICE"),
                ("Torture, inhumane treatment", "TORTURE, INHUMANE TREATMENT"),
                ("Migrants", "MIGRANTS"),
            ],
        ),
    ],
)
def test_lists_are_divided_but_not_within_a_name(cell: str, entries: list[tuple[str, str | None]]) -> None:
    assert listed(cell, find) == entries
