"""A coordinator brings in what the UN and a ministry hand out, and takes out what they ask for. Each test goes on."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from tests.journeys.formats import papers
from tests.journeys.place import PASSWORD
from tests.journeys.soundness import faults
from tests.journeys.visitor import Opens, Visitor

pytestmark = pytest.mark.browser

PREVIEW, REPORT = "import/[0-9a-f-]{36}/preview/", "import/[0-9a-f-]{36}/report/"
WORDS = "كُتبت هذه الفقرة في الرحلة."


@pytest.fixture
def hers(opens: Opens) -> Visitor:
    return opens("jabal", "coordinator", language="ar")


def upload(visitor: Visitor, file: Path) -> None:
    visitor.open("import/")
    visitor.page.set_input_files("input[name=file]", file)
    visitor.send("form:has(input[name=file])")


def commit(visitor: Visitor) -> None:
    visitor.send("form[action$='/commit/']")
    visitor.arrives(REPORT)


def row(visitor: Visitor, words: str) -> str:
    return visitor.page.locator("#items tbody tr", has_text=words).inner_text()


def figures(visitor: Visitor) -> list[int]:
    """New, changed, unchanged, invalid."""
    return [int(text) for text in visitor.texts(".tally dd")]


def test_the_report_shows_where_each_row_stands_and_the_reply_changes_positions(hers: Visitor, tmp_path: Path) -> None:
    upload(hers, papers.report(tmp_path))
    hers.arrives(PREVIEW)
    assert figures(hers) == [len(papers.SAID), 0, 0, 0]
    assert "الصفحة 2" in row(hers, papers.LIBRARIES)
    assert "السطر" in row(hers, papers.LIBRARIES)
    assert faults(hers, [hers.path]) == []
    commit(hers)
    upload(hers, papers.reply(tmp_path))
    hers.arrives(PREVIEW)
    assert figures(hers) == [0, len(papers.DECIDED), 0, 0]
    commit(hers)
    hers.open("recommendations/?position=supported")
    assert hers.has(".row") == 2


def test_of_pasted_paragraphs_she_says_what_each_is(hers: Visitor) -> None:
    hers.open("import/paste/")
    hers.page.fill("textarea[name=text]", papers.OBSERVED)
    hers.send("form:has(textarea[name=text])")
    if "/source/" in hers.path:
        hers.page.select_option("select[name=body]", "CAT")
        hers.send("form:has(select[name=body])")
    hers.arrives(PREVIEW)
    assert hers.has("form[action$='/commit/']") == 0
    hers.page.locator("#items tr", has_text="prison doctors").locator("input[name=item]").check()
    hers.press("button[name=answer][value=leave]")
    hers.press("button[name=answer][value=all]")
    assert faults(hers, [hers.path.partition("?")[0].partition("#")[0]]) == []
    commit(hers)
    assert figures(hers)[0] == 2


def test_the_list_of_the_same_review_is_recognised(hers: Visitor, tmp_path: Path) -> None:
    upload(hers, papers.listed(tmp_path))
    hers.arrives(PREVIEW)
    assert papers.DROUGHT.split()[-1] in row(hers, "dry")
    hers.page.locator("#items tr", has_text="dry").locator("input[name=item]").check()
    hers.press("button[name=answer][value=merge]")
    assert figures(hers)[0] == 0
    commit(hers)
    hers.open("recommendations/")
    assert hers.has(".row") == len(papers.SAID) + 2


def test_a_ministrys_table_goes_through_its_columns_and_words(hers: Visitor, tmp_path: Path) -> None:
    upload(hers, papers.table(tmp_path))
    hers.arrives("import/[0-9a-f-]+/match/")
    match = hers.path
    for field in ("text_ar", "text_fr", "lead", "status"):
        assert hers.page.locator(f"select[name={field}]").input_value() != "", field
    hers.send("form:has(select[name=status])")
    words = hers.path.partition("?")[0]
    while "/words/" in hers.path:
        hers.send("form.flow")
    assert faults(hers, [match, words]) == []
    hers.open(words.replace("/words/", "/preview/"))
    assert figures(hers) == [2, 0, 0, 0]
    commit(hers)
    hers.open("recommendations/")
    hers.press(f".row a:has-text('{papers.IN_ARABIC[:20]}')")
    assert "وزارة الداخلية" in hers.page.locator("aside .facts").inner_text()


def test_the_matrix_comes_in_the_paper_that_was_sent(hers: Visitor, tmp_path: Path) -> None:
    hers.open("calendar/matrix/")
    hers.press("main ol a")
    assert faults(hers, [hers.path]) == []
    with hers.page.expect_download() as download:
        hers.page.locator("main form[method=get] button.btn").click()
    download.value.save_as(tmp_path / "matrix.docx")
    matrix = docx.Document(str(tmp_path / "matrix.docx"))
    cells = [cell.text for table in matrix.tables for line in table.rows for cell in line.cells]
    assert any(papers.REWORDED in cell for cell in cells)


def test_a_report_is_drawn_edited_and_fetched(hers: Visitor, tmp_path: Path) -> None:
    hers.open("reports/new/")
    hers.press("main li.hit a")
    begin = hers.path
    hers.send("form:has(input[name=title])")
    hers.arrives("reports/[0-9a-f-]{36}/")
    dossier = hers.path
    hers.page.locator("article.paper").wait_for()
    hers.press("article.paper a[href*='/reports/sections/']")
    section = hers.path
    written = hers.page.locator("textarea[name=text]").input_value()
    hers.page.fill("textarea[name=text]", f"{written}\n\n{WORDS}")
    hers.send("form.writing", "button[value=paper]")
    assert WORDS in hers.reads()
    assert faults(hers, [begin, dossier, section, f"{section}versions/", f"{section}data/", "reports/"]) == []
    hers.open(dossier)
    for kind, head in (("docx", b"PK"), ("pdf", b"%PDF")):
        with hers.page.expect_download() as download:
            hers.page.locator(f"button[name=format][value={kind}]").click()
        file = tmp_path / f"report.{kind}"
        download.value.save_as(file)
        assert file.read_bytes().startswith(head)
    assert any(WORDS in paragraph.text for paragraph in docx.Document(str(tmp_path / "report.docx")).paragraphs)


def test_everything_is_taken_away_as_one_file(opens: Opens, tmp_path: Path) -> None:
    hers = opens("jabal", "coordinator", language="ar", anew=True)
    hers.open("archive/")
    if not hers.has("form[action$='/archive/']"):
        hers.press("main p.line a.btn")
        hers.page.fill("input[name=password]", PASSWORD)
        hers.send("form:has(input[name=password])")
        hers.arrives("archive/")
    hers.send("form[action$='/archive/']")
    link = hers.page.locator("main a[href*='/archive/'].btn")
    link.first.wait_for()
    with hers.page.expect_download() as download:
        link.first.click()
    download.value.save_as(tmp_path / "archive.zip")
    with zipfile.ZipFile(tmp_path / "archive.zip") as archive:
        assert archive.testzip() is None
        assert any(papers.IN_ARABIC in archive.read(name).decode() for name in archive.namelist()
                   if name.endswith(".jsonl"))  # fmt: skip
    assert faults(hers, ["archive/", "import/"]) == []
