"""Inviting people outside, and the mail that carries their link."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend

from tenants.consultation.actions import consultations, guests
from tenants.consultation.actions.guests import MAIL, Invitee
from tenants.consultation.models import Guest
from tenants.consultation.people_pasted import people_in
from tenants.consultation.refusals import GuestRevoked, NotTaking
from tenants.records import jobs
from tenants.records.models import Job, JobState


@pytest.fixture
def one(opened):
    return opened(titles={"en": "Shelters act", "ar": "قانون دور الإيواء"})


def send(guest):
    job = Job.objects.get(kind=MAIL, subject_id=guest.pk)
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("salma@sanad.example", ("salma@sanad.example", "", "ar")),
        ("Salma R <Salma@Sanad.example>", ("salma@sanad.example", "Salma R", "ar")),
        ('"R, Salma" <salma@sanad.example>, fr', ("salma@sanad.example", "R, Salma", "fr")),
        ("سلمى الراوي\tsalma@sanad.example\ten", ("salma@sanad.example", "سلمى الراوي", "en")),
        ("Salma; salma@sanad.example;", ("salma@sanad.example", "Salma", "ar")),
    ],
)
def test_a_pasted_line_is_read_as_people_write_it(line, read):
    (person,) = people_in(f"\n{line}\n\n", language="ar")
    assert (person.email, person.name, person.language) == read


@pytest.mark.parametrize("line", ["Salma", "a@b.example c@d.example", "a@b", "a@b.example de", "@b.example"])
def test_a_line_that_cannot_be_read_is_named(line):
    with pytest.raises(ValidationError, match="Line 2"):
        people_in(f"ok@sanad.example\n{line}", language="ar")


def test_too_many_at_once_are_refused():
    with pytest.raises(ValidationError, match="At most"):
        people_in("\n".join(f"p{n}@sanad.example" for n in range(501)), language="ar")


def test_an_address_gets_one_link(one, people):
    wanted = [Invitee("a@b.example", "A", "ar"), Invitee("A@b.example", "A again", "ar")]
    for told in ((1, 0), (0, 1)):
        outcome = guests.invite(consultation=one, people=wanted, organisation_kind="nhri", by=people.analyst)
        assert (len(outcome.invited), outcome.already) == told
    assert Guest.objects.count() == 1
    assert Job.objects.filter(kind=MAIL).count() == 1


def test_the_table_holds_no_secret(one, invited, link):
    guest = invited(one)
    assert link(guest) not in str(vars(guest))
    assert len(guest.token_digest) == 64


@pytest.mark.parametrize(("language", "word"), [("ar", "دعوة إلى التعليق"), ("en", "asked for"), ("fr", "sollicités")])
def test_the_mail_speaks_her_language_and_carries_her_link(one, invited, link, browse, language, word):
    guest = invited(one, language=language)
    assert send(guest).state == JobState.DONE
    message = mail.outbox[-1]
    assert word in message.subject
    assert message.to == ["salma@sanad.example"]
    path = re.search(r"//alef\.localhost[^/]*(/\S+)", message.body).group(1)
    assert path == f"/{language}/comment/{link(guest)}/"
    assert browse("alef").get(path).status_code == 200
    guest.refresh_from_db()
    assert guest.mailed_at is not None


def test_a_mail_server_that_refuses_loses_nothing(one, invited, monkeypatch):
    def refuse(self, messages):
        raise SMTPServerDisconnected("gone")

    guest = invited(one)
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    job = send(guest)
    assert (job.state, job.step) == (JobState.RUNNING, "mail_refused")
    guest.refresh_from_db()
    assert guest.mailed_at is None


def test_a_revoked_link_is_not_mailed(one, invited, people):
    guest = invited(one)
    for _ in range(2):
        guests.revoke(guest=guest, by=people.analyst)
    send(guest)
    assert mail.outbox == []
    with pytest.raises(GuestRevoked):
        guests.send_again(guest=guest, by=people.analyst)


def test_nobody_is_invited_before_the_opening_or_after_the_end(prepared, one, invited, people):
    guest = invited(one)
    with pytest.raises(NotTaking):
        invited(prepared())
    consultations.close(consultation=one, by=people.coordinator)
    with pytest.raises(NotTaking):
        invited(one, "late@sanad.example")
    with pytest.raises(NotTaking):
        guests.send_again(guest=guest, by=people.analyst)
