"""People are told each occasion once, on the page and by mail."""

from datetime import UTC, datetime
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from shared.isolation.scope import in_institution, in_network
from shared.users.models import User
from tenants.members.models import Member
from tenants.notices import kinds
from tenants.notices.jobs import post
from tenants.notices.kinds import UnknownKind, notice_kind
from tenants.notices.models import Notice
from tenants.notices.telling import POST, Telling, tell, tell_all
from tenants.records import jobs
from tenants.records.models import Job, JobState


@pytest.fixture(autouse=True)
def _a_kind(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    notice_kind("greeting", line="%(body)s is awaited on %(due_on)s, %(number)s times, by %(at_at)s")


@pytest.fixture
def coordinator(alef):
    return alef.alef.members["coordinator"]


FACTS = {"body": "Justice", "due_on": "2026-11-21", "number": 1200, "at_at": "2026-11-21T06:05:00+00:00"}


def greet(member, key="one", **more):
    return tell(member=member, kind="greeting", key=key, path="/rounds/", facts=FACTS | more)


def deliver():
    job = Job.objects.filter(kind=POST).latest("asked_at")
    jobs.run(job.pk)
    job.refresh_from_db()
    return job


def speak(member, language, zone=""):
    with in_network():
        User.objects.filter(pk=member.user_id).update(language=language, time_zone=zone)


def test_a_member_is_told_of_an_occasion_once(coordinator):
    assert greet(coordinator) is not None
    assert greet(coordinator) is None
    assert Notice.objects.filter(member=coordinator).count() == 1


def test_another_occasion_is_another_notice(coordinator):
    assert greet(coordinator, "one")
    assert greet(coordinator, "two")


def test_two_people_are_told_of_one_occasion(alef):
    people = alef.alef.members
    told = tell_all(Telling(people[role], "greeting", "one", "", FACTS) for role in ("coordinator", "analyst"))
    assert {notice.member_id for notice in told} == {people["coordinator"].pk, people["analyst"].pk}


def test_an_occasion_named_twice_in_one_breath_is_told_once(coordinator):
    assert len(tell_all([Telling(coordinator, "greeting", "one", "", FACTS)] * 2)) == 1


def test_who_has_left_is_told_nothing(coordinator):
    gone = Member.objects.get(pk=coordinator.pk)
    gone.left_at = datetime.now(UTC)
    assert greet(gone) is None


def test_a_kind_that_nobody_named_is_refused(coordinator):
    with pytest.raises(UnknownKind):
        tell(member=coordinator, kind="nonsense", key="one")


def test_telling_many_costs_no_more_statements_than_telling_few(alef, django_assert_num_queries):
    people = list(alef.alef.members.values())
    greet(people[0], "warm")
    for count in (2, 6):
        with django_assert_num_queries(3):  # insert, which are new, is the postman asked already
            tell_all(Telling(member, "greeting", f"of {count}", "", FACTS) for member in people[:count])


@pytest.mark.parametrize(
    ("language", "zone", "words"),
    [
        ("en", "UTC", ["Justice", "21 November 2026", "1,200", "06:05", "/en/rounds/"]),
        ("en", "Asia/Riyadh", ["09:05"]),
        ("fr", "Europe/Paris", ["21 novembre 2026", "07:05", "/fr/rounds/"]),
        ("ar", "Africa/Cairo", ["21", "08:05", "/ar/rounds/"]),
    ],
)
def test_the_mail_speaks_the_persons_language_on_her_clock(coordinator, language, zone, words):
    speak(coordinator, language, zone)
    greet(coordinator)
    deliver()
    message = mail.outbox[-1]
    assert message.to == [coordinator.email]
    assert [word for word in words if word not in message.subject + message.body] == []


def test_an_arabic_mail_runs_from_right_to_left(coordinator):
    speak(coordinator, "ar")
    greet(coordinator)
    deliver()
    assert 'dir="rtl"' in mail.outbox[-1].alternatives[0].content


def test_markup_in_a_fact_stays_text(coordinator):
    greet(coordinator, body="<b>Justice</b>")
    deliver()
    assert "<b>Justice" not in mail.outbox[-1].alternatives[0].content


def test_a_line_break_in_a_fact_makes_no_second_header(coordinator):
    speak(coordinator, "en")
    greet(coordinator, body="Justice\nBcc: all@example.org")
    deliver()
    assert "\n" not in mail.outbox[-1].subject


def test_a_mail_leaves_once_however_often_the_postman_goes(coordinator):
    greet(coordinator)
    assert deliver().state == JobState.DONE
    jobs.ask(POST, Job.objects.get(kind=POST).subject_id, by=None)
    deliver()
    assert len(mail.outbox) == 1


def test_a_server_that_is_away_loses_no_mail(coordinator, monkeypatch):
    def refuse(self, messages):
        raise SMTPServerDisconnected

    greet(coordinator)
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        assert deliver().state == JobState.RUNNING  # its lease runs out and the sweep starts it again
    assert Notice.objects.to_mail().count() == 1


def test_a_refused_address_keeps_nobody_else_waiting(alef, monkeypatch):
    send = EmailBackend.send_messages

    def refuse(self, messages):
        if "coordinator" in messages[0].to[0]:
            raise SMTPRecipientsRefused({})
        return send(self, messages)

    for role in ("coordinator", "analyst"):
        greet(alef.alef.members[role])
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert deliver().state == JobState.DONE
    assert [message.to for message in mail.outbox] == [["analyst@alef.example"]]
    assert Notice.objects.get(member=alef.alef.members["coordinator"]).mail_refused


def test_a_letter_that_cannot_be_written_keeps_nobody_else_waiting(alef):
    tell(member=alef.alef.members["coordinator"], kind="greeting", key="one", facts={})
    greet(alef.alef.members["analyst"])
    assert deliver().state == JobState.DONE
    assert [message.to for message in mail.outbox] == [["analyst@alef.example"]]


def test_nothing_told_in_one_institution_is_known_in_the_other(alef):
    greet(alef.alef.members["coordinator"])
    with in_institution(alef.ba.institution):
        assert not Notice.objects.exists()


def test_the_postman_can_be_called_with_nothing_to_mail(alef):
    post(jobs.Progress(jobs.ask(POST, alef.alef.institution.pk, by=None)))
    assert mail.outbox == []
