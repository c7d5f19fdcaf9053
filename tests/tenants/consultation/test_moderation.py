"""Comments are read, accepted, set aside, shortened and answered."""

import pytest

from tenants.consultation.actions import comments, moderation, replies
from tenants.consultation.actions.comments import Said
from tenants.consultation.models import Comment, Reply
from tenants.consultation.refusals import PassageMissing, ReasonMissing, Refused, Withdrawn
from tenants.records.models import AuditEntry


@pytest.fixture
def one(opened):
    return opened()


@pytest.fixture
def guest(one, invited):
    return invited(one)


def logged(verb):
    return AuditEntry.objects.filter(verb=verb).count()


def test_accepting_twice_is_accepting_once(one, says, people):
    found = [says(one, f"Number {n}") for n in range(3)]
    assert moderation.accept(comments=found, by=people.analyst) == 3
    assert moderation.accept(comments=found, by=people.analyst) == 0
    assert logged("comment_accepted") == 3
    assert {one.judged_by_name for one in Comment.objects.all()} == {people.analyst.name}


def test_setting_aside_needs_a_reason_and_can_be_undone_by_accepting(one, says, people):
    comment = says(one)
    with pytest.raises(ReasonMissing):
        moderation.set_aside(comment=comment, reason="  ", by=people.analyst)
    for _ in range(2):
        moderation.set_aside(comment=comment, reason="Insult", by=people.analyst)
    assert logged("comment_set_aside") == 1
    moderation.accept(comments=[comment], by=people.analyst)
    comment.refresh_from_db()
    assert (comment.standing, comment.reason) == ("accepted", "")


def test_a_redaction_hides_a_passage_and_keeps_the_words(one, says, people):
    comment = says(one, "Mr. X of the ministry took it. Mr. X again.")
    for _ in range(2):
        moderation.redact(comment=comment, passage="Mr. X", by=people.analyst)
    comment = moderation.redact(comment=comment, passage="took", by=people.coordinator)
    assert comment.words == "Mr. X of the ministry took it. Mr. X again."
    assert comment.public_words == "[…] of the ministry […] it. […] again."
    assert comment.redacted_by_name == people.coordinator.name
    assert logged("comment_redacted") == 2
    assert moderation.restore(comment=comment, by=people.analyst).public_words == comment.words


@pytest.mark.parametrize("passage", ["", "not there", "name the ministry"])
def test_only_what_stands_there_is_left_out(one, says, people, passage):
    with pytest.raises(PassageMissing):
        moderation.redact(comment=says(one), passage=passage, by=people.analyst)


def test_the_log_repeats_no_word_of_a_comment(one, guest, says, people):
    comment = says(guest, "Unspeakable detail")
    moderation.redact(comment=comment, passage="Unspeakable", by=people.analyst)
    moderation.accept(comments=[comment], by=people.analyst)
    entries = AuditEntry.objects.filter(object_id=comment.pk)
    assert entries.count() == 3
    assert not [entry for entry in entries if "nspeakable" in f"{entry.before}{entry.after}{entry.reason}"]


def test_several_alike_are_answered_with_the_same_words(one, says, people):
    found = [says(one, f"Number {n}") for n in range(3)]
    for _ in range(2):
        replies.answer(comments=found, taken="partly", words="Half.", language="en", by=people.analyst)
    assert Reply.objects.count() == 3
    assert len(set(Reply.objects.values_list("group_id", flat=True))) == 1
    assert logged("comment_answered") == 3


def test_another_answer_replaces_the_first_and_the_log_keeps_both(one, says, people):
    comment = says(one)
    replies.answer(comments=[comment], taken="not", words="No.", language="en", by=people.analyst)
    replies.answer(comments=[comment], taken="accepted", words="Yes.", language="en", by=people.coordinator)
    reply = Reply.objects.get()
    assert (reply.words, reply.by_name, reply.group_id) == ("Yes.", people.coordinator.name, None)
    last = AuditEntry.objects.filter(verb="comment_answered").first()
    assert (last.before["words"], last.after["words"]) == ("No.", "Yes.")


@pytest.mark.parametrize(("taken", "words", "language"), [("", "x", "en"), ("not", " ", "en"), ("not", "x", "de")])
def test_an_answer_says_what_becomes_of_it_in_words(one, says, people, taken, words, language):
    with pytest.raises(Refused):
        replies.answer(comments=[says(one)], taken=taken, words=words, language=language, by=people.analyst)


def test_nothing_is_done_with_a_withdrawn_comment(one, guest, says, people, today):
    comment = says(guest)
    comments.withdraw(comment=comment, day=today, by=guest)
    with pytest.raises(Withdrawn):
        moderation.set_aside(comment=comment, reason="x", by=people.analyst)
    with pytest.raises(Withdrawn):
        replies.answer(comments=[comment], taken="not", words="No", language="en", by=people.analyst)
    assert moderation.accept(comments=[comment], by=people.analyst) == 0


def test_withdrawing_twice_is_withdrawing_once(guest, says, today):
    comment = says(guest)
    for _ in range(2):
        comments.withdraw(comment=comment, day=today, by=guest)
    assert logged("comment_withdrawn") == 1


def test_changed_words_wait_again_and_keep_the_reply(one, guest, says, people, today):
    comment = says(guest)
    moderation.accept(comments=[comment], by=people.analyst)
    replies.answer(comments=[comment], taken="not", words="No", language="en", by=people.analyst)
    comments.change(comment=comment, said=Said("Other words", "en"), day=today, by=guest)
    comment = Comment.objects.select_related("reply").get()
    assert (comment.standing, comment.reply.words) == ("waiting", "No")
    assert comment.changed_at > comment.reply.at


def test_showing_a_name_or_not_needs_no_new_reading(guest, says, people, today):
    comment = says(guest)
    moderation.accept(comments=[comment], by=people.analyst)
    said = Said(comment.words, "en", shows_name=True)
    comment = comments.change(comment=comment, said=said, day=today, by=guest)
    assert (comment.standing, comment.shows_name) == ("accepted", True)
