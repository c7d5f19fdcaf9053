"""The store in production: it hands files out and takes them in by itself, for a minute and under one key."""

import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from shared.isolation.scope import WrongScope, in_institution
from tenants.evidence.models import Piece, UploadTicket
from tests.tenants.evidence.conftest import a_piece, pdf

PROGRAM = Path(__file__).with_name("fake_s3.py")
SECRET = "secret-of-the-tests"


@pytest.fixture
def store(settings, own_folder):
    """The private files stand in a store on loopback that checks signatures, times and policies."""
    process = subprocess.Popen([sys.executable, str(PROGRAM), SECRET], stdout=subprocess.PIPE, text=True)
    port = process.stdout.readline().strip()
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "shared.isolation.private_s3.PrivateS3Storage",
            "OPTIONS": {
                "bucket_name": "bucket", "access_key": "key", "secret_key": SECRET, "region_name": "eu-west-1",
                "endpoint_url": f"http://127.0.0.1:{port}", "default_acl": "private", "file_overwrite": False,
                "signature_version": "s3v4",
            },
        },
    }  # fmt: skip
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def fetch(address, data=None, headers=None):
    """Status, headers and body; no redirect is followed."""
    opener = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(address, data=data, headers=headers or {})) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def form(fields, content, name="report.pdf"):
    """A browser's multipart form."""
    mark = uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    parts.append(f"{head}Content-Type: application/pdf\r\n\r\n".encode() + content + f"\r\n--{mark}--\r\n".encode())
    return b"".join(parts), {"Content-Type": f"multipart/form-data; boundary={mark}"}


