"""What somebody outside meets behind her own link."""

import re

import pytest
from django.test import Client

from shared.isolation.scope import in_institution
from tenants.consultation.actions import consultations, guests, moderation, replies
from tenants.consultation.models import Comment, Guest
from tests.conftest import HOSTS


@pytest.fixture
def consultation(opened):
    return opened()


@pytest.fixture
def guest(consultation, invited):
    return invited(consultation)


@pytest.fixture
def at(guest, link):
    """`at("on/p2/")`: an address under her link."""
    return lambda rest="": f"/en/comment/{link(guest)}/{rest}"


@pytest.fixture
def stranger(browse):
    return browse("alef")


def stamp_in(answer):
    return re.search(r'name="stamp" value="([^"]+)"', answer.content.decode()).group(1)


def send(client, url, words="Name the ministry.", **more):
    """Open the form and send it."""
    return client.post(url, {"stamp": stamp_in(client.get(url)), "words": words, **more})


def test_she_reads_the_introduction_and_the_text_part_by_part(stranger, at):
    page = stranger.get(at()).content.decode()
    assert "Tell us what is missing." in page
    assert "The act opens shelters in every governorate." in page
    assert "Comment on part 3" in page
    assert "Comment on part 4" not in page


def test_a_heading_takes_no_comment(stranger, at):
    assert stranger.get(at("on/p1/")).status_code == 404


def test_a_part_that_is_not_there_takes_none_either(stranger, at):
    assert stranger.get(at("on/p99/")).status_code == 404
    assert stranger.post(at("on/p99/"), {"words": "x"}).status_code == 404


def test_her_comment_is_kept_under_its_part(stranger, at, guest):
    answer = send(stranger, at("on/p2/"), shows_name="on")
    assert answer.status_code == 302
    comment = Comment.objects.get()
    assert (comment.guest_id, comment.part, comment.part_order) == (guest.pk, "p2", 2)
    assert comment.shows_name
    assert "Name the ministry." in stranger.get(at()).content.decode()


def test_she_may_comment_on_the_whole(stranger, at):
    send(stranger, at("on/whole/"))
    assert Comment.objects.get().part == ""


def test_the_same_form_sent_twice_is_one_comment(stranger, at):
    stamp = stamp_in(stranger.get(at("on/p2/")))
    for _ in range(2):
        assert stranger.post(at("on/p2/"), {"stamp": stamp, "words": "Once"}).status_code == 302
    assert Comment.objects.count() == 1


def test_a_form_of_another_part_is_not_taken_for_this_one(stranger, at):
    stamp = stamp_in(stranger.get(at("on/p2/")))
    answer = stranger.post(at("on/p3/"), {"stamp": stamp, "words": "Elsewhere"})
    assert answer.status_code == 422
    assert "Elsewhere" in answer.content.decode()
    assert stranger.post(at("on/p3/"), {"stamp": stamp_in(answer), "words": "Elsewhere"}).status_code == 302


@pytest.mark.parametrize("words", ["", "   ", "x" * 5001])
def test_an_empty_or_endless_comment_is_asked_for_again(stranger, at, words):
    assert send(stranger, at("on/p2/"), words).status_code == 422
    assert not Comment.objects.exists()


def test_words_are_shown_as_words(stranger, at):
    send(stranger, at("on/p2/"), "<script>alert(1)</script> http://bad.example")
    page = stranger.get(at()).content.decode()
    assert "&lt;script&gt;" in page
    assert 'href="http://bad.example' not in page


def test_she_changes_her_comment_and_it_waits_again(stranger, at, guest, says, people):
    comment = says(guest)
    moderation.accept(comments=[comment], by=people.analyst)
    answer = stranger.post(at(f"comments/{comment.pk}/"), {"words": "Name two ministries."})
    assert answer.status_code == 302
    comment.refresh_from_db()
    assert (comment.words, comment.standing, comment.judged_by) == ("Name two ministries.", "waiting", None)


