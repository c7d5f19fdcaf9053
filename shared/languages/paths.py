"""The language stands first in the path: /ar/, /en/, /fr/."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from shared.languages.direction import ENDONYMS, FIRST_LANGUAGE, LANGUAGES, Language, active_language, direction


@dataclass(frozen=True)
class LanguageChoice:
    """One line of the language switcher."""

    code: Language
    name: str
    dir: str
    url: str
    current: bool


def path_language(path: str) -> Language | None:
    """The language a path begins with, or None."""
    first = path.removeprefix("/").partition("/")[0]
    return next((language for language in LANGUAGES if language == first), None)


def translate_path(request: HttpRequest, language: str) -> str:
    """The same page in another language, query string kept; that language's front page where the path names none.

    Raises ValueError for a language the platform does not speak.
    """
    if language not in LANGUAGES:
        raise ValueError(f"not a language of the platform: {language!r}")
    here = path_language(request.path_info)
    return f"/{language}/" if here is None else f"/{language}{request.get_full_path().removeprefix(f'/{here}')}"


def language_choices(request: HttpRequest) -> list[LanguageChoice]:
    """The three languages with the address of this page in each."""
    now = active_language()
    return [
        LanguageChoice(code, ENDONYMS[code], direction(code), translate_path(request, code), code == now)
        for code in LANGUAGES
    ]


def preferred_language(request: HttpRequest) -> Language:
    """The language for somebody who named none: her cookie's, else her browser's first that we speak, else Arabic."""
    asked = [request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")]
    asked += [code for code, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")) if weight]
    for code in asked:
        short = code.lower().partition("-")[0]
        for language in LANGUAGES:
            if language == short:
                return language
    return FIRST_LANGUAGE


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """The bare address `/` leads to the front page in the visitor's language, query string kept."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"/{preferred_language(request)}/" + (f"?{query}" if query else ""))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
