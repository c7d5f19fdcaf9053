"""The pages of reports, as people of each role and language see and use them."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.reporting.dossiers.actions import files, sections, signing
from tenants.reporting.models import Dossier, DossierSection
from tests.tenants.reporting.dossiers.conftest import section_of

LANGUAGES = ("ar", "en", "fr")
PAGES = [
    "",
    "new/",
    "new/mid_term/",
    "new/treaty_report/",
    "{pk}/",
    "{pk}/log/",
    "{pk}/choice/",
    "{pk}/obligation/",
    "{pk}/sign/",
    "{pk}/reopen/",
    "sections/{section}/",
    "sections/{section}/versions/",
    "sections/{section}/data/",
    "sections/{section}/reopen/",
]


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_every_language(browse, report, language, page):
    one = report()
    path = page.format(pk=one.pk, section=section_of(one).pk)
    answer = browse("alef", "coordinator").get(f"/{language}/reports/{path}")
    assert answer.status_code == 200
    assert f'lang="{language}"' in text(answer)


def posted(client, path, **given):
    return client.post(f"/en/reports/{path}", given)


CHOICE = {"title": "Mine", "language": "en", "arranged": "theme", "word_limit": "10700", "plan": "on", "evidence": "on"}


def test_a_report_is_begun_from_its_template(browse, alef):
    answer = posted(browse("alef", "analyst"), "new/mid_term/", **CHOICE)
    one = Dossier.objects.get()
    assert answer.headers["Location"] == f"/en/reports/{one.pk}/"
    assert (one.title, one.chosen["indicators"], one.word_limit) == ("Mine", False, 10700)


def test_a_form_filled_in_wrongly_says_what_is_wrong(browse, alef):
    given = {**CHOICE, "period_from": "2026-01-01", "period_to": "2025-01-01"}
    answer = posted(browse("alef", "analyst"), "new/mid_term/", **given)
    assert answer.status_code == 422
    assert "The period ends before it begins." in text(answer)
    assert not Dossier.objects.exists()


def test_an_obligation_offers_its_own_report(browse, owed):
    due = owed(body="UPR", kind="mid_term")
    client = browse("alef", "coordinator")
    assert f"/en/reports/new/?obligation={due.pk}" in text(client.get(f"/en/calendar/{due.pk}/"))
    page = text(client.get(f"/en/reports/new/?obligation={due.pk}"))
    assert page.index("Mid-term report") < page.index("This is the paper the obligation asks for")
    form = text(client.get(f"/en/reports/new/mid_term/?obligation={due.pk}"))
    assert f'<option value="{due.pk}" selected>' in form
    posted(client, f"new/mid_term/?obligation={due.pk}", **CHOICE, obligation=str(due.pk))
    one = Dossier.objects.get()
    assert one.obligation == due
    assert f"/en/reports/{one.pk}/" in text(client.get(f"/en/calendar/{due.pk}/"))


def test_an_observer_is_not_offered_to_begin(browse, owed):
    due = owed(body="UPR", kind="mid_term")
    assert "Begin the report" not in text(browse("alef", "observer").get(f"/en/calendar/{due.pk}/"))


@pytest.mark.parametrize("person", ["observer", "focal_point", "assessor"])
def test_who_does_not_draft_reads_it_once_it_is_signed(browse, report, people, person):
    one, client = report(), browse("alef", person)
    assert client.get(f"/en/reports/{one.pk}/").status_code == 404
    assert "Mid-term report" not in text(client.get("/en/reports/"))
    signing.sign(dossier=one, by=people.coordinator)
    page = text(client.get(f"/en/reports/{one.pk}/"))
    assert "Paragraph 140.1" in page
    assert ">Edit<" not in page
    assert "Mid-term report" in text(client.get("/en/reports/"))


@pytest.mark.parametrize("person", ["coordinator", "analyst", "observer", "focal_point"])
def test_what_the_council_drafts_is_seen_by_nobody_else_even_signed(browse, report, people, person):
    one = report(by=people.assessor, kind="annual_report")
    signing.sign(dossier=one, by=people.assessor)
    assert browse("alef", person).get(f"/en/reports/{one.pk}/").status_code == 404
    assert browse("alef", "assessor").get(f"/en/reports/{one.pk}/").status_code == 200


def test_the_files_of_a_draft_are_not_for_those_who_read_what_is_signed(browse, report, people):
    one = report()
    draft = files.ask_file(dossier=one, format="docx", by=people.coordinator)
    signing.sign(dossier=one, by=people.coordinator)
    signed = files.ask_file(dossier=one, format="docx", by=people.coordinator)
    client = browse("alef", "focal_point")
    assert client.get(f"/en/reports/files/{draft.pk}/").status_code == 404
    assert client.get(f"/en/reports/files/{signed.pk}/").status_code == 200


NEIGHBOURS = [
    ("get", "{pk}/"),
    ("get", "{pk}/log/"),
    ("get", "{pk}/choice/"),
    ("get", "{pk}/obligation/"),
    ("post", "{pk}/redraw/"),
    ("post", "{pk}/send/"),
    ("post", "{pk}/sign/"),
    ("post", "{pk}/reopen/"),
    ("post", "{pk}/files/"),
    ("get", "files/{file}/"),
    ("post", "sections/{section}/"),
    ("post", "sections/{section}/autosave/"),
    ("get", "sections/{section}/versions/"),
    ("post", "sections/{section}/restore/"),
    ("post", "sections/{section}/data/"),
    ("post", "sections/{section}/send/"),
    ("post", "sections/{section}/sign/"),
    ("post", "sections/{section}/reopen/"),
]


@pytest.mark.parametrize(("way", "page"), NEIGHBOURS)
def test_a_neighbours_report_is_not_there(browse, report, people, way, page):
    one = report()
    file = files.ask_file(dossier=one, format="docx", by=people.coordinator)
    path = page.format(pk=one.pk, section=section_of(one).pk, file=file.pk)
    given = {"format": "pdf"} if path.endswith("files/") else {}
    client = browse("ba", "coordinator")
    assert getattr(client, way)(f"/en/reports/{path}", given).status_code == 404


def form_of(section, **more):
    given = {"heading": section.heading, "text": section.text, "seen": section.revision, "word_limit": ""}
    return {**given, **more}


def test_a_section_is_edited_on_its_page(browse, report):
    section = section_of(report())
    answer = posted(browse("alef", "analyst"), f"sections/{section.pk}/", **form_of(section, text="**Mine** now"))
    assert answer.status_code == 302
    page = text(browse("alef", "analyst").get(f"/en/reports/{section.dossier_id}/"))
    assert "<strong>Mine</strong> now" in page


def test_two_who_write_at_once_see_both_texts_and_lose_none(browse, report, people):
    section = section_of(report())
    sections.write(section=section, heading="Violence", text="Hers stays", by=people.analyst)
    path = f"sections/{section.pk}/"
    answer = posted(browse("alef", "coordinator"), path, **form_of(section, text="His stays"))
    page = text(answer)
    assert answer.status_code == 409
    assert "<del>Hers</del>" in page
    assert "<ins>His</ins>" in page
    assert "His stays</textarea>" in page
    assert section_of(section.dossier).text == "Hers stays"
    again = form_of(section, text="Both stay", seen=section_of(section.dossier).revision)
    assert posted(browse("alef", "coordinator"), path, **again).status_code == 302


def test_a_script_may_put_no_markup_of_its_own_on_the_paper(browse, report, people):
    section = section_of(report())
    text_of_hers = "<script>alert(1)</script>\n\n## <img src=x>"
    sections.write(section=section, heading="<b>Violence", text=text_of_hers, by=people.analyst)
    page = text(browse("alef", "coordinator").get(f"/en/reports/{section.dossier_id}/"))
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "<b>Violence" not in page


def test_a_window_saves_by_itself_and_is_told_when_somebody_wrote_meanwhile(browse, report):
    section = section_of(report())
    client = browse("alef", "analyst")
    saved = posted(client, f"sections/{section.pk}/autosave/", **form_of(section, text="By itself"))
    assert (saved.status_code, saved.json()["revision"], saved.json()["left_out"]) == (200, section.revision + 1, [])
    late = posted(client, f"sections/{section.pk}/autosave/", **form_of(section, text="Too late"))
    assert late.status_code == 409
    empty = posted(client, f"sections/{section.pk}/autosave/", **form_of(section, heading=""))
    assert empty.json()["left_out"] == ["heading"]


def test_the_report_is_signed_from_its_page_as_it_was_read(browse, report, people):
    one = report()
    client = browse("alef", "coordinator")
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', text(client.get(f"/en/reports/{one.pk}/sign/")))[1]
    sections.write(section=section_of(one), heading="H", text="Other", by=people.analyst)
    assert posted(client, f"{one.pk}/sign/", digest=digest).status_code == 409
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', text(client.get(f"/en/reports/{one.pk}/sign/")))[1]
    assert posted(client, f"{one.pk}/sign/", digest=digest).status_code == 302
    one.refresh_from_db()
    assert one.is_signed


def test_what_the_data_says_is_taken_on_its_page(browse, report, people):
    section = section_of(report())
    drawn = section.text
    sections.write(section=section, heading="Violence", text="Mine", by=people.analyst)
    client, path = browse("alef", "analyst"), f"/en/reports/sections/{section.pk}/data/"
    digest = re.search(r'name="digest" value="([0-9a-f]{64})"', text(client.get(path)))[1]
    assert client.post(path, {"act": "take", "digest": "0" * 64}).status_code == 409
    assert client.post(path, {"act": "take", "digest": digest}).status_code == 302
    assert section_of(section.dossier).text == drawn


def test_words_beyond_the_limit_are_said_aloud(browse, report):
    one = report(word_limit=10)
    page = text(browse("alef", "coordinator").get(f"/en/reports/{one.pk}/"))
    assert "words too many" in page


def test_a_long_report_stands_on_several_pages(browse, report, people):
    one = report()
    for key in ("part:introduction", "part:overview"):
        section = section_of(one, key)
        sections.write(section=section, heading=section.heading, text="word " * 4000, by=people.analyst)
    client = browse("alef", "coordinator")
    first, third = (text(client.get(f"/en/reports/{one.pk}/?page={number}")) for number in (1, 3))
    there = f'id="s-{section_of(one, "part:overview").pk}"'
    assert there not in first
    assert there in third
    assert f"?page=3#s-{section_of(one, 'part:overview').pk}" in first


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    "page",
    ["", "{pk}/", "{pk}/log/", "sections/{section}/", "sections/{section}/versions/", "sections/{section}/data/"],
)
def test_a_page_takes_the_same_few_queries_for_little_and_for_much(browse, report, people, page):
    one = report()
    client = browse("alef", "coordinator")
    path = f"/en/reports/{page.format(pk=one.pk, section=section_of(one).pk)}"
    before = queries(client, path)
    for number in range(3):
        report(title=f"Another {number}")
    section = section_of(one)
    for number in range(30):
        sections.write(section=section, heading="Violence", text=f"Version {number}", by=people.analyst)
    extra = [
        DossierSection(dossier=one, key=f"theme:x{number}", order=50 + number, heading="More", text="Words " * 40)
        for number in range(60)
    ]
    DossierSection.objects.bulk_create(extra)
    assert queries(client, path) == before
    assert before <= 24
