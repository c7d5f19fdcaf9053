"""The anonymous link keeps a day, a part, a language and the words, and leaves nothing else anywhere."""

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
import time_machine
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from mutabaa.log_lines import DiscreetFormatter
from shared.isolation.scope import in_institution
from tenants.consultation import pace
from tenants.consultation.models import Comment
from tenants.records.models import AuditEntry, Job

MARK = "ANON-MARK-4711"
ADDRESS = "203.0.113.77"


@pytest.fixture
def consultation(opened):
    return opened()


@pytest.fixture
def at(consultation, door, link):
    token = link(door(consultation))
    return lambda rest="": f"/en/comment/anonymous/{token}/{rest}"


@pytest.fixture(autouse=True)
def empty_minute(alef):
    pace._counts.clear()
    yield
    pace._counts.clear()


@pytest.fixture
def visitor(browse):
    client = browse("alef")
    client.defaults |= {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": "Browser-8086", "HTTP_X_FORWARDED_FOR": ADDRESS}
    return client


class Everything(logging.Handler):
    """Keeps each record of each logger, whatever its level."""

    def __init__(self):
        super().__init__(logging.NOTSET)
        self.records = []

    def emit(self, record):
        self.records.append(record)


@pytest.fixture
def every_logger():
    """All loggers speak, to one who listens."""
    listener = Everything()
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    before = [(one, one.level, one.disabled, one.propagate) for one in loggers]
    for one in loggers:
        one.setLevel(logging.NOTSET + 1)
        one.disabled = False
        one.addHandler(listener)
    with structlog.testing.capture_logs() as structured:
        listener.structured = structured
        yield listener
    for one, level, disabled, propagate in before:
        one.removeHandler(listener)
        one.setLevel(level)
        one.disabled, one.propagate = disabled, propagate


def stamp_in(answer):
    return re.search(r'name="stamp" value="([^"]+)"', answer.content.decode()).group(1)


def send(client, url, words=MARK, **more):
    """Open the form, wait, send it."""
    with time_machine.travel(timezone.now() - timedelta(seconds=10), tick=True):
        stamp = stamp_in(client.get(url))
    return client.post(url, {"stamp": stamp, "words": words, **more})


def rows_of_every_table(world):
    """Each row of the institution's tables and of the public ones that are written by requests, as text."""
    found = {}
    for model in apps.get_models():
        app = model._meta.app_config.name
        if app in settings.INSTITUTION_SCHEMA_APPS:
            found[model] = {str(row) for row in model._base_manager.values_list()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM cache_entries t")
        found["cache"] = {row[0] for row in cursor.fetchall()}
    return found


def public_rows(network_tables=("django_session", "usersessions_usersession", "cache_entries", "network_networkentry")):
    from shared.isolation.scope import in_network

    found = {}
    with in_network(), connection.cursor() as cursor:
        for table in network_tables:
            cursor.execute("SELECT to_regclass(%s)", [f"public.{table}"])
            if cursor.fetchone()[0]:
                cursor.execute(f"SELECT t::text FROM public.{table} t")
                found[table] = {row[0] for row in cursor.fetchall()}
    return found


def test_one_row_is_written_and_nothing_else_in_any_table(alef, visitor, at):
    url = at("on/p2/")
    visitor.get(url)
    with in_institution(alef.alef.institution):
        before, outside = rows_of_every_table(alef), public_rows()
    assert send(visitor, url).status_code == 302
    after = rows_of_every_table(alef)
    new = {model: rows - before[model] for model, rows in after.items() if rows - before[model]}
    assert list(new) == [Comment]
    assert public_rows() == outside
    assert not AuditEntry.objects.filter(noun="comment").exists()
    assert not Job.objects.exists()


def test_the_row_holds_no_name_address_hour_or_link(visitor, at, today):
    send(visitor, at("on/p2/"))
    comment = Comment.objects.get()
    kept = {
        field.attname: getattr(comment, field.attname)
        for field in Comment._meta.concrete_fields
        if getattr(comment, field.attname) not in (None, "", False, 0)
    }
    assert set(kept) == {
        "id",
        "consultation_id",
        "is_anonymous",
        "part",
        "part_order",
        "words",
        "language",
        "received_on",
        "standing",
    }
    assert kept["received_on"] == today
    # Version 7 would tell the millisecond.
    assert comment.pk.version == 4
    for hint in (ADDRESS, "Browser-8086"):
        assert hint not in str(kept)


def test_no_logger_says_a_word_of_it(visitor, at, every_logger):
    assert send(visitor, at("on/p2/")).status_code == 302
    written = [DiscreetFormatter("%(name)s %(message)s").format(record) for record in every_logger.records]
    # What the database driver says at DEBUG never reaches the log of an installation, whose level is WARNING.
    heard = [line for record, line in zip(every_logger.records, written, strict=True) if record.levelno > logging.DEBUG]
    assert heard == []
    assert every_logger.structured == []
    assert not [line for line in written if "/comment/" in line and at().split("/")[4] in line]


@pytest.mark.parametrize("words", ["", "x" * 6000])
def test_no_logger_says_a_word_of_a_refused_one_either(visitor, at, every_logger, words):
    assert send(visitor, at("on/p2/"), words).status_code == 422
    assert [record for record in every_logger.records if record.levelno > logging.DEBUG] == []


def test_nothing_below_a_warning_is_written_down():
    assert settings.LOGGING["root"]["level"] == "WARNING"
    assert not {"django.db.backends", "django.request", "granian"} & set(settings.LOGGING["loggers"])


def test_the_web_server_writes_no_list_of_visits():
    from mutabaa.stack import services

    source = Path(services.__file__).read_text(encoding="utf-8")
    assert "granian" in source
    assert "access-log" not in source


def test_no_cookie_but_the_language_is_set(visitor, at):
    send(visitor, at("on/p2/"))
    assert set(visitor.cookies) <= {settings.LANGUAGE_COOKIE_NAME}


def test_no_page_is_told_where_the_visitor_came_from(visitor, at):
    assert visitor.get(at())["Referrer-Policy"] == "no-referrer"
    assert visitor.get(at("on/p2/"))["Referrer-Policy"] == "no-referrer"


def test_a_signed_in_member_leaves_no_more(browse, at, alef):
    member = browse("alef", "analyst")
    before = public_rows()
    assert send(member, at("on/p2/")).status_code == 302
    assert str(Comment.objects.values_list().get()).count("None") >= 6
    assert public_rows() == before
    assert not AuditEntry.objects.filter(noun="comment").exists()


def test_the_way_from_an_invited_persons_page_names_nobody(browse, consultation, door, invited, link, at):
    guest = invited(consultation)
    page = browse("alef").get(f"/en/comment/{link(guest)}/").content.decode()
    way = re.search(r'href="(/en/comment/anonymous/[^"]+)" rel="noreferrer"', page).group(1)
    assert way == at()
    assert guest.pk.hex not in way


def test_the_page_says_what_is_kept_and_what_is_not(visitor, at):
    page = visitor.get(at("on/p2/")).content.decode()
    assert "Kept: your words" in page
    assert "Not kept: a name" in page


def test_what_says_more_than_that_is_refused_by_the_database(consultation, says, invited):
    comment = says(consultation)
    for field, value in {
        "name": "Somebody",
        "organisation_kind": "nhri",
        "shows_name": True,
        "received_at": timezone.now(),
        "guest": invited(consultation),
    }.items():
        with pytest.raises(IntegrityError, match="an_anonymous_comment_keeps_nobody"), transaction.atomic():
            Comment.objects.filter(pk=comment.pk).update(**{field: value})


def test_the_same_form_sent_twice_is_one_comment(visitor, at):
    with time_machine.travel(timezone.now() - timedelta(seconds=10), tick=True):
        stamp = stamp_in(visitor.get(at("on/p2/")))
    for _ in range(2):
        assert visitor.post(at("on/p2/"), {"stamp": stamp, "words": "Once"}).status_code == 302
    assert Comment.objects.count() == 1


def test_a_machine_that_answers_at_once_waits(visitor, at):
    stamp = stamp_in(visitor.get(at("on/p2/")))
    answer = visitor.post(at("on/p2/"), {"stamp": stamp, "words": "Quick"})
    assert answer.status_code == 422
    assert "Quick" in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_machine_that_fills_every_field_is_refused(visitor, at):
    assert send(visitor, at("on/p2/"), website="http://x.example").status_code == 422
    assert not Comment.objects.exists()


def test_a_form_that_this_server_never_wrote_is_refused(visitor, at):
    assert visitor.post(at("on/p2/"), {"stamp": "made.up.stamp", "words": "Forged"}).status_code == 422
    assert not Comment.objects.exists()


def test_a_minute_takes_so_many_and_no_more(visitor, at, monkeypatch):
    monkeypatch.setattr(pace, "MOST_IN_A_MINUTE", 2)
    assert [send(visitor, at("on/p2/"), f"Number {n}").status_code for n in range(3)] == [302, 302, 409]
    assert Comment.objects.count() == 2


def test_a_link_that_was_closed_opens_nothing(visitor, at, consultation, people):
    from tenants.consultation.actions import doors

    address = at()
    doors.close_door(door=consultation.doors.get(), by=people.coordinator)
    assert visitor.get(address).status_code == 410


def test_the_open_link_keeps_what_its_author_says_of_herself(visitor, consultation, door, link):
    url = f"/en/comment/open/{link(door(consultation, 'open'))}/on/p3/"
    answer = send(visitor, url, "By all", name="Sanad", organisation_kind="civil_society", shows_name="on")
    assert answer.status_code == 302
    comment = Comment.objects.get()
    assert (comment.name, comment.speaks_for, comment.public_name) == ("Sanad", "Civil society", "Sanad")
    assert comment.received_at is not None
    assert not comment.is_anonymous
