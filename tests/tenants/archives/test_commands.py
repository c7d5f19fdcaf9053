"""The operator's commands."""

import json
import stat
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from shared.isolation.scope import in_institution, in_network
from tenants.archives.management.commands import export_institution
from tenants.institutions.models import Institution, Standing
from tenants.members.actions.invitations import invite
from tenants.members.models import Invitation, Member
from tenants.members.roles import COORDINATOR
from tenants.records.models import AuditEntry
from tests.isolation.guests import forget
from tests.tenants.archives.conftest import unpacked


def run(*words):
    out, problems = StringIO(), StringIO()
    call_command(*words, stdout=out, stderr=problems)
    return out.getvalue() + problems.getvalue()


def slug_of(institution):
    with in_network():
        return institution.slug


@pytest.fixture
def created(committed):
    """Institutions made by the command under these addresses are gone afterwards."""
    slugs = ["created-here"]
    yield slugs[0]
    with in_network():
        found = list(Institution.objects.filter(domains__slug__in=slugs))
    for institution in found:
        forget(institution)


def test_a_whole_institution_goes_round(full, created, tmp_path):
    first, second = str(tmp_path / "first.zip"), str(tmp_path / "second.zip")
    said = run("export_institution", "--institution", slug_of(full), "--to", first)
    assert "It holds everything, confidential data too." in said
    said = run("import_institution", first, "--institution", created, "--create")
    assert "People have no account here until they accept an invitation" in said
    run("export_institution", "--institution", created, "--to", second)
    assert run("compare_archives", first, second) == "The archives hold the same.\n"
    with in_network():
        made = Institution.objects.get(domains__slug=created)
    assert (made.name_ar, made.kind, made.standing) == (full.name_ar, full.kind, Standing.READY)


def test_archives_that_differ_make_the_comparison_fail(full, archive, tmp_path):
    run("export_institution", "--institution", slug_of(full), "--to", str(tmp_path / "x.zip"))
    with pytest.raises(CommandError, match="differences"):
        run("compare_archives", str(archive), str(tmp_path / "x.zip"))


def test_the_file_is_for_the_operators_eyes(full, tmp_path):
    path = tmp_path / "x.zip"
    run("export_institution", "--institution", slug_of(full), "--to", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []
    with in_institution(full):
        assert AuditEntry.objects.filter(verb="exported_archive", by_id=None).count() == 1


def test_a_file_that_is_there_is_not_written_over(full, tmp_path):
    path = tmp_path / "x.zip"
    path.write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        run("export_institution", "--institution", slug_of(full), "--to", str(path))
    assert path.read_text() == "mine"


def test_half_an_archive_is_not_left_behind(full, tmp_path, monkeypatch):
    def broken(out, tell):
        out.write(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(export_institution, "write_archive", broken)
    with pytest.raises(OSError, match="disk full"):
        run("export_institution", "--institution", slug_of(full), "--to", str(tmp_path / "x.zip"))
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("x.zip")] == []


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.LEAVING])
def test_an_institution_on_its_way_out_can_still_be_exported(ready, tmp_path, standing):
    institution = ready(standing=standing)
    run("export_institution", "--institution", slug_of(institution), "--to", str(tmp_path / "x.zip"))
    assert "manifest.json" in unpacked(tmp_path / "x.zip")


@pytest.mark.usefixtures("committed")
def test_an_unknown_institution_is_told(tmp_path, archive):
    with pytest.raises(CommandError, match="No institution with data answers"):
        run("export_institution", "--institution", "nowhere", "--to", str(tmp_path / "x.zip"))
    with pytest.raises(CommandError, match="--create makes it"):
        run("import_institution", str(archive), "--institution", "nowhere")


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.LEAVING])
def test_nothing_comes_into_an_institution_that_does_not_serve(archive, ready, standing):
    institution = ready(standing=standing)
    with pytest.raises(CommandError, match="not ready"):
        run("import_institution", str(archive), "--institution", slug_of(institution))


def test_a_refused_archive_says_that_nothing_was_imported(ready, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"nothing")
    with pytest.raises(CommandError, match="(?s)not an archive.*Nothing was imported"):
        run("import_institution", str(tmp_path / "x.zip"), "--institution", slug_of(ready()))


def test_an_address_that_is_taken_is_not_made_again(archive, ready):
    with pytest.raises(CommandError, match="stands at .* already"):
        run("import_institution", str(archive), "--institution", slug_of(ready()), "--create")


def test_other_choices_of_the_receiving_institution_are_told_and_stay(archive, ready):
    institution = ready()
    Institution.objects.using("migrator").filter(pk=institution.pk).update(kind="nhri")
    said = run("import_institution", str(archive), "--institution", slug_of(institution))
    assert "kind was 'nmirf', here it is 'nhri'" in said
    with in_network():
        assert Institution.objects.get(pk=institution.pk).kind == "nhri"


def test_a_just_made_institution_with_its_first_invitation_is_empty_enough(archive, ready):
    """`create_institution` leaves an open invitation, its job and a line of the log."""
    institution = ready()
    with in_institution(institution):
        invite(institution=institution, email="first@x.example", role=COORDINATOR, body=None, language="en", by=None)
    run("import_institution", str(archive), "--institution", slug_of(institution))
    with in_institution(institution):
        assert Member.objects.exists()
        assert Invitation.objects.open().filter(email="first@x.example").exists()


def test_the_first_coordinator_is_invited_and_the_link_printed(archive, ready):
    institution = ready()
    said = run(
        "import_institution", str(archive), "--institution", slug_of(institution), "--coordinator", "new@x.example"
    )
    assert "/invitation/" in said
    with in_institution(institution):
        assert Invitation.objects.open().get().role_slug == "coordinator"


@pytest.mark.usefixtures("committed")
def test_a_coordinator_without_an_address_is_refused(archive):
    with pytest.raises(CommandError, match="not an e-mail address"):
        run("import_institution", str(archive), "--institution", "x", "--coordinator", "nobody")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "king"}, "kind 'king'"),
        ({"kind": ["nhri"]}, "kind"),
        ({"time_zone": "Mars/Base"}, "time zone"),
        ({"names": {"ar": "", "en": "", "fr": ""}}, "no name"),
        ({"names": {"ar": "x" * 300, "en": "", "fr": ""}}, "too long"),
        ({"state": "state:XXX"}, "no state 'state:XXX'"),
        ({"state": 7}, "no state 7"),
    ],
)
def test_an_institution_that_the_manifest_describes_badly_is_not_made(tampered, created, change, words):
    def describe(parts):
        said = json.loads(parts["manifest.json"])
        said["institution"] |= change
        parts["manifest.json"] = json.dumps(said).encode()

    with pytest.raises(CommandError, match=words):
        run("import_institution", str(tampered(describe)), "--institution", created, "--create")
    with in_network():
        assert not Institution.objects.filter(domains__slug=created).exists()
