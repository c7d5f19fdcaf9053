"""The pages of the face are drawn in every language, on both kinds of host."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from mutabaa.design.views import gallery_context
from shared.languages.direction import LANGUAGES

INSTITUTION = SimpleNamespace(name="National Committee", state="Marsana")
PAGES = [
    "gallery.html", "404.html", "403.html", "403_csrf.html", "429.html", "institution_unavailable.html",
    "pages/home.html", "pages/about.html", "pages/accessibility.html", "pages/privacy.html", "pages/help.html",
]  # fmt: skip


def a_request(rf: RequestFactory, language: str, institution: Any = None) -> HttpRequest:
    request = rf.get(f"/{language}/somewhere/?theme=1&page=2")
    request.institution, request.member = institution, None  # type: ignore[attr-defined]
    return request


def drawn(template: str, language: str, rf: RequestFactory, institution: Any = None) -> str:
    with override(language):
        return render_to_string(template, gallery_context(), a_request(rf, language, institution))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", PAGES)
def test_a_page_is_drawn(template: str, language: str, rf: RequestFactory) -> None:
    html = drawn(template, language, rf)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
    assert "</html>" in html


def test_the_gallery_stands_in_both_directions_side_by_side(rf: RequestFactory) -> None:
    html = drawn("gallery.html", "en", rf)
    assert '<div lang="ar" dir="rtl"' in html
    assert '<div lang="en" dir="ltr"' in html


def test_an_id_is_given_once_in_the_gallery(rf: RequestFactory) -> None:
    ids = re.findall(r'\bid="([^"]+)"', drawn("gallery.html", "ar", rf))
    assert sorted(ids) == sorted(set(ids))


def test_an_institution_is_named_in_its_band(rf: RequestFactory) -> None:
    html = drawn("404.html", "en", rf, INSTITUTION)
    assert "institution-band" in html
    assert "National Committee" in html
    assert 'class="mast"' not in html


def test_the_network_has_a_masthead_and_no_band(rf: RequestFactory) -> None:
    html = drawn("404.html", "en", rf)
    assert 'class="mast"' in html
    assert "institution-band" not in html


def test_the_language_switcher_keeps_the_page_and_its_query(rf: RequestFactory) -> None:
    assert 'href="/fr/somewhere/?theme=1&amp;page=2"' in drawn("404.html", "en", rf)


def test_a_refusal_gives_its_reason(rf: RequestFactory) -> None:
    html = render_to_string("403.html", {"reason": "Only its own members write an account."}, a_request(rf, "en"))
    assert "Only its own members write an account." in html


def test_the_page_for_a_broken_server_needs_no_context() -> None:
    html = render_to_string("500.html")
    assert 'dir="rtl"' in html
    assert 'lang="fr"' in html


def test_pages_stay_within_the_policy(rf: RequestFactory) -> None:
    """htmx would otherwise write a style element and evaluate strings."""
    html = drawn("404.html", "en", rf)
    assert '"includeIndicatorStyles":false' in html
    assert '"allowEval":false' in html
