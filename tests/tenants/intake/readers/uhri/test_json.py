import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.opening import open_source
from tenants.intake.readers.registry import identify
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.uhri import READER
from tenants.intake.readers.unreadable import BrokenFile, TooManyRows, TruncatedFile, UnknownContent, Unreadable
from tests.tenants.intake.readers.counting import reasons_in
from tests.tenants.intake.readers.made_files import kept
from tests.tenants.intake.readers.uhri.exports import Terms, annotation, read

TWO = [
    annotation(),
    annotation(AnnotationId="0A1B-D", Text="13. The State should open clinics.", AnnotationType="Recommendations"),
]
SHAPES = {
    "list": json.dumps(TWO),
    "indented": json.dumps(TWO, indent=2, ensure_ascii=False),
    "object with a list": json.dumps({"Total": 2, "Annotations": TWO, "Next": None}),
    "list deeper inside": json.dumps({"meta": {"page": 1}, "data": {"pages": [{"items": TWO}]}}),
    "lines": "\n".join(json.dumps(one) for one in TWO),
    "lines with commas": ",\r\n".join(json.dumps(one) for one in TWO),
    "other capitals": json.dumps([{key.upper(): value for key, value in one.items()} for one in TWO]),
    "labels as objects": json.dumps([{**one, "Themes": [{"Id": 4, "Name": "Conditions of detention"}]} for one in TWO]),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_read(tmp_path: Path, shape: str, encoding: str) -> None:
    content = SHAPES[shape].encode(encoding)
    found = identify(open_source(kept(tmp_path, "a", content), "a"))
    assert found is not None
    assert found.code == "uhri"
    assert [(row.number, row.paragraph, row.kind, row.themes) for row in read(tmp_path, content)] == [
        (1, "12", "observation", ("detention-conditions",)),
        (2, "13", "recommendation", ("detention-conditions",)),
    ]


def test_an_annotation_becomes_a_row(tmp_path: Path) -> None:
    (row,) = read(tmp_path, [annotation()])
    assert (row.heading, row.text) == ("Legal aid", "The Committee is concerned that prisons are full.")
    assert (row.body, row.cycle, row.dated, row.state) == ("CAT", "3", "2018-12-05", "VAL")
    assert (row.groups, row.sdgs) == (("detainees",), ("16",))
    assert row.external_ids == (("uhri", "0a1b2c3d-0000-4000-8000-00000000000c"),)
    assert row.problems == []


REVIEWED = {
    "Body": "UPR",
    "Symbol": "A/HRC/8/21",
    "Text": "<p>55.1. Open clinics (Mali, Chad);</p>",
    "PublicationDate": "2008-05-22T00:00:00Z",
    "AnnotationType": "Recommendations",
}


def test_the_session_that_json_never_names_is_told_by_the_calendar(tmp_path: Path) -> None:
    path = kept(tmp_path, "a", json.dumps([annotation(**REVIEWED, Countries=["Morocco"])]).encode())
    reading = READER.read(open_source(path, "a"), TaxonomyResolver(catalogue_from_files()), {})
    (row,) = reading.rows
    assert (row.session, row.recommending_states, row.text) == ("1", ("MLI", "TCD"), "Open clinics")
    assert reasons_in([row]) == {"session_by_calendar": 1, "missing_position": 1}
    assert row.valid


@pytest.mark.parametrize("day", ["2012-01-10", "2007-01-01", ""])
def test_a_session_that_the_calendar_does_not_tell_either_is_missing(tmp_path: Path, day: str) -> None:
    plain = annotation(**{**REVIEWED, "PublicationDate": day}, Countries=["Morocco"])
    path = kept(tmp_path, "a", json.dumps([plain]).encode())
    (row,) = READER.read(open_source(path, "a"), TaxonomyResolver(catalogue_from_files()), {}).rows
    assert "missing_session" in reasons_in([row])


def test_words_that_a_database_cannot_hold_are_left_out(tmp_path: Path) -> None:
    (row,) = read(tmp_path, [annotation(Text="Open\u0000 clinics\ud800 soon.", Themes=["Right to health\x00"])])
    assert (row.text, row.themes) == ("Open clinics soon.", ("health",))


def test_the_last_of_two_members_with_one_name_stands(tmp_path: Path) -> None:
    content = json.dumps(annotation())[:-1] + ', "Text": "Second."}'
    assert read(tmp_path, content.encode())[0].text == "Second."


def test_numbers_that_are_none_and_numbers_without_end_do_no_harm(tmp_path: Path) -> None:
    content = json.dumps(annotation())[:-1] + f', "Score": NaN, "Weight": -Infinity, "Id": {"9" * 20_000}}}'
    assert len(read(tmp_path, content.encode())) == 1


BAD: dict[str, tuple[str, type[Unreadable]]] = {
    "cut in a string": (SHAPES["list"][:300], TruncatedFile),
    "cut between": (SHAPES["list"].removesuffix("]"), TruncatedFile),
    "no commas": (SHAPES["list"].replace(', "Body"', ' "Body"'), BrokenFile),
    "rubbish behind": (SHAPES["list"] + " <html>", BrokenFile),
    "lists in lists": ("[" * 100_000, BrokenFile),
    "objects in objects": ('{"a":' * 100_000, BrokenFile),
    "a string without end": ('[{"Text": "' + "x" * 3_000_000, Unreadable),
    "another file": ('{"temperatures": [1, 2, 3], "places": {"north": [{"Text": "x"}]}}', UnknownContent),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_json_is_refused(tmp_path: Path, kind: str) -> None:
    content, error = BAD[kind]
    with pytest.raises(error):
        read(tmp_path, content.encode())


def test_too_many_annotations_are_refused(tmp_path: Path) -> None:
    source = open_source(kept(tmp_path, "a", SHAPES["list"].encode()), "a", Limits(max_rows=1))
    with pytest.raises(TooManyRows):
        list(READER.read(source, Terms(), {}).rows)


@pytest.mark.parametrize("around", [("[", ",", "]"), ('{"Annotations": [', ",", "]}"), ("", "\n", "")])
def test_a_large_file_is_never_held_whole(tmp_path: Path, around: tuple[str, str, str]) -> None:
    before, between, after = around
    one: dict[str, Any] = annotation(Text="12.The Committee recommends more clinics. " * 250)
    path = tmp_path / "large.json"
    path.write_text(before + between.join([json.dumps(one)] * 800) + after)
    source = open_source(path, "large.json")
    tracemalloc.start()
    try:
        assert sum(1 for _row in READER.read(source, Terms(), {}).rows) == 800
        assert tracemalloc.get_traced_memory()[1] < path.stat().st_size / 2
    finally:
        tracemalloc.stop()
