from datetime import date

from django.template import engines
from django.test import RequestFactory
from django.utils import translation


def rendered(source, language="ar", **context):
    with translation.override(language):
        return (
            engines["django"].from_string("{% load languages %}" + source).render(context, context.pop("request", None))
        )


def test_a_number_is_written_in_the_page_s_language():
    assert rendered("{{ n|number }}", n=12480) == "12\u202f480"
    assert rendered("{{ n|number }}", "en", n=12480) == "12,480"


def test_a_percentage_is_one_isolated_run():
    assert rendered("{{ n|percent }}", n=48) == '<bdi dir="ltr">48\u00a0%</bdi>'


def test_a_day_and_a_month_are_written_in_words():
    assert rendered("{{ d|day }}; {{ d|month }}", "fr", d=date(2026, 12, 1)) == "1er décembre 2026; décembre 2026"


def test_an_absent_value_is_written_as_nothing():
    assert rendered("{{ n|number }}{{ n|percent }}{{ n|day }}{{ n|month }}{{ n|due }}{{ n|moment }}", n=None) == ""


def test_an_isolated_text_is_escaped():
    assert rendered("{{ t|isolated }}", t="<b>") == "<bdi>&lt;b&gt;</bdi>"


def test_an_isolated_text_can_say_its_language():
    assert rendered('{{ t|isolated:"fr" }}', t="Été") == '<bdi lang="fr" dir="ltr">Été</bdi>'


def test_a_symbol_runs_from_left_to_right():
    assert rendered("{{ t|ltr }}", t="A/HRC/58/11") == '<bdi dir="ltr">A/HRC/58/11</bdi>'


def test_names_are_joined_and_isolated_each():
    assert rendered("{{ t|listed }}", "en", t=["A", "<B>"]) == "<bdi>A</bdi> and <bdi>&lt;B&gt;</bdi>"
    assert rendered("{{ t|listed }}", t=["العدل", "الصحة"]) == "<bdi>العدل</bdi> و<bdi>الصحة</bdi>"


def test_the_page_knows_its_address_in_another_language():
    request = RequestFactory().get("/ar/tracker/", {"q": "حق"})
    assert rendered('{% in_language "fr" %}', request=request) == "/fr/tracker/?q=%D8%AD%D9%82"


def test_the_switcher_offers_three_languages_and_marks_this_one():
    page = (
        "{% languages_of_page as all %}{% for one in all %}{{ one.name }} {{ one.dir }} {{ one.current }};{% endfor %}"
    )
    request = RequestFactory().get("/ar/")
    assert rendered(page, request=request) == "العربية rtl True;English ltr False;Français ltr False;"
