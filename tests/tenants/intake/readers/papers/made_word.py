"""Word files made by hand, with exactly the XML that a test is about. All about States that do not exist."""

import re
from pathlib import Path
from xml.sax.saxutils import escape

from tests.tenants.intake.readers.made_files import zip_bytes

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs; a piece without markup becomes a run."""
    runs = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(text: str, style: str) -> str:
    return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')


def level(at: int, way: str, text: str, start: int = 1, more: str = "") -> str:
    start_and_format = f'<w:start w:val="{start}"/><w:numFmt w:val="{way}"/>'
    return f'<w:lvl w:ilvl="{at}">{start_and_format}{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def instance(key: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def word_bytes(
    *body: str,
    numbering: str = "",
    styles: str = "",
    footnotes: str = "",
    header: str = "",
    footer: str = "",
    before: str = "",
    main: str = "word/document.xml",
    space: str = SPACE,
    more: dict[str, bytes] | None = None,
) -> bytes:
    """A package of those parts. `before` stands before the text's root element, `main` is the text's part."""
    parts = {"numbering": numbering, "styles": styles, "footnotes": footnotes, "header": header, "footer": footer}
    roots = {"header": "hdr", "footer": "ftr"}

    def xml(root: str, content: str) -> bytes:
        head = f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        return f'{head}<w:{root} xmlns:w="{space}" {OTHERS}>{content}</w:{root}>'.encode()

    def relations(targets: dict[str, str]) -> bytes:
        listed = "".join(
            f'<Relationship Id="r{place}" Type="{RELATED}/{kind}" Target="{target}"/>'
            for place, (kind, target) in enumerate(targets.items())
        )
        return f'<Relationships xmlns="http://x">{listed}</Relationships>'.encode()

    given = {name: content for name, content in parts.items() if content}
    folder, _slash, name = main.rpartition("/")
    made = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": relations({"officeDocument": main}),
        f"{folder}/_rels/{name}.rels": relations({one: f"{one}.xml" for one in given}),
        main: xml("document", f"<w:body>{''.join(body)}</w:body>"),
    }
    for part, content in given.items():
        made[f"{folder}/{part}.xml"] = xml(roots.get(part, part), content)
    return zip_bytes({**made, **(more or {})})


def kept(folder: Path, content: bytes, name: str = "paper.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def lines_of(text: str) -> list[str]:
    """The filled lines of a text, for papers of many plain paragraphs."""
    return [line for one in re.split(r"\n", text) if (line := one.strip())]
