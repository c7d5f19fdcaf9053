"""Faulty data files are refused with file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shared.taxonomy.reading import TaxonomyError, fingerprint, read


def replacing(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


def spoil(folder: Path, file: str, change: Callable[[str], str]) -> str:
    """Change a file; gives the message with which the lists are refused."""
    path = folder / file
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(TaxonomyError) as refusal:
        read(folder)
    return str(refusal.value)


def test_it_refuses_a_missing_label(folder: Path) -> None:
    message = spoil(folder, "organisations.csv", replacing("الاتحاد الأفريقي", ""))
    assert message.startswith("organisations.csv:2:")
    assert "label_ar" in message


def test_it_refuses_a_duplicate_code(folder: Path) -> None:
    message = spoil(folder, "states.csv", replacing("AGO,Angola", "AFG,Angola"))
    assert message.startswith("states.csv:3:")
    assert "AFG" in message


def test_it_refuses_a_missing_code(folder: Path) -> None:
    assert spoil(folder, "states.csv", replacing("AGO,Angola", ",Angola")).startswith("states.csv:3:")


def test_it_refuses_an_unknown_reference(folder: Path) -> None:
    message = spoil(folder, "upr_sessions.csv", replacing(",1,2008-04-07", ",9,2008-04-07"))
    assert message.startswith("upr_sessions.csv:2:")
    assert "cycle" in message


def test_it_refuses_an_unknown_reference_among_many(folder: Path) -> None:
    message = spoil(folder, "issues.csv", replacing("cpr;cpr-general", "cpr;no-such-theme"))
    assert message.startswith("issues.csv:6:")
    assert "themes" in message


def test_it_refuses_an_empty_required_reference(folder: Path) -> None:
    message = spoil(folder, "upr_sessions.csv", replacing(",1,2008-04-07", ",,2008-04-07"))
    assert message.startswith("upr_sessions.csv:2:")


@pytest.mark.parametrize(("file", "old", "new"), [
    ("upr_sessions.csv", "2008-04-07", "7 April 2008"),
    ("upr_cycles.csv", ",1,12,", ",one,12,"),
    ("states.csv", ",member,", ",guest,"),
    ("themes.csv", ",yes,", ",perhaps,"),
    ("bodies.csv", ",4.5,", ",often,"),
])  # fmt: skip
def test_it_refuses_a_cell_that_does_not_fit_its_column(folder: Path, file: str, old: str, new: str) -> None:
    assert spoil(folder, file, replacing(old, new)).startswith(f"{file}:")


def test_it_refuses_another_header(folder: Path) -> None:
    assert spoil(folder, "scales.csv", replacing("label_fr,label_ar", "label_ar,label_fr")).startswith("scales.csv:1:")


def test_it_refuses_a_row_with_a_cell_too_many(folder: Path) -> None:
    assert spoil(folder, "positions.csv", replacing("Noted,", "Noted,,")).startswith("positions.csv:3:")


def test_it_refuses_an_alias_that_is_another_terms_label(folder: Path) -> None:
    message = spoil(folder, "aliases.csv", lambda text: f"{text}state,AGO,AFGHANISTAN,exact,\n")
    assert message.startswith("aliases.csv:")
    assert "AFGHANISTAN" in message


def test_it_refuses_an_alias_of_an_unknown_term(folder: Path) -> None:
    message = spoil(folder, "aliases.csv", lambda text: f"{text}state,ZZZ,Nowhere,exact,\n")
    assert message.startswith("aliases.csv:")


def test_it_refuses_two_terms_with_one_label(folder: Path) -> None:
    message = spoil(folder, "states.csv", replacing("AGO,Angola,", "AGO,Afghanistan,"))
    assert message.startswith("states.csv:3:")


def test_the_fingerprint_follows_every_byte(folder: Path) -> None:
    before = fingerprint(folder)
    path = folder / "glossary_terms.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    assert fingerprint(folder) != before
