import ast
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import get_resolver

from shared.isolation.checks import walk_urls
from tests.house.tree import modules, templates

TRANSLATED = re.compile(
    r"\{% *comment.*?endcomment *%\}|\{% *blocktrans.*?endblocktrans(late)? *%\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}"
    r"|<!--.*?-->|<svg.*?</svg>|<script.*?</script>|<style.*?</style>",
    re.DOTALL,
)
SPOKEN_ATTRIBUTE = re.compile(r'\s(?:alt|title|placeholder|aria-label|label|summary)="([^"]*)"')
WORD = re.compile(r"[^\W\d_]{2,}")
# The name of the house, the languages by their own names, and what is written alike everywhere.
NAMES = {"Mutabaa", "متابعة", "English", "Français", "العربية", "OHCHR", "UPR", "CSV", "XLSX", "nbsp", "middot", "SDG"}


def untranslated(source: str) -> set[str]:
    """Words a reader sees that no catalogue holds."""
    plain = TRANSLATED.sub(" ", source)
    spoken = " ".join(SPOKEN_ATTRIBUTE.findall(plain))
    text = re.sub(r"<[^>]*>|[\w-]+=\"[^\"]*\"", " ", plain)
    return set(WORD.findall(f"{text} {spoken}")) - NAMES


def unsafe(source: str) -> list[str]:
    """What the Content-Security-Policy would stop: styles, scripts and handlers written into the page."""
    plain = re.sub(r"\{#.*?#\}|\{% *comment.*?endcomment *%\}", "", source, flags=re.DOTALL)
    return re.findall(
        r"<[a-z][^<>]*\sstyle=|<script(?![^>]*\s(?:src=|type=\"application/json\"))[^>]*>|<style\b|<[a-z][^<>]*\son[a-z]+=",
        plain,
    )


def test_every_word_a_reader_sees_can_be_translated():
    # When nothing works, catalogues may not either: 500.html says its few words in all three languages.
    pages = {
        str(path): words for path, source in templates() if path.name != "500.html" and (words := untranslated(source))
    }
    assert pages == {}


@pytest.mark.parametrize("source", ["<p>Save</p>", '<input placeholder="Name">', "{{ x }} حفظ"])
def test_an_untranslated_word_is_noticed(source):
    assert untranslated(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p class="lead">{% translate "Save" %}</p>',
        "{% blocktranslate %}Save <b>all</b>{% endblocktranslate %}",
        '<c-button label="{% translate "Save" %}"/>',
        "{# a word for us #}<!-- and one more -->",
    ],
)
def test_a_translated_word_is_left_alone(source):
    assert untranslated(source) == set()


def test_no_page_needs_an_unsafe_policy():
    pages = {str(path): found for path, source in templates() if (found := unsafe(source)) and "mail" not in path.parts}
    assert pages == {}


@pytest.mark.parametrize(
    "source", ['<p style="color:red">', "<script>alert(1)</script>", '<a onclick="x()">', "<style>p{}</style>"]
)
def test_an_unsafe_page_is_noticed(source):
    assert unsafe(source)


def test_a_script_from_a_file_is_safe():
    assert unsafe('<script src="{% static "x.js" %}" defer></script>') == []


def url_names() -> set[str]:
    return {
        name
        for urlconf in (settings.NETWORK_URLCONF, settings.INSTITUTION_URLCONF)
        for _route, name, _view in walk_urls(get_resolver(urlconf).url_patterns)
    }


def names_used_in_template(source: str) -> set[str]:
    return set(re.findall(r"\{% *url +['\"]([^'\"]+)['\"]", source))


def names_used_in_python(tree: ast.Module) -> Iterator[str]:
    """Names given to reverse() and redirect() as plain strings; addresses are left out."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="reverse" | "reverse_lazy" | "redirect"), args=[ast.Constant(value=str(name)), *_]
            ):
                if "/" not in name and name:
                    yield name


def test_every_address_named_in_a_template_exists():
    known = url_names()
    assert {str(path): lost for path, source in templates() if (lost := names_used_in_template(source) - known)} == {}


def test_every_address_named_in_python_exists():
    known = url_names()
    assert {str(path): lost for path, tree in modules() if (lost := set(names_used_in_python(tree)) - known)} == {}


def test_a_name_is_read_from_a_template_and_from_python():
    assert names_used_in_template("""{% url "a:b" pk=x %}{% url 'c' as d %}""") == {"a:b", "c"}
    assert set(names_used_in_python(ast.parse('reverse("a:b", args=[1]); redirect("/ar/"); redirect("c")'))) == {
        "a:b",
        "c",
    }
