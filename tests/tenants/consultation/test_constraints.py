"""What the database itself refuses."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tenants.consultation.models import Comment, Consultation, Door, Extension, Guest, Reply


def refused(name, act):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


@pytest.fixture
def one(opened):
    return opened()


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("a_consultation_has_a_title", {"title_en": ""}),
        ("a_consultation_closes_after_it_opens", {"closes_on": timezone.localdate() - timedelta(30)}),
        ("a_consultation_is_about_one_thing", {"draft_text": ""}),
        ("a_consultation_is_about_one_thing", {"subject_kind": "plan", "draft_language": ""}),
        ("a_draft_has_its_language", {"draft_language": ""}),
        ("an_opened_consultation_is_frozen", {"snapshot": None}),
        ("only_an_opened_consultation_closes", {"opened_at": None, "snapshot": None, "closed_at": timezone.now()}),
    ],
)
def test_a_consultation_keeps_its_rules(one, name, fields):
    refused(name, lambda: Consultation.objects.filter(pk=one.pk).update(**fields))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("a_signed_comment_has_its_time", {"received_at": None}),
        ("a_comment_has_words_until_withdrawn", {"words": ""}),
        ("a_comment_has_words_until_withdrawn", {"withdrawn_at": timezone.now()}),
        ("a_judged_comment_says_by_whom", {"standing": "accepted"}),
        ("a_judged_comment_says_by_whom", {"judged_by": uuid4(), "judged_at": timezone.now()}),
        ("a_comment_is_set_aside_for_a_reason", {"reason": "Because"}),
        ("a_redaction_says_by_whom", {"redacted_words": "Shorter"}),
    ],
)
def test_a_comment_keeps_its_rules(one, invited, says, name, fields):
    comment = says(invited(one))
    refused(name, lambda: Comment.objects.filter(pk=comment.pk).update(**fields))


def test_an_address_is_invited_once_and_again_after_a_revocation(one, invited, people):
    guest = invited(one)
    again = Guest(consultation=one, email=guest.email, token_digest="x", invited_by=people.analyst.pk)
    refused("an_address_is_invited_once", lambda: again.save(force_insert=True))
    Guest.objects.filter(pk=guest.pk).update(revoked_at=timezone.now())
    again.save(force_insert=True)


def test_one_door_of_a_kind_stands(one, door):
    door(one)
    second = Door(consultation=one, kind="anonymous", token_digest="x")
    refused("one_standing_door_of_a_kind", lambda: second.save(force_insert=True))


def test_an_extension_gives_more_time_for_a_reason(one, people, today):
    given = {"consultation": one, "by_id": people.analyst.pk, "by_name": "analyst", "closes_from": today}
    bare = Extension(**given, closes_to=today + timedelta(1), reason="")
    refused("an_extension_has_its_reason", lambda: bare.save(force_insert=True))
    less = Extension(**given, closes_to=today - timedelta(1), reason="x")
    refused("an_extension_gives_more_time", lambda: less.save(force_insert=True))


def test_a_reply_says_something_and_stands_once(one, says, people):
    comment = says(one)
    given = {"comment": comment, "taken": "not", "language": "en", "by_id": people.analyst.pk, "by_name": "analyst"}
    refused("a_reply_says_something", lambda: Reply(**given, words="").save(force_insert=True))
    Reply(**given, words="No").save(force_insert=True)
    refused("comment_id", lambda: Reply(**given, words="Yes").save(force_insert=True))
