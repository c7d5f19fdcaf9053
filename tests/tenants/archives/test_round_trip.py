"""Export, import elsewhere, export again: the same, for every noun there is."""

import json

from shared.isolation.scope import in_institution
from tenants.archives.comparing import differences
from tenants.archives.nouns import nouns
from tenants.archives.opening import opened_archive
from tenants.consultation.models import Guest
from tenants.consultation.tokens import digest_of, key_in, token_of
from tenants.members.models import Member
from tenants.records import audit
from tenants.records.files import opened
from tenants.records.models import StoredFile
from tests.tenants.archives.conftest import exported, fit, imported, packed, put, rows, unpacked


def compared(one, other):
    with opened_archive(one) as first, opened_archive(other) as second:
        return list(differences(first, second))


def test_the_filled_institution_holds_something_of_every_noun(archive):
    parts = unpacked(archive)
    assert [noun.label for noun in nouns() if not parts[noun.part]] == []


def test_every_field_holds_something_somewhere(archive):
    """But for references in a circle and what the tables' rules seldom allow, which chance may leave empty."""
    parts = unpacked(archive)
    never = [
        f"{noun.label}.{field.name}"
        for noun in nouns()
        for field in noun.fields
        if all(row[field.name] is None for row in rows(parts, noun.model._meta.label_lower))
    ]
    assert len(never) < 40, never


def test_what_went_out_comes_in_elsewhere_and_goes_out_the_same(archive, ready, tmp_path):
    elsewhere = ready()
    imported(archive, elsewhere)
    again = exported(elsewhere, tmp_path / "again.zip")
    assert [line for line in compared(archive, again) if not line.startswith("institution: ")] == []
    first, second = unpacked(archive), unpacked(again)
    equal = [name for name in first if name != "manifest.json" and first[name] == second[name]]
    assert set(first) - set(equal) == {"manifest.json", "nouns/records.auditentry.jsonl"}


def test_the_log_of_the_receiving_institution_says_where_it_came_from(archive, ready, tmp_path):
    elsewhere = ready()
    imported(archive, elsewhere)
    before, after = unpacked(archive), unpacked(exported(elsewhere, tmp_path / "again.zip"))
    known = {one["id"] for one in rows(before, "records.auditentry")}
    [new] = [one for one in rows(after, "records.auditentry") if one["id"] not in known]
    assert (new["verb"], new["noun"], new["by_id"]) == ("imported_archive", "archive", None)


def test_two_exports_of_the_same_content_have_equal_parts(full, tmp_path):
    first, second = (unpacked(exported(full, tmp_path / name)) for name in ("once.zip", "twice.zip"))
    assert {name for name in first if first[name] != second.get(name)} <= {"manifest.json"}
    assert set(first) == set(second)


def test_files_come_with_their_bytes_under_keys_of_the_new_institution(archive, ready):
    elsewhere = ready()
    imported(archive, elsewhere)
    with in_institution(elsewhere):
        stored = list(StoredFile.objects.order_by("pk"))
        contents = []
        for one in stored:
            with opened(one) as file:
                contents.append(file.read())
    assert sorted(contents) == [b"first file", b"first file", b"second file"]
    assert {one.key.partition("/")[0] for one in stored} == {str(elsewhere.pk)}
    assert len({one.key for one in stored}) == 3


def test_the_institutions_own_key_becomes_the_new_ones_wherever_it_stands(full, ready, tmp_path):
    with in_institution(full):
        audit.record("named", noun="institution", by=None, after={"who": str(full.pk), "path": f"{full.pk}/x"})
    elsewhere = ready()
    imported(exported(full, tmp_path / "own.zip"), elsewhere)
    after = unpacked(exported(elsewhere, tmp_path / "again.zip"))
    [found] = [one for one in rows(after, "records.auditentry") if one["verb"] == "named"]
    assert found["after"] == {"who": str(elsewhere.pk), "path": f"{elsewhere.pk}/x"}


def test_people_come_without_accounts(archive, ready):
    elsewhere = ready()
    imported(archive, elsewhere)
    with in_institution(elsewhere):
        members = list(Member.objects.all())
    assert members
    assert all(member.awaits_account for member in members)


def test_a_changed_row_a_lost_one_and_a_new_one_are_told(archive, tmp_path):
    parts = unpacked(archive)
    criteria = rows(parts, "tracker.criterion")
    criteria[0]["name_en"] = "Another name"
    put(parts, "tracker.criterion", criteria)
    put(parts, "tracker.savedview", rows(parts, "tracker.savedview")[1:])
    manifest = json.loads(parts["manifest.json"])
    manifest["institution"]["kind"] = "nhri"
    parts["manifest.json"] = json.dumps(manifest).encode()
    fit(parts)
    found = compared(archive, packed(parts, tmp_path / "other.zip"))
    assert any("institution: kind" in line for line in found)
    assert any("tracker.criterion" in line and "name_en" in line for line in found)
    assert any("tracker.savedview" in line and "only in the first" in line for line in found)
    assert len(found) == 3


def test_every_noun_has_its_part_even_without_rows(ready, tmp_path):
    parts = unpacked(exported(ready(), tmp_path / "empty.zip"))
    assert {noun.part for noun in nouns()} <= set(parts)
    assert all(parts[noun.part] == b"" for noun in nouns())


def test_a_guests_own_link_is_made_for_the_new_place(archive, ready):
    """The old one leads nowhere; it can be sent again."""
    elsewhere = ready()
    imported(archive, elsewhere)
    with in_institution(elsewhere):
        guest = Guest.objects.first()
    token = token_of(guest.pk, kind="guest", institution_id=elsewhere.pk)
    assert guest.token_digest == digest_of(token)
    assert key_in(token, kind="guest", institution_id=elsewhere.pk) == guest.pk
