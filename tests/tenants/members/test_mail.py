"""The mail that carries an invitation."""

from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from tenants.members.actions.invitations import MAIL, revoke
from tenants.members.tokens import token_of
from tenants.records import jobs
from tenants.records.models import Job, JobState


def send(invitation):
    job = Job.objects.get(kind=MAIL, subject_id=invitation.pk)
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def test_the_mail_carries_the_link_on_the_institutions_own_host(invited, alef):
    invitation = invited()
    send(invitation)
    token = token_of(invitation.pk, institution_id=alef.alef.institution.pk)
    body = mail.outbox[-1].body
    assert "//alef.localhost" in body
    assert f"/en/invitation/{token}/" in body


@pytest.mark.parametrize(("language", "word"), [("ar", "دعوة"), ("en", "Invitation"), ("fr", "Invitation")])
def test_the_mail_is_written_in_the_invited_persons_language(invited, language, word):
    send(invited(language=language))
    message = mail.outbox[-1]
    assert word in message.subject
    assert f"/{language}/invitation/" in message.body


def test_an_arabic_mail_runs_from_right_to_left(invited):
    send(invited(language="ar"))
    html = mail.outbox[-1].alternatives[0].content
    assert 'dir="rtl"' in html
    assert "اللجنة الوطنية alef" in html


def test_an_invitation_revoked_meanwhile_is_not_mailed(invited, alef):
    invitation = invited()
    revoke(invitation=invitation, by=alef.alef.members["coordinator"])
    assert send(invitation).state == JobState.DONE
    assert mail.outbox == []


def test_a_mail_server_that_refuses_loses_nothing(invited, monkeypatch):
    def refuse(self, messages):
        raise SMTPServerDisconnected

    invitation = invited()
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        assert send(invitation).state == JobState.RUNNING
    Job.objects.update(leased_until="2020-01-01T00:00:00Z")
    assert send(invitation).state == JobState.DONE
    assert len(mail.outbox) == 1
