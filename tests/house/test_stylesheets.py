"""The style sheets: one for both directions, light enough for slow links, readable in light and dark."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import django_htmx
import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ROOT / "platform" / "mutabaa" / "design" / "static" / "mutabaa"
TOKENS = (SHEETS / "tokens.css").read_text()
PARTS = (SHEETS / "mutabaa.css").read_text()

# Physical properties have a side of the page in their name; logical ones follow the writing.
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*"
    r"|(?:border)-(?:top|bottom)-(?:left|right)-radius|left|right|top|bottom|(?:min-|max-)?(?:width|height))\s*:(?!:)"
)
PHYSICAL_VALUE = re.compile(r"(?:text-align|float|clear)\s*:\s*(?:left|right)")


def _declarations(css: str) -> str:
    """A sheet without comments and without the conditions of its media queries."""
    return re.sub(r"@media[^{]*\{", "{", re.sub(r"/\*.*?\*/", "", css, flags=re.S))


@pytest.mark.parametrize("sheet", sorted(path.name for path in SHEETS.glob("*.css")))
def test_a_sheet_names_no_side_of_the_page(sheet: str) -> None:
    css = _declarations((SHEETS / sheet).read_text())
    assert PHYSICAL.findall(css) + PHYSICAL_VALUE.findall(css) == []


def test_the_check_knows_a_physical_property_when_it_sees_one() -> None:
    assert PHYSICAL.findall(".a{margin-left:1px}.b{left:0}.c{max-width:3em}")
    assert not PHYSICAL.findall(".a{border-inline-start:0;inline-size:1em;line-height:1.4;stroke-width:2}")


def test_letters_are_never_spaced() -> None:
    """Spacing tears Arabic letters apart."""
    assert "letter-spacing" not in TOKENS + PARTS


def test_no_id_is_styled() -> None:
    selectors = re.findall(r"([^{}]+)\{", _declarations(PARTS))
    assert [selector for selector in selectors if re.search(r"#[a-z]", selector)] == []


def test_sheets_scripts_and_sprite_weigh_less_than_forty_kilobytes() -> None:
    """What a first visit fetches besides the page itself; the issue allows 60 KB with it, fonts apart."""
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
    fetched = [*SHEETS.iterdir(), htmx]
    weight = sum(len(gzip.compress(path.read_bytes(), 6)) for path in fetched)
    assert weight < 40 * 1024, f"{weight} bytes"


def _colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", css))


LIGHT = _colours(TOKENS[TOKENS.index(":root{") : TOKENS.index("@media")])
CHOSEN_DARK = _colours(TOKENS[TOKENS.index(":root[data-theme=dark]") :])
SYSTEM_DARK = _colours(TOKENS[TOKENS.index("@media") : TOKENS.index(":root[data-theme=dark]")])
DARK = LIGHT | CHOSEN_DARK

STATUS_TEXTS = [
    (f"st-{rung}", ground) for rung in ("done", "part", "going", "none", "not") for ground in ("ground", "accent-wash")
]
TEXT_PAIRS = [
    ("ink", "ground"), ("ink", "sheet"), ("ink", "mark"), ("ink-2", "ground"), ("ink-2", "sunk"), ("ink-3", "ground"),
    ("ink-3", "sheet"), ("ink-3", "sunk"), ("ink-3", "accent-wash"), ("accent", "ground"), ("accent", "sheet"),
    ("accent", "accent-wash"), ("accent", "bad-wash"), ("on-accent", "accent"), ("on-accent", "accent-2"),
    ("on-band", "band"), ("on-band-2", "band"), ("brass", "ground"), ("brass", "sheet"), ("brass", "accent-wash"),
    ("bad", "ground"), ("bad", "bad-wash"), ("ink-2", "info-wash"), ("ink-2", "warn-wash"), ("ink-2", "bad-wash"),
    ("ink-2", "ok-wash"), *STATUS_TEXTS,
]  # fmt: skip
SHAPE_PAIRS = [
    ("rule-2", "sheet"), ("rule-2", "ground"), ("focus", "ground"), ("focus", "sheet"), ("focus-on-band", "band"),
    ("fill-done", "ground"), ("fill-not", "ground"), ("brass-on-band", "band"),
]  # fmt: skip


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("over", "under"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(theme: str, over: str, under: str) -> None:
    colours = LIGHT if theme == "light" else DARK
    assert _contrast(colours[over], colours[under]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("over", "under"), SHAPE_PAIRS)
def test_controls_and_rings_stand_out_from_their_ground(theme: str, over: str, under: str) -> None:
    colours = LIGHT if theme == "light" else DARK
    assert _contrast(colours[over], colours[under]) >= 3


def test_dark_is_the_same_whether_the_system_or_the_person_chose_it() -> None:
    assert SYSTEM_DARK == CHOSEN_DARK


def test_every_colour_a_part_uses_is_a_token() -> None:
    used = set(re.findall(r"var\(--([\w-]+)", PARTS))
    defined = set(re.findall(r"--([\w-]+):", TOKENS))
    assert used - defined == set()
