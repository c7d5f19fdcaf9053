"""Documents for the tests: one of every part in each language, and one made of what should not be printed."""

from datetime import date

from shared.exports.document.blocks import (
    Chart,
    Column,
    Document,
    Grid,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Run,
    Series,
)

DAY = date(2026, 11, 22)
WORDS = {
    "ar": "قبلت الدولة 48 % من التوصيات في 2019-03-15، وفق التقرير A/HRC/21/5",
    "en": "The State supported 48% on 2019-03-15, see A/HRC/21/5 (قانون العنف)",
    "fr": "L'État a accepté 48 % le 15 mars 2019, voir A/HRC/21/5",
}
TITLES = {"ar": "تقرير منتصف المدة", "en": "Mid-term report", "fr": "Rapport à mi-parcours"}
LANGUAGES = ("ar", "en", "fr")

HOSTILE = (
    '#eval("1") $x$ @ref <label> \\ \\n */ /* // `raw` *bold* _it_ - + / [x] {y} ~ -- ---',
    "😀👨‍👩‍👧 中文 हिन्दी עברית ไทย",
    "([{<«",
    "a\x00b\x07c\x1b[31m\ud800 \uffff \ufeff",
    "\u202e evil \u2066 unclosed",
    "x\u0301" * 300,
    "one\r\ntwo\u2028three\n\n\n",
    "",
    " ",
    "\ufdfa\u200d\u200c\u0640\u0640",
    "{{%(x)s}} %s & ]]> </w:t> &amp;",
    "=1+1",
)


def everything(language: str, draft: bool = False, contents: bool = True) -> Document:
    """A document with each part once."""
    words, title = WORDS[language], TITLES[language]
    rows = tuple((str(at), (Run(words), Run("A/HRC/21/5", bold=True)), f"{at} %", "2019-03-15") for at in range(1, 61))
    columns = (Column("#", 0.5, "number"), Column(title, 4), Column("%", 1, "number"), Column("2019", 1, "date"))
    years = ("2019", "2020", "2021")
    return Document(
        title=title,
        subtitle=words,
        language=language,
        institution="NHRI " + title,
        dated=DAY,
        blocks=(
            Heading(1, title, anchor="first"),
            Paragraph((Run(words), Run(" "), Run(words, bold=True, italic=True, href="#first"))),
            Paragraph.of(WORDS["en"], "quote", "en"),
            Paragraph.of(WORDS["ar"], "quote", "ar"),
            Paragraph.of(words, "note"),
            Paragraph.of(words, "caption"),
            Heading(2, title + " 2"),
            Items((Paragraph.of(words), Paragraph.of(title))),
            Items((Paragraph.of(words), Paragraph.of(title)), ordered=True),
            Heading(3, title + " 3"),
            Grid(columns, rows, caption=title),
            PageBreak(),
            Heading(4, title + " 4"),
            Chart(title, "bar", years, (Series("a", (1, -2.5, None)), Series("b", (12480, 3, 4)))),
            Chart(title, "stacked", years, (Series("a", (1, 2, None)), Series("b", (3, 4, 5))), "%"),
            Chart(title, "line", years, (Series(title, (1, None, 3)),), title),
            Paragraph((Run("undocs", href="https://undocs.org/A/HRC/21/5"),)),
        ),
        lines_on_cover=((title, words), (title, "A/HRC/21/5")),
        contents=contents,
        draft=draft,
    )


def hostile(language: str, texts: tuple[str, ...] = HOSTILE) -> Document:
    """A document whose every place holds a text that could break something."""
    kinds = ("bar", "stacked", "line")
    blocks = []
    for at, text in enumerate(texts):
        blocks += [
            Heading(1 + at % 4, text, anchor=text),
            Paragraph((Run(text, bold=True, href="#" + text), Run(text, language="xx"))),
            Paragraph.of(text, "quote", "ar"),
            Paragraph.of(text, "note", "en"),
            Items((Paragraph.of(text), Paragraph((Run(text, italic=True, language="fr"),))), ordered=at % 2 == 0),
            Chart(text, kinds[at % 3], (text, "b"), (Series(text, (1, None)), Series(text, (float("inf"), 2))), text),
            Grid((Column(text), Column("", 0.01)), ((text, (Run(text, href="javascript:alert(1)"),)),), text),
        ]
    nothing = [
        Items(()), Paragraph(()), Grid((Column(""),), ()), Chart("", "line", (), ()),
        Chart("", "bar", (), (Series("", ()),)),
        PageBreak(), PageBreak(), Heading(4, ""), Paragraph((Run("x", href="https://a.b/" + "c" * 5000),)),
    ]  # fmt: skip
    lines = tuple((text, text) for text in texts)
    return Document(texts[0], texts[1], language, texts[2], date(1, 1, 1), [*blocks, *nothing], lines, draft=True)
