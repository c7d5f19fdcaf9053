"""The command that prints what a reader sees. It asks no database: these tests have none."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.tenants.intake.readers.made_files import csv_bytes, kept, zip_bytes
from tests.tenants.intake.readers.uhri.exports import COMMITTEE, REVIEW, annotation, workbook

KEYS = [
    "paragraph", "text", "recommending_states", "position", "kind", "page", "line", "themes", "groups", "sdg_targets",
    "symbol", "session", "source", "position_source", "external_ids",
]  # fmt: skip
LAST = ["format", "reader", "language", "state", "symbol", "session", "rows", "warnings"]
EXPORT = [
    ["To", "Text", "From", "Response", "Action", "Issue", "Session"],
    ["Morocco", "Build schools.", "Norway,Ruritania", "Accepted", "5", "Women's rights,Weather", "41"],
    ["Chad", "Build roads.", "Mali", "Noted", "4", "Justice", "41"],
]


def real(row: dict[str, str]) -> dict[str, str]:
    """The row with States that the reference lists know."""
    return {name: value.replace("Valdoria", "Chad").replace("Marenne", "Mali") for name, value in row.items()}


def run(path: Path, *options: str) -> str:
    said = io.StringIO()
    call_command("read_file", str(path), *options, stdout=said)
    return said.getvalue()


def lines(path: Path, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(path, "--json", *options).splitlines()]


def test_one_object_a_line_and_a_last_that_sums_up(tmp_path: Path) -> None:
    *rows, last = lines(kept(tmp_path, "a.csv", csv_bytes(EXPORT)))
    assert [list(row) for row in rows] == [KEYS, KEYS]
    assert list(last) == LAST
    assert (last["format"], last["reader"], last["language"], last["session"], last["rows"]) == (
        "csv", "upr_info", "en", "41", 2,
    )  # fmt: skip
    assert last["state"] == ""


def test_names_are_english_and_unknown_ones_the_sources(tmp_path: Path) -> None:
    row, _other, last = lines(kept(tmp_path, "a.csv", csv_bytes(EXPORT)))
    assert row["recommending_states"] == ["Norway", "Ruritania"]
    assert row["themes"] == ["Discrimination against women", "Weather"]
    assert row["groups"] == ["Women & girls"]
    assert (row["position"], row["kind"], row["source"]) == ("supported", "recommendation", "upr_info")
    assert {warning["code"] for warning in last["warnings"]} == {"unknown_recommending_state", "unknown_issue"}


def test_an_export_of_the_index_is_told_with_its_ids(tmp_path: Path) -> None:
    first, second, last = lines(kept(tmp_path, "a.xlsx", workbook([real(COMMITTEE), real(REVIEW)])))
    assert first["external_ids"] == [["uhri", "0a1b2c3d-0000-4000-8000-00000000000a"]]
    assert first["themes"] == ["Right to health", "Violence against women"]
    assert (first["sdg_targets"], first["paragraph"]) == (["3", "5"], "49")
    assert (second["recommending_states"], second["session"]) == (["Mali", "São Lúcio"], "27")
    assert (last["reader"], last["state"], last["symbol"]) == ("uhri", "Chad", "")


def test_one_state_of_several(tmp_path: Path) -> None:
    path = kept(tmp_path, "a.csv", csv_bytes(EXPORT))
    *rows, last = lines(path, "--state", "Tchad")
    assert [row["text"] for row in rows] == ["Build roads."]
    assert last["state"] == "Chad"


def test_a_reader_may_be_named(tmp_path: Path) -> None:
    path = kept(tmp_path, "a.json", json.dumps([annotation(Countries=["Chad"])]).encode())
    assert lines(path, "--reader", "uhri")[-1]["rows"] == 1


def test_without_json_it_is_a_table(tmp_path: Path) -> None:
    said = run(kept(tmp_path, "a.csv", csv_bytes(EXPORT)))
    assert "row 2" in said
    assert "supported" in said
    assert "Build schools." in said
    assert "“Weather” is not an issue known here" in said


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (b"", [], "empty_file"),
        (b"GIF89a" + b"\x00" * 40, [], "wrong_type"),
        (zip_bytes({"a.txt": b"x"}), [], "wrong_type"),
        (zip_bytes({"a.txt": b"x" * 3_000})[:80], [], "truncated_file"),
        (b'{"weather": "fine"}', [], "unknown_content"),
        (b'[{"Text": ', [], "truncated_file"),
        (csv_bytes(EXPORT), ["--state", "Ruritania"], "unknown_state"),
        (csv_bytes(EXPORT), ["--reader", "horoscope"], "unknown_reader"),
    ],
)
def test_a_refusal_is_an_object_too(tmp_path: Path, content: bytes, options: list[str], code: str) -> None:
    said = io.StringIO()
    path = kept(tmp_path, "a.csv", content)
    with pytest.raises(CommandError) as refused:
        call_command("read_file", str(path), "--json", *options, stdout=said)
    assert json.loads(said.getvalue().splitlines()[-1]) == {"error": code, "message": str(refused.value)}
    assert refused.value.returncode == 1


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_is_not_there_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="no file"):
        run(tmp_path / name)
