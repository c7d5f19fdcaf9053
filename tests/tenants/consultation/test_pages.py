"""The members' pages."""

import io

import pytest
from openpyxl import load_workbook

from shared.isolation.scope import in_institution
from tenants.consultation.actions import moderation, replies
from tenants.consultation.models import Comment, Consultation, Guest, Reply
from tests.tenants.consultation.conftest import content_of

MEMBERS_PAGES = ["", "preview/", "invite/", "comments/", "report/", "extend/", "open/", "close/", "publish/"]


@pytest.fixture
def one(opened):
    return opened()


@pytest.fixture
def at(one):
    return lambda rest="": f"/en/consultations/{one.pk}/{rest}"


@pytest.fixture
def analyst(browse):
    return browse("alef", "analyst")


def given(today, **more):
    content = content_of(today)
    return {
        "title_en": "Act",
        "introduction_en": "Tell us",
        "subject": "draft",
        "draft_text": content.draft_text,
        "draft_language": "en",
        "opens_on": str(content.opens_on),
        "closes_on": str(content.closes_on),
        **more,
    }


def test_it_is_prepared_and_opened_by_the_pages(analyst, today, alef):
    answer = analyst.post("/en/consultations/add/", given(today))
    assert answer.status_code == 302
    one = Consultation.objects.get()
    assert analyst.post(f"{answer['Location']}open/").status_code == 302
    one.refresh_from_db()
    assert one.standing_on(today) == "open"


def test_a_plan_is_chosen_by_its_name(analyst, today, plan):
    answer = analyst.post("/en/consultations/add/", given(today, subject=f"plan:{plan.pk}"))
    assert answer.status_code == 302
    one = Consultation.objects.get()
    assert (one.plan_id, one.draft_text) == (plan.pk, "")


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"subject": "plan:00000000-0000-7000-8000-000000000000"}, 422),
        ({"opens_on": ""}, 422),
        ({"title_en": ""}, 409),
        ({"draft_text": ""}, 409),
        ({"closes_on": "2020-01-01"}, 409),
    ],
)
def test_a_wrong_form_is_asked_for_again(analyst, today, more, status, alef):
    assert analyst.post("/en/consultations/add/", given(today, **more)).status_code == status
    assert not Consultation.objects.exists()


@pytest.mark.parametrize("rest", MEMBERS_PAGES)
def test_every_page_opens(analyst, at, rest):
    assert analyst.get(at(rest)).status_code == 200


@pytest.mark.parametrize("rest", [*MEMBERS_PAGES, "edit/", "discard/", "comments.csv", "answer/"])
def test_the_neighbours_consultation_does_not_exist_here(browse, at, rest):
    assert browse("ba", "coordinator").get(at(rest)).status_code == 404
    assert browse("ba", "coordinator").post(at(rest), {}).status_code in {404, 405}


def test_the_neighbours_people_and_comments_do_not_exist_here(browse, one, invited, says):
    guest = invited(one)
    comment = says(guest)
    there = browse("ba", "coordinator")
    for path in (f"people/{guest.pk}/revoke/", f"people/{guest.pk}/send/", f"said/{comment.pk}/redact/"):
        assert there.post(f"/en/consultations/{path}").status_code == 404


def test_comments_of_another_consultation_are_not_judged_here(analyst, at, opened, says):
    other = says(opened())
    analyst.post(at("comments/"), {"act": "accept", "comment": [str(other.pk)]})
    analyst.post(at("comments/"), {"accept": str(other.pk)})
    assert analyst.get(at(f"answer/?comment={other.pk}")).status_code == 404
    other.refresh_from_db()
    assert other.standing == "waiting"


def test_the_board_tells_who_came(analyst, at, one, invited, says, today):
    guest = invited(one)
    Guest.objects.filter(pk=guest.pk).update(opened_on=today)
    invited(one, "silent@sanad.example")
    says(guest)
    says(one)
    page = analyst.get(at()).content.decode()
    assert "<dt>invited</dt><dd>2</dd>" in page
    assert "<dt>opened their link</dt><dd>1</dd>" in page
    assert "<dt>of them commented</dt><dd>1</dd>" in page
    assert "<dt>comments in all</dt><dd>2</dd>" in page


def test_a_list_is_pasted_and_told_back(analyst, at):
    lines = "Salma <salma@sanad.example>\nadel@parliament.example fr"
    form = {"people": lines, "organisation_kind": "civil_society", "language": "ar"}
    page = analyst.post(at("invite/"), form, follow=True).content.decode()
    assert "2 invitations are on their way." in page
    page = analyst.post(at("invite/"), {**form, "people": lines + "\nx@y.example"}, follow=True).content.decode()
    assert "1 invitation is on its way. 2 addresses had a link already." in page
    assert analyst.post(at("invite/"), {**form, "people": "nobody"}).status_code == 422


def test_a_link_for_many_is_made_shown_and_closed(analyst, at, browse):
    analyst.post(at("link/"), {"kind": "anonymous"})
    page = analyst.get(at()).content.decode()
    path = page.split('href="http://alef.localhost')[1].split('"')[0]
    path = path[path.index("/en/") :]
    assert browse("alef").get(path).status_code == 200
    analyst.post(at("link/"), {"kind": "anonymous", "act": "close"})
    assert browse("alef").get(path).status_code == 410
    analyst.post(at("link/"), {"kind": "nonsense"})
    assert analyst.get(at()).status_code == 200


