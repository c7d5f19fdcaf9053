"""Parts of the overview that belong to apps above the tracker: how the plan stands, how a round goes.

overview_part(10, how_the_plan_stands)      # in AppConfig.ready
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from tenants.tracker.overview.figures import Figures

if TYPE_CHECKING:
    from django.http import HttpRequest

    Renderer = Callable[[HttpRequest, Figures], str]

_parts: dict[Renderer, int] = {}


def overview_part(order: int, renderer: Renderer) -> None:
    """Add a part under the needs, lower orders first. The renderer gives safe HTML, or nothing to stay away."""
    _parts[renderer] = order


def parts(request: HttpRequest, figures: Figures) -> list[SafeString]:
    """The parts that have something to say, in their order."""
    drawn = (renderer(request, figures) for renderer, _ in sorted(_parts.items(), key=lambda pair: pair[1]))
    return [html for html in drawn if isinstance(html, SafeString) and html.strip()]