def test_she_withdraws_it_and_its_words_are_erased(stranger, at, guest, says, people):
    comment = says(guest, "Secret words")
    moderation.redact(comment=comment, passage="Secret", by=people.analyst)
    replies.answer(comments=[comment], taken="not", words="No.", language="en", by=people.analyst)
    assert stranger.post(at(f"comments/{comment.pk}/"), {"act": "withdraw"}).status_code == 302
    comment.refresh_from_db()
    assert (comment.words, comment.redacted_words) == ("", "")
    assert comment.is_withdrawn
    assert not hasattr(comment, "reply")
    assert stranger.get(at(f"comments/{comment.pk}/")).status_code == 404


def test_anothers_comment_is_not_hers(stranger, at, consultation, invited, says):
    other = says(invited(consultation, "other@sanad.example"))
    assert stranger.get(at(f"comments/{other.pk}/")).status_code == 404
    assert stranger.post(at(f"comments/{other.pk}/"), {"words": "Mine now"}).status_code == 404


def test_nobody_reads_others_before_the_result_is_published(stranger, at, consultation, invited, says, people):
    other = says(invited(consultation, "other@sanad.example", "Other Person"), "Others said this")
    moderation.accept(comments=[other], by=people.analyst)
    for rest in ("", "on/p2/", "heard/"):
        page = stranger.get(at(rest)).content.decode()
        assert "Others said this" not in page
        assert "Other Person" not in page


def test_after_closing_she_reads_and_changes_nothing(stranger, at, guest, says, consultation, closed):
    comment = says(guest)
    closed(consultation)
    assert "This consultation is closed" in stranger.get(at()).content.decode()
    assert stranger.post(at("on/p2/"), {"words": "Late"}).status_code == 409
    assert stranger.post(at(f"comments/{comment.pk}/"), {"words": "Late"}).status_code == 409
    assert stranger.post(at(f"comments/{comment.pk}/"), {"act": "withdraw"}).status_code == 409
    comment.refresh_from_db()
    assert comment.words == "Name the ministry."


def test_the_published_result_shows_a_name_only_where_she_agreed(
    stranger, at, consultation, guest, invited, says, people, closed
):
    shown = says(guest, "Signed words", shows_name=True)
    silent = says(invited(consultation, "other@sanad.example", "Hidden Person"), "Unsigned secret words")
    aside = says(guest, "Set aside words")
    moderation.redact(comment=silent, passage="secret", by=people.analyst)
    moderation.accept(comments=[shown, silent], by=people.analyst)
    moderation.set_aside(comment=aside, reason="Insult", by=people.analyst)
    replies.answer(comments=[shown], taken="partly", words="Half of it.", language="en", by=people.analyst)
    closed(consultation)
    consultations.publish(consultation=consultation, by=people.coordinator)
    page = stranger.get(at("heard/")).content.decode()
    # The kind of organisation stands beside a name alone: few speak for a parliament.
    assert page.count("Civil society") == 1
    for word in ("Signed words", "Salma", "Half of it.", "Taken up in part", "Unsigned […] words"):
        assert word in page
    for word in ("Hidden Person", "Unsigned secret", "Set aside words", "Insult", "salma@sanad.example", "analyst"):
        assert word not in page


def test_a_revoked_link_is_gone_also_for_a_form_that_was_open(stranger, at, guest, people):
    stamp = stamp_in(stranger.get(at("on/p2/")))
    guests.revoke(guest=guest, by=people.coordinator)
    for rest in ("", "on/p2/", "heard/"):
        assert stranger.get(at(rest)).status_code == 410
    assert stranger.post(at("on/p2/"), {"stamp": stamp, "words": "Late"}).status_code == 410
    assert not Comment.objects.exists()
    assert "Shelters act" not in stranger.get(at()).content.decode()


