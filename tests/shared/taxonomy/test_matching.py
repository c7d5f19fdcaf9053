from __future__ import annotations

import pytest

from shared.taxonomy.matching import key


@pytest.mark.parametrize(("one", "other"), [
    ("Côte d’Ivoire", "COTE D'IVOIRE "),
    ("São Tomé & Príncipe", "Sao Tome and Principe"),
    ("Guinea-Bissau", "Guinea  Bissau"),
    ("State of Palestine*", "state of palestine"),
    ("إيران (جمهورية - الإسلامية)", "ايران جمهوريه الاسلاميه"),
    ("عُمان", "عمان"),
    ("ليبيــا", "ليبيا"),
    ("mises en œuvre", "mises en oeuvre"),
    (" Right to  development", "Right to\u00a0development"),
])  # fmt: skip
def test_it_gives_one_key_to_spellings_of_one_name(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("Guinea", "Guinea-Bissau"), ("مالي", "مالطا")])
def test_it_keeps_different_names_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_it_gives_nothing_for_punctuation_alone() -> None:
    assert key(" - ... ") == ""
