"""Archives that are broken, of another time or made to harm: said what and where, and nothing written."""

import json
import os
import struct
import zipfile

import pytest
from django.conf import settings as configured

from shared.isolation.checks import institution_models
from shared.isolation.identifiers import new_id
from shared.isolation.scope import in_institution
from tenants.archives.opening import opened_archive
from tenants.archives.refused import ArchiveRefused
from tests.tenants.archives.conftest import fit, imported, packed, put, rows, unpacked


def held(institution):
    with in_institution(institution):
        return [model._meta.label for model in institution_models() if model._base_manager.exists()]


def files_there():
    folder = configured.STORAGES["private"]["OPTIONS"]["location"]
    return [name for _path, _folders, names in os.walk(folder) for name in names]


@pytest.fixture
def refused(ready):
    """`refused(path)` is the words with which the archive is refused; nothing of it was written."""

    def attempt(path):
        institution = ready()
        with pytest.raises(ArchiveRefused) as caught:
            imported(path, institution)
        assert held(institution) == []
        assert files_there() == []
        return str(caught.value)

    return attempt


def changed(noun, change, which=0):
    """A change of one row of a noun."""

    def make(parts):
        those = rows(parts, noun)
        change(those[which])
        put(parts, noun, those)

    return make


def in_manifest(change):
    def make(parts):
        said = json.loads(parts["manifest.json"])
        change(said)
        parts["manifest.json"] = json.dumps(said).encode()

    return make


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 half"])
def test_what_is_no_zip_is_refused(refused, tmp_path, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert "not an archive" in refused(path)


def test_a_truncated_archive_is_refused(refused, archive, tmp_path):
    path = tmp_path / "half.zip"
    path.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    assert "not an archive" in refused(path)


def test_a_file_that_is_not_there_is_refused(refused, tmp_path):
    assert "not an archive" in refused(tmp_path / "nowhere.zip")


def test_a_zip_without_a_manifest_is_refused(refused, tmp_path):
    assert "no manifest.json" in refused(packed({"terms.jsonl": b""}, tmp_path / "x.zip"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda said: said.update(format="other"), "does not say that this is a mutabaa-archive"),
        (lambda said: said.update(format_version=2), "version 2 of the format"),
        (lambda said: said.pop("parts"), "not complete"),
        (lambda said: said.update(institution={"id": "me"}), "not complete"),
        (lambda said: said.update(left_out=[]), "not complete"),
        (lambda said: said["parts"].append(said["parts"][0]), "names a part twice"),
        (lambda said: said["parts"][0].update(sha256="0" * 64), "not what the manifest says"),
        (lambda said: said["parts"][0].update(sha256="../../x"), "no SHA-256"),
        (lambda said: said["parts"][0].update(bytes=-1), "smaller than nothing"),
        (lambda said: said["parts"][0].update(bytes=5), "size is not what the manifest says"),
        (lambda said: said["parts"][0].update(rows=99), "99 in the manifest"),
        (lambda said: said["schema"].update(tracker="0001_initial"), "another version of the tables"),
        (lambda said: said["schema"].update(novelty="0001_initial"), "novelty: the archive has 0001_initial"),
        (lambda said: said["parts"].pop(), "not in the manifest"),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(refused, tampered, change, words):
    assert words in refused(tampered(in_manifest(change), fitting=False))


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_manifest_that_is_no_object_is_refused(refused, tampered, content):
    assert "manifest.json" in refused(tampered(lambda parts: parts.update({"manifest.json": content}), fitting=False))


@pytest.mark.parametrize(
    "name",
    ["../evil", "/etc/passwd", "nouns/../../x.jsonl", "files/../../" + "0" * 64, "nouns/tracker.tag.jsonl/", "C:\\x"],
)
def test_a_part_of_a_strange_name_is_refused(refused, tampered, name):
    assert "no archive has a part of this name" in refused(tampered(lambda parts: parts.update({name: b"x"})))


def test_a_part_that_stands_twice_is_refused(refused, archive, tmp_path):
    path = packed(unpacked(archive), tmp_path / "twice.zip")
    with zipfile.ZipFile(path, "a") as held, pytest.warns(UserWarning, match="Duplicate"):
        held.writestr("terms.jsonl", b"")
    assert "terms.jsonl: stands in the archive twice" in refused(path)


def test_an_encrypted_part_is_refused(refused, archive, tmp_path):
    content = bytearray(packed(unpacked(archive), tmp_path / "x.zip").read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8 : entry + 10] = struct.pack("<H", 1)
    (tmp_path / "locked.zip").write_bytes(content)
    assert "encrypted" in refused(tmp_path / "locked.zip")


def test_a_bomb_is_refused_by_how_tightly_it_is_packed(refused, tampered):
    bomb = b"\n" * (30 * 1024 * 1024)
    assert "as only a bomb is" in refused(tampered(lambda parts: parts.update({"nouns/tracker.tag.jsonl": bomb})))


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"max_parts": 5}, "more than 5 parts"),
        ({"max_bytes": 1000}, "1000 are allowed"),
        ({"max_line": 50}, "longer than 50 bytes"),
        ({"max_manifest": 50}, "manifest.json: larger than 50 bytes"),
    ],
)
def test_an_archive_beyond_a_limit_is_refused(refused, archive, settings, limits, words):
    settings.ARCHIVE_LIMITS = limits
    assert words in refused(archive)


