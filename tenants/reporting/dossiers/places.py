"""Where each recommendation stands in a report: once, under its most telling theme, article or document."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from django.utils.translation import gettext as _

from shared.taxonomy.catalogue import catalogue
from tenants.reporting.dossiers.articles import articles_of
from tenants.reporting.dossiers.choice import Choice
from tenants.reporting.dossiers.gathering import with_their_groups
from tenants.reporting.dossiers.material import Material
from tenants.reporting.models import Arranged, Dossier
from tenants.tracker.models import Recommendation

# Themes that a source hangs on almost everything: they place a recommendation only where nothing else does.
GENERAL_GROUPS = ("G-INT", "G-NAT", "G-CPR", "G-OTH")
GENERAL = {"esc", "esc-general", "cpr", "cpr-general", "equality"}


@dataclass
class Place:
    """A section to be with its recommendations. `group` is the key of the section over it, none for its own."""

    key: str
    heading: str
    level: int = 1
    recommendations: list[Recommendation] = field(default_factory=list)


def places(dossier: Dossier, found: Material) -> list[Place]:
    """The sections of the recommendations in their order, empty ones left out. In the active language."""
    if dossier.arranged == Arranged.ARTICLE:
        return _by_article(dossier, found)
    if dossier.arranged == Arranged.PARAGRAPH:
        return _by_document(found)
    return _by_theme(dossier, found)


@cache
def _rank() -> dict[str, tuple[int, int]]:
    """For each theme how little it tells, and its place in the lists."""
    lists = catalogue()
    found = {}
    for at, theme in enumerate(lists.themes.values()):
        group = lists.themes[theme.parent_id].code if theme.parent_id else theme.code
        general = 2 if theme.artefact else int(group in GENERAL_GROUPS or theme.code in GENERAL)
        found[theme.code] = (general, at)
    return found


def telling_first(codes: list[str]) -> list[str]:
    """Themes of a recommendation, the most telling first."""
    rank = _rank()
    return sorted(set(codes), key=lambda code: rank.get(code, (3, 0)))


def _by_theme(dossier: Dossier, found: Material) -> list[Place]:
    lists, wanted = catalogue(), with_their_groups(Choice.of(dossier.chosen).themes)
    under: dict[str, list[Recommendation]] = {}
    for one in found.recommendations:
        codes = telling_first(found.themes.get(one.pk, []))
        code = next((code for code in codes if code in wanted), codes[0] if codes else "")
        under.setdefault(code, []).append(one)
    placed: list[Place] = []
    for group in lists.themes.values():
        if group.parent_id is not None:
            continue
        inside = [theme for theme in [group, *lists.narrower(group)] if theme.code in under]
        if not inside:
            continue
        placed.append(Place(f"group:{group.code}", group.label))
        for theme in inside:
            heading = theme.label if theme is not group else _("General")
            placed.append(Place(f"theme:{theme.code}", heading, 2, under.pop(theme.code)))
    left = [one for row in under.values() for one in row]
    if left:
        placed.append(Place("theme:", _("Recommendations without a theme"), 1, left))
    return placed


def _by_article(dossier: Dossier, found: Material) -> list[Place]:
    articles = articles_of(dossier.instrument)
    under: dict[int, list[Recommendation]] = {}
    for one in found.recommendations:
        under.setdefault(_article_of(articles, found.themes.get(one.pk, [])), []).append(one)
    placed = []
    for at, article in enumerate(articles):
        label = article.label_in(dossier.language)
        title = (
            _("Article %(number)s: %(title)s") if article.articles.isdigit() else _("Articles %(number)s: %(title)s")
        )
        heading = title % {"number": article.articles, "title": label}
        placed.append(Place(f"article:{dossier.instrument}:{article.articles}", heading, 1, under.pop(at, [])))
    left = [one for row in under.values() for one in row]
    if left:
        placed.append(Place("article:", _("Recommendations under no single article"), 1, left))
    return placed


def _article_of(articles: tuple, themes: list[str]) -> int:  # type: ignore[type-arg]
    """The place of the article that the most telling theme belongs to; -1 for none."""
    for code in telling_first(themes):
        for at, article in enumerate(articles):
            if code in article.themes:
                return at
    return -1


def _by_document(found: Material) -> list[Place]:
    """A section for each document, under its symbol; without one, for each review."""
    lists, placed = catalogue(), {}
    for one in found.recommendations:
        key: UUID = one.document_id or one.review_id
        if key not in placed:
            body = lists.bodies.get(one.review.body_id)
            name = body.label if body else ""
            symbol = one.document.symbol if one.document else ""
            heading = f"{name} ({symbol})" if name and symbol else name or symbol or str(key)
            placed[key] = Place(f"document:{key}", heading)
        placed[key].recommendations.append(one)
    return list(placed.values())
