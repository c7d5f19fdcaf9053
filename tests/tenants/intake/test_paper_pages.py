"""The pages of a paper's import: pasting, saying what it is, deciding, and who may."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.intake.models import Batch, Standing
from tenants.records import jobs
from tenants.records.models import Job
from tenants.tracker.models import Recommendation
from tests.tenants.intake.test_flow import TICKET, send

PARAGRAPHS = """24. The Committee recommends that the State party build more schools in its villages.

25. The Committee welcomes the new law on the rights of the child.

26. The State party should train its judges on the Convention.
"""
SOURCE = {"reader": "pasted", "state": "MAR", "body": "CRC", "symbol": "CRC/C/MAR/CO/9", "dated": "2024-02-01"}


def paste(client, text: str = PARAGRAPHS, language: str = "en"):
    return client.post(f"/{language}/import/paste/", {"text": text, "ticket": TICKET}, follow=True)


def described(client, **said):
    page = paste(client)
    return client.post(page.request["PATH_INFO"], {**SOURCE, **said}, follow=True)


def items_in(page) -> list[str]:
    return re.findall(r'name="item" value="([\w-]+)"', page.content.decode())


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_pasted_paragraphs_become_recommendations(browse, alef, language):
    client = browse("alef", "coordinator")
    page = paste(client, language=language)
    assert page.request["PATH_INFO"].endswith("/source/")
    page = client.post(page.request["PATH_INFO"], SOURCE, follow=True)
    assert page.request["PATH_INFO"].endswith("/preview/")
    assert "CRC/C/MAR/CO/9" in page.content.decode()
    batch = Batch.objects.get()
    assert batch.counts["open"] == 3
    page = client.post(f"/{language}/import/{batch.pk}/answer/", {"answer": "all"}, follow=True)
    client.post(f"/{language}/import/{batch.pk}/commit/", {"seen": batch.revision}, follow=True)
    jobs.run(Job.objects.get(subject_id=batch.pk).pk)
    kinds = Recommendation.objects.filter(batch_id=batch.pk).order_by("order").values_list("kind", flat=True)
    assert list(kinds) == ["recommendation", "observation", "recommendation"]


def test_a_commit_before_all_is_decided_is_refused_with_its_reason(browse, alef):
    client = browse("alef", "coordinator")
    described(client)
    batch = Batch.objects.get()
    page = client.post(f"/en/import/{batch.pk}/commit/", {"seen": batch.revision}, follow=True)
    assert "Some rows wait for your word" in page.content.decode()
    assert Batch.objects.get().standing == Standing.PREVIEWED


def test_the_ticked_rows_get_the_answer_and_the_others_keep_waiting(browse, alef):
    client = browse("alef", "coordinator")
    page = described(client)
    batch, items = Batch.objects.get(), items_in(page)
    page = client.post(
        f"/en/import/{batch.pk}/answer/", {"answer": "leave", "item": items[1], "show": "open"}, follow=True
    )
    assert page.context["kind"] == "open"
    assert "1 row is decided." in page.content.decode()
    batch.refresh_from_db()
    assert (batch.counts["left"], batch.counts["open"]) == (1, 2)


@pytest.mark.parametrize("sent", [{"answer": "all"}, {"answer": "all", "show": "nonsense"}])
def test_an_answer_sent_twice_is_one(browse, alef, sent):
    client = browse("alef", "coordinator")
    described(client)
    batch = Batch.objects.get()
    for _time in range(2):
        assert client.post(f"/en/import/{batch.pk}/answer/", sent, follow=True).status_code == 200
    batch.refresh_from_db()
    assert (batch.counts["new"], batch.counts["open"]) == (3, 0)


def test_an_answer_that_is_none_is_not_found(browse, alef):
    client = browse("alef", "coordinator")
    described(client)
    batch = Batch.objects.get()
    assert client.post(f"/en/import/{batch.pk}/answer/", {"answer": "burn"}).status_code == 404
    sent = {"answer": "leave", "item": ["x", "0" * 32, "\x00"]}
    assert client.post(f"/en/import/{batch.pk}/answer/", sent, follow=True).status_code == 200
    batch.refresh_from_db()
    assert batch.counts["open"] == 3


@pytest.mark.parametrize(
    ("said", "field"),
    [({"body": ""}, "body"), ({"state": ""}, "state"), ({"body": "UPR"}, "session"), ({"dated": "yesterday"}, "dated"),
     ({"body": "UPR", "session": "99"}, "session"), ({"reader": "nonsense"}, "reader"),
     ({"symbol": "x" * 61}, "symbol")],
)  # fmt: skip
def test_what_the_paper_is_must_be_said_whole(browse, alef, said, field):
    client = browse("alef", "coordinator")
    page = paste(client)
    page = client.post(page.request["PATH_INFO"], {**SOURCE, **said})
    assert page.status_code == 422
    assert field in page.context["form"].errors


def test_what_was_said_may_be_corrected_before_the_commit(browse, alef):
    client = browse("alef", "coordinator")
    described(client)
    batch = Batch.objects.get()
    page = client.get(f"/en/import/{batch.pk}/source/")
    assert "CRC/C/MAR/CO/9" in page.content.decode()
    client.post(f"/en/import/{batch.pk}/source/", {**SOURCE, "symbol": "CRC/C/MAR/CO/10"}, follow=True)
    assert {item.data["symbol"] for item in batch.items.all()} == {"CRC/C/MAR/CO/10"}


@pytest.mark.parametrize(
    ("text", "words"), [("  \n ", "Paste some paragraphs first."), ("x " * 150_000, "The text is too long")]
)
def test_what_cannot_be_read_comes_back_with_its_reason(browse, alef, text, words):
    page = paste(browse("alef", "coordinator"), text)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not Batch.objects.exists()


def test_a_table_has_no_source_to_describe(browse, alef):
    client = browse("alef", "coordinator")
    send(client, b"To,Text,Session\r\nMorocco,Open schools.,41\r\n")
    batch = Batch.objects.get()
    assert client.get(f"/en/import/{batch.pk}/source/").status_code == 302


@pytest.mark.parametrize("role", ["focal_point", "observer", "assessor"])
def test_those_who_may_not_import_decide_nothing(browse, alef, role):
    described(browse("alef", "coordinator"))
    batch = Batch.objects.get()
    client = browse("alef", role)
    assert client.post(f"/en/import/{batch.pk}/answer/", {"answer": "all"}).status_code == 403
    assert client.get(f"/en/import/{batch.pk}/source/").status_code == 403
    assert client.get("/en/import/paste/").status_code == 403


def test_a_neighbours_paper_is_not_there(browse, alef):
    described(browse("alef", "coordinator"))
    batch = Batch.objects.get()
    neighbour = browse("ba", "coordinator")
    assert neighbour.post(f"/en/import/{batch.pk}/answer/", {"answer": "all"}).status_code == 404
    assert neighbour.get(f"/en/import/{batch.pk}/source/").status_code == 404


@pytest.mark.parametrize("count", [3, 60])
def test_the_preview_of_a_paper_takes_two_statements_of_its_own(browse, alef, count):
    client = browse("alef", "coordinator")
    text = "\n\n".join(f"{n}. The State party should build school number {n}." for n in range(1, count + 1))
    page = paste(client, text)
    client.post(page.request["PATH_INFO"], SOURCE, follow=True)
    batch = Batch.objects.get()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/en/import/{batch.pk}/preview/").status_code == 200
    assert len([one for one in captured if "set_config" not in one["sql"]]) <= 6
