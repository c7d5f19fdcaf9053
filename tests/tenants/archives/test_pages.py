"""The page of the archive: for coordinators, after a recent proof that it is they."""

import io
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from shared.isolation.scope import in_institution
from tenants.archives.actions import archives as actions
from tenants.archives.models import Archive
from tenants.records import jobs
from tenants.records.models import AuditEntry, Job
from tests.world import PASSWORD, PEOPLE

PAGE = "/en/archive/"


def confirm(client):
    """Give the password again."""
    answer = client.post("/en/account/reauthenticate/", {"password": PASSWORD, "next": PAGE})
    assert answer.headers["Location"] == PAGE
    return client


@pytest.fixture
def client(browse):
    return confirm(browse("alef", "coordinator"))


@pytest.fixture
def kept(alef):
    """An archive that can be fetched."""
    archive = actions.ask(by=alef.alef.members["coordinator"])
    jobs.run(Job.objects.get(kind=actions.MAKE).pk)
    archive.refresh_from_db()
    return archive


def test_it_says_what_is_inside_and_that_it_is_everything(client):
    page = client.get(PAGE).content.decode()
    assert "It holds everything, confidential data too" in page
    assert "The evidence register, restricted and confidential pieces too" in page
    assert "No archive yet" in page


def test_a_post_asks_for_an_archive(client, world):
    assert client.post(PAGE).headers["Location"] == PAGE
    with in_institution(world.alef.institution):
        assert Archive.objects.get().asked_by_id == world.alef.members["coordinator"].pk
    assert "Waiting for a worker" in client.get(PAGE).content.decode()


ASKS = "/en/account/reauthenticate/?next=%2Fen%2Farchive%2F"


def test_without_a_proof_nothing_is_made_or_handed_out(browse, world, kept):
    client = browse("alef", "coordinator")
    assert ASKS in client.get(PAGE).content.decode()
    assert client.post(PAGE).headers["Location"] == ASKS
    assert client.get(f"{PAGE}{kept.pk}/").headers["Location"] == ASKS
    with in_institution(world.alef.institution):
        assert Archive.objects.count() == 1
        assert not AuditEntry.objects.filter(verb="downloaded_archive").exists()


def test_a_proof_of_an_hour_ago_is_none(client, kept):
    assert ASKS not in client.get(PAGE).content.decode()
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        assert client.post(PAGE).headers["Location"] == ASKS
        assert client.get(f"{PAGE}{kept.pk}/").headers["Location"] == ASKS


def test_the_file_is_handed_out_and_the_log_says_to_whom(client, world, kept):
    answer = client.get(f"{PAGE}{kept.pk}/")
    content = b"".join(answer.streaming_content)
    assert "manifest.json" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert answer["Content-Disposition"].startswith('attachment; filename="alef-')
    assert "no-store" in answer["Cache-Control"]
    with in_institution(world.alef.institution):
        entry = AuditEntry.objects.get(verb="downloaded_archive")
    assert (entry.by_id, entry.after) == (world.alef.members["coordinator"].pk, {"sha256": kept.sha256})


def test_what_was_removed_is_not_there_any_more(client, kept):
    assert client.post(f"{PAGE}{kept.pk}/remove/").status_code == 302
    assert client.get(f"{PAGE}{kept.pk}/").status_code == 404
    assert "removed" in client.get(PAGE).content.decode()


def test_one_that_is_being_made_is_neither_fetched_nor_removed(client, alef):
    archive = actions.ask(by=alef.alef.members["coordinator"])
    assert client.get(f"{PAGE}{archive.pk}/").status_code == 404
    assert client.post(f"{PAGE}{archive.pk}/remove/").status_code == 404


def test_work_that_stopped_is_said(client, alef):
    archive = actions.ask(by=alef.alef.members["coordinator"])
    Job.objects.filter(subject_id=archive.pk).update(state="failed")
    page = client.get(PAGE).content.decode()
    assert "The work stopped before its end" in page
    assert "Make an archive" in page


def test_the_neighbours_archive_does_not_exist_here(browse, world, kept):
    neighbour = confirm(browse("ba", "coordinator"))
    assert neighbour.get(f"{PAGE}{kept.pk}/").status_code == 404
    assert neighbour.post(f"{PAGE}{kept.pk}/remove/").status_code == 404
    with in_institution(world.alef.institution):
        assert Archive.objects.kept().filter(pk=kept.pk).exists()


@pytest.mark.parametrize("role", [role for role in PEOPLE if role != "coordinator"])
def test_every_other_role_is_refused(browse, kept, role):
    client = confirm(browse("alef", role))
    answers = [client.get(PAGE), client.post(PAGE), client.get(f"{PAGE}{kept.pk}/")]
    answers.append(client.post(f"{PAGE}{kept.pk}/remove/"))
    assert [answer.status_code for answer in answers] == [403] * 4
    assert "Archive" not in client.get("/en/").content.decode().partition("<main")[0]


def test_the_page_costs_the_same_however_many_archives_there_are(client, world, django_assert_max_num_queries):
    with in_institution(world.alef.institution):
        member = world.alef.members["coordinator"]
        Archive.objects.bulk_create([Archive(asked_by=member, asked_by_name="x") for _ in range(30)])
    with django_assert_max_num_queries(16):
        page = client.get(PAGE).content.decode()
    assert page.count("did not come to its end") == 10


@pytest.mark.parametrize(("language", "words"), [("ar", "أرشيف المؤسسة"), ("fr", "Archive de l’institution")])
def test_it_speaks_each_language(client, kept, language, words):
    assert words in client.get(f"/{language}/archive/").content.decode()