def test_a_download_is_a_link_to_the_store_that_lasts_a_minute(store, there, browse):
    answer = browse("alef", "observer").get(f"/en/evidence/{there.common.pk}/versions/1/file/")
    assert answer.status_code == 302
    assert answer["Cache-Control"] == "private, no-store"
    status, headers, content = fetch(answer["Location"])
    assert (status, content) == (200, pdf("Common"))
    assert headers["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert "X-Amz-Expires=60&" in answer["Location"]


def test_a_link_that_is_old_or_turned_to_another_key_opens_nothing(store, inside, database):
    with inside() as place:
        first, other = a_piece(place.members["analyst"], "One"), a_piece(place.members["analyst"], "Two")
        keys = [one.current.stored.key for one in (first, other)]
        storage = storages["private"]
        good = storage.signed_download(keys[0], file_name="a.pdf", media_type="application/pdf", seconds=60)
        with time_machine.travel("2020-05-01T10:00:00Z"):
            old = storage.signed_download(keys[0], file_name="a.pdf", media_type="application/pdf", seconds=60)
    assert fetch(good)[0] == 200
    assert fetch(old)[::2] == (403, b"Expired")
    assert fetch(good.replace(quote(keys[0]), quote(keys[1])))[::2] == (403, b"SignatureDoesNotMatch")
    assert fetch(good.replace("X-Amz-Expires=60", "X-Amz-Expires=999999"))[0] == 403
    assert fetch(good.partition("?")[0])[0] == 403


def test_the_store_signs_nothing_for_a_neighbours_key(store, world, inside, database):
    with inside() as place:
        key = a_piece(place.members["analyst"]).current.stored.key
    storage = storages["private"]
    with in_institution(world.ba.institution):
        with pytest.raises(WrongScope):
            storage.signed_download(key, file_name="a.pdf", media_type="application/pdf", seconds=60)
        with pytest.raises(WrongScope):
            storage.signed_upload(key, max_bytes=1, seconds=60, back="/")


def test_keys_are_the_institution_and_a_random_name(store, inside, database):
    with inside() as place:
        key = a_piece(place.members["analyst"]).current.stored.key
        owner, _, rest = key.partition("/")
        assert owner == str(place.institution.pk)
        assert len(rest) == 36


GIVEN = {"title_en": "Direct", "confidentiality": "institution", "consent": "not_needed", "file_name": "مباشر.pdf"}


def ask(client):
    """The signed form that the page shows."""
    answer = client.post("/en/evidence/direct/")
    assert answer.status_code == 200
    return answer, answer.context["upload"]


def test_a_file_goes_straight_into_the_store_and_becomes_a_piece(store, browse, inside, database):
    client = browse("alef", "focal_point")
    page, upload = ask(client)
    assert f"form-action 'self' {upload['url']}" in page["Content-Security-Policy"]
    status, headers, _body = fetch(upload["url"], *form(upload["fields"], pdf("Direct")))
    assert status == 303
    arrived = headers["Location"].partition("alef.localhost")[2].partition("?")[0]
    arrived = arrived[arrived.index("/en/") :]
    assert client.get(arrived).status_code == 200
    assert client.post(arrived, GIVEN).status_code == 302
    with inside():
        piece = Piece.objects.get(title_en="Direct")
        assert (piece.current.name, piece.current.size) == ("مباشر.pdf", len(pdf("Direct")))
        assert not storages["private"].exists(upload["fields"]["key"])
    assert client.get(arrived).status_code == 404


def test_the_leave_to_upload_does_not_exchange_the_file_afterwards(store, browse, inside, database):
    client = browse("alef", "focal_point")
    _page, upload = ask(client)
    _status, headers, _body = fetch(upload["url"], *form(upload["fields"], pdf("Direct")))
    arrived = headers["Location"].partition("?")[0]
    assert client.post(arrived[arrived.index("/en/") :], GIVEN).status_code == 302
    assert fetch(upload["url"], *form(upload["fields"], b"MZ something else"))[0] == 303
    with inside(), storages["private"].open(Piece.objects.get().current.stored.key) as file:
        assert file.read() == pdf("Direct")


def test_the_plain_form_works_beside_it(store, browse, inside, database):
    from tests.tenants.evidence.conftest import upload

    client = browse("alef", "focal_point")
    data = {key: GIVEN[key] for key in ("confidentiality", "consent")}
    assert client.post("/en/evidence/add/", {**data, "title_en": "Plain", "file": upload()}).status_code == 302
    with inside(), storages["private"].open(Piece.objects.get().current.stored.key) as file:
        assert file.read() == pdf()


def test_what_arrives_is_looked_at_like_every_other_file(store, browse, inside, database):
    client = browse("alef", "focal_point")
    _page, upload = ask(client)
    fetch(upload["url"], *form(upload["fields"], b"<html><script>alert(1)</script>", "report.pdf"))
    with inside():
        ticket = UploadTicket.objects.get()
    answer = client.post(f"/en/evidence/direct/{ticket.pk}/", GIVEN)
    assert answer.status_code == 422
    assert "web page" in answer.content.decode()
    with inside():
        assert not storages["private"].exists(ticket.key)
        assert not Piece.objects.exists()


def test_a_form_turned_to_another_key_or_grown_too_large_is_refused(store, browse, settings, database):
    settings.EVIDENCE_LIMITS = {"max_bytes": 1000}
    _page, upload = ask(browse("alef", "focal_point"))
    turned = {**upload["fields"], "key": upload["fields"]["key"][:-1] + "0"}
    assert fetch(upload["url"], *form(turned, b"x"))[0] == 403
    assert fetch(upload["url"], *form(upload["fields"], b"x" * 1001))[::2] == (400, b"EntityTooLarge")
    forged = {**upload["fields"], "x-amz-signature": "0" * 64}
    assert fetch(upload["url"], *form(forged, b"x"))[0] == 403


def test_a_form_kept_too_long_is_refused(store, browse, database):
    with time_machine.travel("2026-01-01T10:00:00Z"):
        _page, upload = ask(browse("alef", "focal_point"))
    assert fetch(upload["url"], *form(upload["fields"], b"x"))[::2] == (403, b"Expired")


def test_a_ticket_is_its_own_persons_and_needs_its_file(store, browse, inside, database):
    ask(browse("alef", "focal_point"))
    with inside():
        ticket = UploadTicket.objects.get()
    for role in ("coordinator", "focal_point_elsewhere"):
        assert browse("alef", role).get(f"/en/evidence/direct/{ticket.pk}/").status_code == 404
    answer = browse("alef", "focal_point").post(f"/en/evidence/direct/{ticket.pk}/", GIVEN)
    assert answer.status_code == 422
    assert "has not arrived" in answer.content.decode()


def test_an_upload_nobody_confirmed_is_removed_after_a_day(store, inside, database, browse):
    from datetime import UTC, datetime, timedelta

    from tenants.evidence.jobs import tidy

    with inside() as place:
        from tenants.evidence.actions.tickets import issue

        ticket = issue(by=place.members["analyst"])
        storage = storages["private"]
        storage.connection.meta.client.put_object(Bucket="bucket", Key=ticket.key, Body=b"x")
        tidy(datetime.now(UTC))
        assert storage.exists(ticket.key)
        tidy(datetime.now(UTC) + timedelta(days=2))
        assert not storage.exists(ticket.key)


def test_a_folder_signs_nothing_and_has_no_such_page(browse, inside, database):
    assert browse("alef", "focal_point").post("/en/evidence/direct/").status_code == 404
    with inside():
        assert storages["private"].save("x", ContentFile(b"x"))