def test_a_part_that_lacks_is_refused(refused, tampered):
    assert "nouns/tracker.tag.jsonl: missing" in refused(tampered(lambda parts: parts.pop("nouns/tracker.tag.jsonl")))


@pytest.mark.parametrize("noun", ["tracker.novelty", "auth.user", "records.job", "institutions.institution"])
def test_a_noun_that_is_not_exported_is_refused(refused, tampered, noun):
    path = tampered(lambda parts: parts.update({f"nouns/{noun}.jsonl": b"{}\n"}))
    assert f"nouns/{noun}.jsonl: no such noun here" in refused(path)


@pytest.mark.parametrize(
    ("noun", "change", "words"),
    [
        ("tracker.criterion", lambda row: row.update(novelty=1), "no such field: novelty"),
        ("members.member", lambda row: row.update(user_id=str(new_id())), "no such field: user_id"),
        ("tracker.criterion", lambda row: row.pop("weight"), "lacks: weight"),
        ("tracker.criterion", lambda row: row.update(weight="3"), "weight: '3' is no int"),
        ("tracker.criterion", lambda row: row.update(weight=True), "weight: True is no int"),
        ("tracker.criterion", lambda row: row.update(weight=10**6), "the table does not take it"),
        ("tracker.criterion", lambda row: row.update(weight=2**80), "beyond all bounds"),
        ("tracker.criterion", lambda row: row.update(name_en=None), "nothing stands where something must"),
        ("tracker.criterion", lambda row: row.update(name_en="x" * 1000), "longer than"),
        ("tracker.criterion", lambda row: row.update(name_en="a\x00b"), "NUL"),
        ("tracker.criterion", lambda row: row.update(name_en="\ud800"), "lone surrogate"),
        ("tracker.criterion", lambda row: row.update(id="mine"), "id: 'mine' is not a key"),
        ("members.member", lambda row: row.update(role_slug="owner"), "'owner' is not among the choices"),
        ("members.member", lambda row: row.update(joined_at="2026-01-01T00:00:00"), "does not say of which time zone"),
        ("members.member", lambda row: row.update(joined_at="yesterday"), "'yesterday' is not a moment"),
        ("tracker.document", lambda row: row.update(dated="2026-02-30"), "'2026-02-30' is not a day"),
        ("planning.measurement", lambda row: row.update(value="NaN"), "is no number"),
        ("planning.measurement", lambda row: row.update(value=1.5), "is no str"),
        ("planning.measurement", lambda row: row.update(value="1." + "1" * 30), "more digits than the field holds"),
        ("records.auditentry", lambda row: row.update(before={"x": "a\x00b"}), "NUL"),
        ("records.auditentry", lambda row: row.update(before={"x": float("nan")}), "a number that is none"),
        ("tracker.scalevalue", lambda row: row.update(code="state:x"), "breaks the rule a_value_stands_on_its"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_its_line(refused, tampered, noun, change, words):
    said = refused(tampered(changed(noun, change)))
    assert f"nouns/{noun}.jsonl line 1: " in said
    assert words in said


@pytest.mark.parametrize("line", [b"{\n", b"[]\n", b'"x"\n', b"\n", b"\xff\n", b"[" * 200_000 + b"\n"])
def test_a_line_that_is_no_row_is_refused(refused, tampered, line):
    assert "nouns/tracker.tag.jsonl line 1: not a" in refused(
        tampered(lambda parts: parts.update({"nouns/tracker.tag.jsonl": line}))
    )


def test_a_key_that_stands_twice_is_refused_where_it_stands(refused, tampered):
    def twice(parts):
        first = rows(parts, "tracker.criterion")[0]
        put(parts, "tracker.criterion", [first, first])

    said = refused(tampered(twice))
    assert "nouns/tracker.criterion.jsonl line 2: breaks the rule tracker_criterion_pkey" in said


def test_a_reference_that_leads_nowhere_is_refused_with_what_it_names(refused, tampered):
    lost = str(new_id())
    said = refused(tampered(changed("tracker.tag", lambda row: row.update(recommendation=lost))))
    assert f"recommendation names tracker.Recommendation {lost}, which the archive does not hold" in said


def test_a_term_that_is_unknown_here_is_refused_with_its_name(refused, tampered):
    def add(parts):
        parts["terms.jsonl"] += (
            json.dumps({"id": str(new_id()), "kind": "theme", "code": "novelty", "label_en": "Something new"}).encode()
            + b"\n"
        )

    said = refused(tampered(add))
    assert "theme:novelty (Something new)" in said
    assert "load_taxonomy" in said


def test_a_term_in_a_row_that_no_list_names_is_refused(refused, tampered):
    said = refused(tampered(changed("tracker.tag", lambda row: row.update(term_id="theme:novelty"))))
    assert "no such term in the reference lists here: theme:novelty" in said


def test_an_open_invitation_is_refused(refused, tampered):
    said = refused(tampered(changed("members.invitation", lambda row: row.update(accepted_at=None, revoked_at=None))))
    assert "an open invitation" in said


def test_a_file_that_lacks_is_refused(refused, tampered):
    def lose(parts):
        parts.pop(next(name for name in parts if name.startswith("files/")))

    assert "the archive lacks 'files/" in refused(tampered(lose))


def test_a_file_under_another_name_than_its_digest_is_refused(refused, tampered):
    def swap(parts):
        name = next(name for name in parts if name.startswith("files/"))
        parts[name] = b"something else"

    assert "the name is not the digest of the content" in refused(tampered(swap))


def test_files_kept_before_the_fault_was_found_are_removed(refused, tampered):
    def spoil(parts):
        those = rows(parts, "records.storedfile")
        those[-1]["sha256"] = "0" * 64
        put(parts, "records.storedfile", those)

    assert "the archive lacks" in refused(tampered(spoil))


def test_an_archive_of_a_file_that_could_not_be_read_comes_in_without_it(archive, tmp_path, ready):
    parts = unpacked(archive)
    lost = next(name for name in parts if name.startswith("files/"))
    parts.pop(lost)
    fit(parts)
    in_manifest(
        lambda said: said["left_out"].update(files=[{"stored": str(new_id()), "sha256": lost[6:], "why": "not found"}])
    )(parts)
    done = imported(packed(parts, tmp_path / "without.zip"), ready())
    assert done.files in {1, 2}


def test_an_institution_with_people_is_refused(archive, world):
    with pytest.raises(ArchiveRefused, match=r"not empty: it holds .*members\.Member"):
        imported(archive, world.alef.institution)


def test_an_archive_comes_in_once(archive, ready):
    institution = ready()
    imported(archive, institution)
    with pytest.raises(ArchiveRefused, match="not empty"):
        imported(archive, institution)


def test_a_part_packed_in_another_way_is_refused(archive, tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as held:
        for name, content in unpacked(archive).items():
            held.writestr(name, content)
    with pytest.raises(ArchiveRefused, match="packed in a way that archives are not"), opened_archive(path):
        pass