@pytest.mark.parametrize("token", ["nowhere", "0" * 32 + ".AAAA", "open", "anonymous"])
def test_an_unknown_link_is_no_page(stranger, consultation, token):
    assert stranger.get(f"/en/comment/{token}/").status_code == 404


def test_a_link_of_one_kind_opens_no_other(stranger, guest, link):
    assert stranger.get(f"/en/comment/open/{link(guest)}/").status_code == 404
    assert stranger.get(f"/en/comment/anonymous/{link(guest)}/").status_code == 404


def test_her_link_opens_nothing_at_the_neighbours(browse, at):
    assert browse("ba").get(at()).status_code == 404
    assert browse("network").get(at()).status_code == 404


def test_the_same_key_at_the_neighbours_opens_nothing_with_this_secret(browse, alef, at, guest):
    """Even where the neighbour holds a row of the same key, the signature is this institution's."""
    here = Guest.objects.get(pk=guest.pk)
    with in_institution(alef.ba.institution):
        assert not Guest.objects.filter(pk=here.pk).exists()
    assert browse("ba", "coordinator").get(at()).status_code == 404


def test_no_member_page_opens_to_her_and_no_session_begins(stranger, at):
    send(stranger, at("on/p2/"))
    assert "session" not in stranger.cookies
    for path in ("/en/", "/en/consultations/", "/en/people/", "/en/plan/"):
        answer = stranger.get(path)
        assert (answer.status_code, "/account/login/" in answer["Location"]) == (302, True)


def test_a_planted_session_stays_empty(stranger, at):
    stranger.cookies["session"] = "planted-by-somebody-0123456789abc"
    send(stranger, at("on/p2/"))
    assert stranger.cookies["session"].value in {"", "planted-by-somebody-0123456789abc"}
    assert stranger.get("/en/").status_code == 302


def test_a_forged_form_is_refused(at):
    careful = Client(enforce_csrf_checks=True, headers={"host": HOSTS["alef"], "accept-language": "en"})
    page = careful.get(at("on/p2/"))
    data = {"stamp": stamp_in(page), "words": "Forged"}
    assert careful.post(at("on/p2/"), data).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode()).group(1)
    assert careful.post(at("on/p2/"), {**data, "csrfmiddlewaretoken": token}).status_code == 302


def test_no_cache_search_engine_or_other_site_learns_of_the_page(stranger, at):
    for answer in (stranger.get(at()), stranger.get(at("on/p2/")), send(stranger, at("on/p2/"))):
        assert answer["Cache-Control"] == "private, no-store"
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "same-origin"


def test_the_first_day_of_opening_is_noted_without_its_hour(stranger, at, guest, today):
    stranger.get(at())
    stranger.get(at())
    guest.refresh_from_db()
    assert guest.opened_on == today
    assert not [name for name in vars(guest) if name in {"opened_at", "seen_at"}]


def test_the_page_does_not_say_whether_there_are_others(stranger, at, opened):
    alone = stranger.get(at()).content
    opened(titles={"en": "Quite another matter"})
    assert stranger.get(at()).content == alone


def test_what_changed_inside_after_the_opening_is_not_shown(stranger, at, consultation):
    consultation.draft_text = "Rewritten inside"
    consultation.save()
    assert "Rewritten inside" not in stranger.get(at()).content.decode()


@pytest.mark.parametrize(("language", "word"), [("ar", "rtl"), ("fr", "ltr")])
def test_the_page_speaks_three_languages(stranger, at, language, word):
    answer = stranger.get(at().replace("/en/", f"/{language}/"))
    assert f'lang="{language}" dir="{word}"' in answer.content.decode()


def test_reading_takes_the_same_number_of_queries_for_a_long_text_and_many_comments(
    stranger, guest, link, says, django_assert_num_queries, at
):
    stranger.get(at())
    with django_assert_num_queries(4):
        stranger.get(at())
    for number in range(20):
        says(guest, f"Number {number}", part="p3")
    with django_assert_num_queries(4):
        stranger.get(at())
