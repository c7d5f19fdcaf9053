"""What may be wrong with a page, narrow and wide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.journeys.visitor import Visitor

SOUND = (Path(__file__).parent / "soundness.js").read_text("utf-8")
WIDTHS = (390, 1440)


def faults(visitor: Visitor, paths: Sequence[str], statuses: tuple[int, ...] = (200,)) -> list[str]:
    """What is wrong on these pages at both widths."""
    found = []
    for path in paths:
        answer = visitor.open(path)
        if answer.status not in statuses:
            found.append(f"/{path} answers {answer.status}")
            continue
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 900})
            found += [f"/{path} at {width}: {what}" for what in visitor.page.evaluate(SOUND)]
        root = visitor.page.locator("html")
        wanted = (visitor.language, "rtl" if visitor.language == "ar" else "ltr")
        if (root.get_attribute("lang"), root.get_attribute("dir")) != wanted:
            found.append(f"/{path} is not set in {wanted}")
    return found