def test_the_queue_accepts_one_or_those_that_are_chosen(analyst, at, one, says):
    found = [says(one, f"Number {n}") for n in range(3)]
    analyst.post(at("comments/"), {"accept": str(found[0].pk), "comment": [str(found[2].pk)]})
    assert [row.standing for row in Comment.objects.by_part().filter(standing="accepted")] == ["accepted"]
    analyst.post(at("comments/"), {"act": "accept", "comment": [str(one.pk) for one in found]})
    assert Comment.objects.accepted().count() == 3


def test_nothing_chosen_is_said(analyst, at, one, says):
    says(one)
    page = analyst.post(at("comments/"), {"act": "accept"}, follow=True).content.decode()
    assert "Choose at least one comment." in page


def test_several_are_answered_from_the_queue(analyst, at, one, says):
    found = [says(one, f"Number {n}") for n in range(2)]
    answer = analyst.post(at("comments/"), {"act": "answer", "comment": [str(row.pk) for row in found]})
    assert "Reply to 2 comments alike" in analyst.get(answer["Location"]).content.decode()
    form = {"taken": "partly", "words": "Half.", "language": "en"}
    assert analyst.post(answer["Location"], form).status_code == 302
    assert Reply.objects.count() == 2


def test_setting_aside_and_redacting_have_their_pages(analyst, one, says, at):
    comment = says(one)
    path = f"/en/consultations/said/{comment.pk}/"
    assert analyst.post(f"{path}set-aside/", {"reason": ""}).status_code == 422
    assert analyst.post(f"{path}set-aside/", {"reason": "Insult"}).status_code == 302
    assert analyst.post(f"{path}redact/", {"passage": "elsewhere"}).status_code == 409
    assert analyst.post(f"{path}redact/", {"passage": "ministry"}).status_code == 302
    assert "Name the […]." in analyst.get(at("comments/?show=set_aside")).content.decode()
    assert analyst.post(f"{path}redact/", {"act": "restore"}).status_code == 302


def test_an_observer_reads_the_report_and_no_person(browse, one, invited, says, people, at):
    signed = says(invited(one), "Accepted words")
    waiting = says(one, "Waiting words")
    moderation.accept(comments=[signed], by=people.analyst)
    replies.answer(comments=[signed], taken="accepted", words="Done.", language="en", by=people.analyst)
    observer = browse("alef", "observer")
    page = observer.get(at("report/")).content.decode()
    for word in ("Accepted words", "Done.", "Civil society"):
        assert word in page
    for word in (waiting.words, "Salma", "salma@sanad.example"):
        assert word not in page
    assert observer.get(at()).status_code == 403


def test_what_was_never_opened_has_no_report_and_stays_inside(browse, prepared):
    one = prepared()
    observer = browse("alef", "observer")
    assert observer.get(f"/en/consultations/{one.pk}/report/").status_code == 404
    assert "Shelters act" not in observer.get("/en/consultations/").content.decode()


def test_the_file_holds_every_comment_and_runs_no_formula(analyst, at, one, invited, says, people):
    says(invited(one), '=HYPERLINK("http://bad.example")')
    says(one, "Unsigned")
    answer = analyst.get(at("comments.xlsx"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 3
    assert rows[0][2] == "Comment"
    texts = {row[2]: row for row in rows[1:]}
    assert texts["Unsigned"][4:6] == (None, None) or texts["Unsigned"][4:6] == ("", "")
    assert book.active.cell(2, 3).data_type != "f"
    csv = b"".join(analyst.get(at("comments.csv")).streaming_content).decode()
    assert "'=HYPERLINK" in csv


@pytest.mark.parametrize("kind", ["pdf", "xls"])
def test_no_other_file_is_offered(analyst, at, kind):
    assert analyst.get(at(f"comments.{kind}")).status_code == 404


@pytest.mark.parametrize(
    ("path", "queries"),
    [("/en/consultations/", 12), ("board", 17), ("comments", 13), ("comments?show=all", 13), ("report", 15)],
)
def test_the_number_of_queries_does_not_follow_the_number_of_comments(
    analyst, one, opened, invited, says, people, at, path, queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    address = path if path.startswith("/") else at("" if path == "board" else path.replace("comments", "comments/"))
    address = at("report/") if path == "report" else address
    moderation.accept(comments=[says(one, "First")], by=people.analyst)
    analyst.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        analyst.get(address)
    guest = invited(one)
    rows = [
        Comment(
            consultation=one, guest=guest, words=f"Number {n}", part="p2", part_order=2, language="en",
            received_on=one.opens_on, received_at=one.opened_at,
        )
        for n in range(500)
    ]  # fmt: skip
    Comment.objects.bulk_create(rows)
    moderation.accept(comments=rows[:30], by=people.analyst)
    replies.answer(comments=rows[:30], taken="not", words="No.", language="en", by=people.analyst)
    opened()
    with django_assert_max_num_queries(queries):
        analyst.get(address)
    with CaptureQueriesContext(connection) as many:
        analyst.get(address)
    # A first page that is full asks for nothing more; the board and the list alike.
    assert len(many) <= len(few) + 1


def test_the_consultations_of_a_plan_are_found(opened, plan, people, alef, django_assert_num_queries):
    from tenants.consultation.about import consultations_about

    one = opened(subject_kind="plan", plan_id=plan.pk)
    opened()
    with django_assert_num_queries(1):
        assert [found.pk for found in consultations_about(plan)] == [one.pk]


def test_the_neighbour_holds_nothing_of_it(alef, one):
    with in_institution(alef.ba.institution):
        assert not Consultation.objects.exists()
