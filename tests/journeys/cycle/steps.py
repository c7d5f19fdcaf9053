"""What is said and done in the cycle, and what its tests share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from playwright.sync_api import Page

from tests.journeys.visitor import Visitor

INQUIRIES = "Publish the results of every inquiry"
CLUSTER = "حماية النساء والمحتجزين"
PLAN, ACTION = "الخطة الوطنية 2027", "افتتاح دور إيواء في المحافظات"
ROUND, QUESTION = "جولة الخريف", "كم دارًا فُتحت هذا العام؟"
HERS = "عُرض مشروع قانون الاتجار على البرلمان في آذار."
SHORT, WHOLE = "نُشرت النتائج.", "نُشرت نتائج سبعة تحقيقات على موقع الوزارة في أيار."
BY_EXCEL = {
    "Open shelters": "فُتحت داران، والثالثة قيد البناء.",
    "every inquiry": "سُلّمت ملفات التحقيقات إلى وزارة العدل.",
}
REMARK = "كم تحقيقًا، وأين نُشرت؟"
FINDING = "الدار الثانية لم تستقبل أحدًا بعد."
SECOND_ROUND, BY_ALTERNATE = "جولة الشتاء", "أجابت البديلة: اكتملت الدار الثالثة."
CONSULTATION, DRAFT = "مشاورة حول مشروع الخطة", "# المحور الأول\n\nتُفتح دار إيواء في كل محافظة."
COMMENT, REPLY = "نقترح أن تستقبل الدور ذوات الإعاقة.", "أُضيف إلى الخطة."
A_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
SENDS_WORDS = """async ([address, token]) => {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, account: "غير ذلك" });
  return (await fetch(address, { method: "POST", body })).status;
}"""
HOST = "nahr.example"
ANSWERING = ("justice", "interior", "alternate")


@dataclass
class Cycle:
    """What one test found and the next one needs: addresses below the language, and figures of the overview."""

    round: str = ""
    request: str = ""
    piece: str = ""
    action: str = ""
    indicator: str = ""
    cluster: str = ""
    consultation: str = ""
    guest: str = ""
    upload: str = ""
    figures: dict[str, int] = field(default_factory=dict)


def number_in(words: str) -> int:
    found = re.search(r"\d+", words)
    assert found, words
    return int(found.group())


def figures(visitor: Visitor) -> dict[str, int]:
    """The overview's lines that lead to a list of recommendations: their numbers, by the address of the list."""
    visitor.open("")
    lines = visitor.page.locator("main ul.index li:has(a[href*='/recommendations/'])")
    found = {}
    for line in lines.all():
        address = str(line.locator("a").first.get_attribute("href"))
        found[address.removeprefix(f"/{visitor.language}/")] = number_in(line.locator(".num").first.inner_text())
    return found


def assert_lists_agree(visitor: Visitor, shown: dict[str, int]) -> None:
    """Every figure, followed, is a list of so many rows. Here all lists fit on one page."""
    listed = {}
    for address in shown:
        visitor.open(address)
        listed[address] = visitor.has(".row")
    assert listed == shown


def first_link(visitor: Visitor, selector: str) -> str:
    """Where it leads, below the language."""
    address = str(visitor.page.locator(selector).first.get_attribute("href"))
    return address.removeprefix(f"/{visitor.language}/")


def tally(visitor: Visitor) -> list[int]:
    return [number_in(words) for words in visitor.texts(".tally dd")]


def tick(page: Page, words: str) -> None:
    page.locator(".row", has_text=words).locator("input[name=chosen]").check()


def fill_date(visitor: Visitor, name: str, days: int) -> None:
    visitor.page.fill(f"input[name={name}]", (date.today() + timedelta(days=days)).isoformat())


def record_of(visitor: Visitor, words: str) -> str:
    """The address of the recommendation that says this."""
    visitor.open("recommendations/")
    return first_link(visitor, f".row a:has-text('{words}')").partition("?")[0]


def lead_by(visitor: Visitor, words: tuple[str, ...], body: str, lead: str = "lead") -> None:
    visitor.open("recommendations/")
    for one in words:
        tick(visitor.page, one)
    visitor.press("form.chosen button[value=assign]")
    visitor.choose("body", body)
    visitor.page.select_option("select[name=lead]", lead)
    visitor.send("form:has(input[name=confirm])")
