import pytest
from django.test import RequestFactory

from shared.languages.paths import choose_language, path_language, preferred_language, translate_path


def request_for(path, **headers):
    return RequestFactory().get(path, **headers)


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/ar/tracker/?theme=d&page=2", "/fr/tracker/?theme=d&page=2"),
        ("/ar/", "/fr/"),
        ("/ar", "/fr"),
        ("/fr/a/", "/fr/a/"),
        ("/ar/ar/", "/fr/ar/"),
        ("/health", "/fr/"),
        ("/armenia/", "/fr/"),
    ],
)
def test_a_page_is_found_again_in_another_language(path, there):
    assert translate_path(request_for(path), "fr") == there


def test_it_refuses_a_language_the_platform_does_not_speak():
    with pytest.raises(ValueError):
        translate_path(request_for("/ar/"), "de")


def test_a_path_that_only_resembles_a_language_names_none():
    assert path_language("/frontpage/") is None
    assert path_language("//fr/") is None


def test_the_cookie_decides_before_the_browser(settings):
    request = request_for("/", headers={"accept-language": "en"})
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert preferred_language(request) == "fr"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("fr-CA,en;q=0.5", "fr"), ("de,en;q=0.5", "en"), ("de", "ar"), ("", "ar"), ("*", "ar"), ("fr;q=0,de", "ar")],
)
def test_the_browser_decides_before_arabic(accepted, language):
    assert preferred_language(request_for("/", headers={"accept-language": accepted})) == language


def test_a_strange_cookie_is_passed_over(settings):
    request = request_for("/", headers={"accept-language": "en"})
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = "//evil"
    assert preferred_language(request) == "en"


def test_the_bare_address_leads_to_a_language_and_keeps_the_query():
    response = choose_language(request_for("/?next=1", headers={"accept-language": "fr"}))
    assert (response.status_code, response["Location"]) == (302, "/fr/?next=1")
    assert response["Vary"] == "Accept-Language, Cookie"
