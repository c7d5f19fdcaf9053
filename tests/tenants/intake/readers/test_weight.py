"""A small Word file whose tree would fill the memory is refused before anybody builds the tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenants.intake.readers import package
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers import word_package
from tenants.intake.readers.papers.word import paper_from_docx
from tenants.intake.readers.thematic_list import document
from tenants.intake.readers.unreadable import DocumentBomb, ZipBomb
from tests.tenants.intake.readers.papers.made_word import kept, paragraph, word_bytes

FEW = 2_000


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "MOST_NODES", FEW)
    monkeypatch.setattr(document, "MOST_NODES", FEW)


HEAVY = {
    "elements": "<w:p>" + "<w:r/>" * FEW + "</w:p>",
    "attributes": "<w:p>" + '<w:r w:a="" w:b="" w:c=""/>' * (FEW // 3) + "</w:p>",
    "namespaces": "<w:p>" + '<w:r xmlns:a="urn:a" xmlns:b="urn:b"/>' * (FEW // 2) + "</w:p>",
    "instructions": "<w:p>" + "<?a?>" * FEW + "</w:p>",
    "children that are not let go of": "<w:bookmarkStart/>" * FEW,
    "names of another language": '<z:p xmlns:z="urn:z"/>' * FEW,
}


@pytest.mark.parametrize("what", HEAVY)
def test_a_heavy_tree_is_refused(tmp_path: Path, what: str) -> None:
    path = kept(tmp_path, word_bytes(HEAVY[what]))
    with pytest.raises(DocumentBomb):
        paper_from_docx(path, Limits())
    with pytest.raises(ZipBomb):
        document.ListDocument(path, Limits())


def test_a_long_text_is_none(tmp_path: Path) -> None:
    """What was read is let go of, so that only one block counts."""
    path = kept(tmp_path, word_bytes(*[paragraph("Words") for _ in range(FEW)]))
    assert len(paper_from_docx(path, Limits()).lines) == FEW


def test_the_parser_that_weighs_refuses_document_types_too() -> None:
    with pytest.raises(package.ForbiddenXml):
        package.Weigher(FEW).parser.Parse(b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', True)
