"""Tags and components: what a code, a number or a form field becomes on the page."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from mutabaa.design import charts, context
from mutabaa.design.glyphs import rung, status_glyph
from shared import navigation


def drawn(source: str, **context: object) -> str:
    with override("en"):
        return Template("{% load face %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("code", "expected"),
    [("state:in_progress", "going"), ("in_progress", "going"), ("nhri:none", "none"), ("nhri:regression", "not"),
     ("upr_info:not", "not"), ("cso:satisfactory", "done"), ("treaty_body:B", "part"), ("part", "part"),
     ("of_tomorrow", "unknown")],
)  # fmt: skip
def test_a_value_of_any_scale_finds_its_rung(code: str, expected: str) -> None:
    assert rung(code) == expected


def test_a_scale_keeps_its_own_words_on_a_shared_shape() -> None:
    assert status_glyph("state:not_started").symbol == status_glyph("state:planned").symbol
    with override("en"):
        assert str(status_glyph("state:planned").words) == "Planned"


def test_a_status_is_shape_tone_and_words() -> None:
    html = drawn('{% status "implemented" %}')
    assert 'class="st st-done"' in html
    assert "#st-done" in html
    assert "Implemented" in html


def test_a_label_is_escaped() -> None:
    assert "<b>" not in drawn('{% position "supported" label %}', label="<b>x</b>")


def test_a_decorative_icon_is_silent_and_a_labelled_one_speaks() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "lock" %}')
    assert 'role="img" aria-label="Private"' in drawn('{% icon "lock" "Private" %}')


def test_a_chevron_can_be_told_to_turn() -> None:
    assert 'class="i flip"' in drawn('{% icon "next" flip=True %}')


def test_what_is_past_due_says_so_by_shape_and_words() -> None:
    html = drawn("{% due when %}", when=timezone.localdate() - timedelta(days=3))
    assert "due late" in html
    assert "#late" in html


def test_what_is_ahead_shows_its_day() -> None:
    assert "2199" in drawn("{% due when %}", when=date(2199, 1, 15))


def test_an_arabic_paragraph_letter_keeps_the_direction_of_its_line() -> None:
    assert 'direction="ltr"' in drawn('{% rosette "140.52" %}')
    assert "direction=" not in drawn('{% rosette "24 (ب)" %}')


def test_segments_fill_the_bar_and_leave_gaps_between() -> None:
    bar = charts.bar("UPR", {"done": 1, "part": 1, "not": 2})
    last = bar.segments[-1]
    assert [segment.rung for segment in bar.segments] == ["done", "part", "not"]
    assert last.x + last.width == pytest.approx(charts.WIDTH, abs=0.2)
    assert bar.segments[1].x - bar.segments[0].width == pytest.approx(charts.GAP, abs=0.2)


def test_a_row_without_recommendations_is_an_empty_bar() -> None:
    bar = charts.bar("CED", {})
    assert (bar.total, bar.percent, bar.segments) == (0, 0, [])


def test_a_chart_has_its_table_and_one_hatch_a_page() -> None:
    rows = [{"label": "UPR", "counts": {"done": 2, "not": 1}}]
    html = drawn('{% bars rows "Mechanism" %}{% bars rows "Mechanism" %}', rows=rows)
    assert html.count("<table>") == 2
    assert html.count('id="hatch"') == 1


def test_pages_keep_the_other_parameters(rf: RequestFactory) -> None:
    html = drawn(
        "{% pages page %}", page=Paginator(range(90), 25).page(2), request=rf.get("/", {"theme": "9", "page": "2"})
    )
    assert "?theme=9&amp;page=3" in html
    assert 'aria-current="page"' in html


def test_a_single_page_shows_no_pagination(rf: RequestFactory) -> None:
    assert "<nav" not in drawn("{% pages page %}", page=Paginator(range(3), 25).page(1), request=rf.get("/"))


class AForm(forms.Form):
    name = forms.CharField(help_text="As in the decision")
    remarks = forms.CharField(required=False)
    email = forms.EmailField(required=False, widget=forms.EmailInput({"placeholder": "E-mail"}))


def test_a_field_is_described_by_its_error_and_its_help() -> None:
    html = drawn("{% field form.name %}", form=AForm({"name": ""}))
    assert 'aria-describedby="id_name_error id_name_hint"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_name_hint"' in html
    assert "field wrong" in html


def test_required_is_said_in_words_where_fields_differ() -> None:
    assert "required</span>" in drawn("{% field form.name %}", form=AForm())
    assert "required</span>" not in drawn("{% field form.remarks %}", form=AForm())


def test_an_address_is_typed_from_left_to_right_without_a_placeholder() -> None:
    html = drawn("{% field form.email %}", form=AForm())
    assert 'dir="ltr"' in html
    assert "placeholder" not in html


def test_an_entrance_shows_only_to_those_who_may(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(context, "reverse", lambda name: f"/en/{name}/")
    navigation.register(20, "People", "people", permission="manage_people")
    navigation.register(10, "List", "list", permission="see")
    request = rf.get("/en/list/7/")
    request.institution = SimpleNamespace(name="x")  # type: ignore[attr-defined]
    request.member = SimpleNamespace(may=lambda permission: permission == "see")  # type: ignore[attr-defined]
    links = list(context.face(request)["nav"])
    assert [(str(link.label), link.current) for link in links] == [("List", True)]
