"""The mails of reminders: their language, and that each leaves once, whatever happens in between."""

import threading
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections
from django.utils import timezone

from shared.isolation.scope import in_institution, in_network
from shared.users.models import User
from tenants.followup.actions import absences, deputies, requests
from tenants.followup.models import Request, Round, Update
from tenants.followup.reminding.reminders import remind
from tenants.members.models import BodyKind, Member, ResponsibleBody
from tenants.notices import jobs as postman
from tenants.notices.models import Notice
from tenants.notices.telling import POST
from tenants.records import jobs
from tenants.records.models import Job, JobState
from tenants.tracker.models import Recommendation
from tests.tenants.followup.reminded import KINDS, another, at, keeps, place, told

__all__ = ["place"]


def posted(world):
    """The letters of the reminders that wait; those of other occasions are put away."""
    Notice.objects.exclude(kind__in=KINDS).delete()
    assert postman.POST == POST  # the postman is at hand
    jobs.run(jobs.ask(POST, world.alef.institution.pk, by=None).pk)
    return mail.outbox


READ = {
    "ar": ("موعدها 20 مايو 2026: Spring round", "وزارة العدل", "20 مايو 2026"),
    "en": ("Due on 20 May 2026: Spring round", "Ministry of Justice", "20 May 2026"),
    "fr": ("À rendre le 20 mai 2026 : Spring round", "Ministère de la justice", "20 mai 2026"),
}


@pytest.mark.parametrize("language", READ)
def test_the_mail_is_written_in_the_reader_s_language(language, place, world):
    keeps(world, language=language)
    at(2026, 5, 13)
    subject, body, due = READ[language]
    [letter] = posted(world)
    assert letter.subject == subject
    assert letter.to == ["focal_point@alef.example"]
    assert body in letter.body
    assert due in letter.body
    assert f"/{language}/rounds/requests/{place.justice.pk}/" in letter.body


def test_the_letter_to_an_alternate_says_for_whom_it_is(place, world):
    second = another(place)
    requests.pass_on(request=place.justice, to=place.people.focal_point, by=place.people.focal_point)
    days = {"begins_on": date(2026, 5, 10), "ends_on": date(2026, 5, 14)}
    absences.set_absence(member=place.people.focal_point, alternate=second, by=place.people.coordinator, **days)
    at(2026, 5, 13)
    [letter] = posted(world)
    assert letter.to == ["second@alef.example"]
    assert "in place of focal_point, who is away" in letter.body


def test_the_letters_to_deputy_and_coordinators_say_why(place, world):
    keeps(world, language="fr", role="coordinator")
    at(2026, 5, 23)
    letters = {letter.to[0]: letter for letter in posted(world)}
    assert "aucun suppléant joignable" in letters["coordinator@alef.example"].body
    deputies.name_deputy(body=place.bodies.Justice, deputy=another(place), by=place.people.coordinator)
    at(2026, 5, 23, 13)
    mail.outbox.clear()
    [letter] = posted(world)
    assert letter.subject == "Ministry of Justice has not answered: Spring round, due 20 May 2026"
    assert "because you are the deputy" in letter.body


def test_a_postman_who_dies_in_the_middle_loses_and_doubles_no_letter(place, world, monkeypatch):
    another(place)
    another(place, "third", email="third@alef.example")
    at(2026, 5, 13)
    send, sent = EmailBackend.send_messages, []

    def dies_at_the_second(backend, messages):
        if len(sent) == 1:
            raise SystemExit
        sent.append(messages)
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", dies_at_the_second)
    with pytest.raises(SystemExit):
        posted(world)
    monkeypatch.setattr(EmailBackend, "send_messages", send)
    Job.objects.filter(kind=POST, state=JobState.RUNNING).update(leased_until=timezone.now())
    at(2026, 5, 13, 13)
    posted(world)
    readers = ["focal_point@alef.example", "second@alef.example", "third@alef.example"]
    assert sorted(letter.to[0] for letter in mail.outbox) == readers


OPENED = datetime(2026, 5, 1, tzinfo=UTC)
NOON = datetime(2026, 5, 13, 12, tzinfo=UTC)


@pytest.fixture
def standing(committed):
    """A committed round that owes something, without a log; cleared away afterwards."""
    with in_institution(committed.alef.institution):
        round = Round(
            title="R", deadline=date(2026, 5, 20), standing="open", opened_at=datetime(2026, 5, 1, tzinfo=UTC)
        )
        round.save()
        request = Request(round=round, body=committed.alef.bodies["Justice"], deadline=round.deadline)
        request.save()
        Update(request=request, recommendation=Recommendation.objects.first()).save()
    yield committed
    with in_institution(committed.alef.institution):
        round.delete()
        Notice.objects.filter(kind__in=KINDS).delete()
        Job.objects.filter(kind=POST).delete()


def test_two_who_look_at_once_send_nothing_twice(standing):
    meeting, counts = threading.Barrier(3, timeout=20), []

    def look():
        try:
            with in_institution(standing.alef.institution):
                Notice.objects.exists()
                meeting.wait()
                counts.append(remind(NOON))
        finally:
            connections.close_all()

    with time_machine.travel(NOON, tick=True):
        threads = [threading.Thread(target=look) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(counts) == [0, 0, 1]
    with in_institution(standing.alef.institution):
        assert Notice.objects.filter(kind__in=KINDS).count() == 1


def crowd(bodies, updates):
    """An open round: so many bodies with two focal points each, and so many updates among them."""
    round = Round(title="R", deadline=date(2026, 5, 20), standing="open", opened_at=OPENED)
    round.save()
    made = [ResponsibleBody(name_en=f"Body {n}", kind=BodyKind.STATE) for n in range(bodies)]
    ResponsibleBody.objects.bulk_create(made)
    people = [
        Member(user_id=fresh_key(), name=f"{body} {n}", email=f"{body.pk}-{n}@x.example",
               role_slug="focal_point", body=body)
        for body in made for n in (0, 1)
    ]  # fmt: skip
    Member.objects.bulk_create(people)
    asked = [Request(round=round, body=body, deadline=round.deadline) for body in made]
    Request.objects.bulk_create(asked)
    model = Recommendation.objects.order_by("created_at").first()
    copies = []
    for number in range(updates // bodies):
        copy = Recommendation.objects.get(pk=model.pk)
        copy.pk, copy.paragraph, copy._state.adding = fresh_key(), f"900.{number}", True
        copies.append(copy)
    Recommendation.objects.bulk_create(copies)
    Update.objects.bulk_create(Update(request=one, recommendation=copy) for one in asked for copy in copies)


def fresh_key():
    return Member._meta.pk.get_default()


@pytest.mark.parametrize(("bodies", "updates"), [(2, 4), (50, 2000)])
def test_the_number_of_queries_does_not_grow(bodies, updates, alef, django_assert_num_queries):
    crowd(bodies, updates)
    keys = list(Member.objects.exclude(email__contains="alef").values_list("user_id", "email"))
    with in_network():
        User.objects.bulk_create(User(id=key, email=email) for key, email in keys)
    with time_machine.travel(NOON, tick=False), django_assert_num_queries(18):
        assert remind(NOON) == bodies * 2
    assert len(told()) == bodies * 2
