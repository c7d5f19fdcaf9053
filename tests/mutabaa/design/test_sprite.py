"""The sprite: every icon a template or a glyph names stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mutabaa.design import glyphs

ROOT = Path(__file__).resolve().parents[3]
FAMILIES = ("platform", "tenants", "shared", "knowledge_base")
TEMPLATES = sorted(path for family in FAMILIES for path in (ROOT / family).rglob("templates/**/*.html"))
NAMES = [str(path.relative_to(ROOT)) for path in TEMPLATES]
SPRITE = (ROOT / "platform/mutabaa/design/static/mutabaa/icons.svg").read_text()
SYMBOLS = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))


@pytest.mark.parametrize("name", NAMES)
def test_its_icons_stand_in_the_sprite(name: str) -> None:
    used = set(re.findall(r"{%\s*icon\s+[\"']([\w-]+)[\"']", (ROOT / name).read_text()))
    assert used - SYMBOLS == set()


def test_every_glyph_stands_in_the_sprite() -> None:
    used = {glyph.symbol for glyph in [*glyphs.LADDER.values(), *glyphs.POSITIONS.values()]}
    assert used - SYMBOLS == set()


def test_the_sprite_carries_no_colour_of_its_own() -> None:
    assert not re.search(r"#[0-9a-f]{3,6}\b|rgb\(", SPRITE)
