from datetime import date
from types import SimpleNamespace

from django.http import HttpResponse
from django.test import RequestFactory

from shared.languages.dates import written_month
from shared.languages.middleware import MonthNames, RememberLanguage


def answer(middleware, request, status=200):
    return middleware(lambda _request: HttpResponse(written_month(date(2026, 1, 1), "ar"), status=status))(request)


def test_months_are_written_as_the_institution_writes_them():
    request = RequestFactory().get("/ar/")
    request.institution = SimpleNamespace(month_style="levantine")
    assert answer(MonthNames, request).content.decode() == "كانون الثاني 2026"


def test_the_network_writes_international_months():
    request = RequestFactory().get("/ar/")
    request.institution = None
    assert answer(MonthNames, request).content.decode() == "يناير 2026"


def test_the_language_read_is_remembered(settings):
    cookie = answer(RememberLanguage, RequestFactory().get("/fr/")).cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("fr", True, "Lax")


def test_a_language_already_remembered_is_not_sent_again(settings):
    request = RequestFactory().get("/fr/")
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert not answer(RememberLanguage, request).cookies


def test_a_refused_page_is_not_remembered():
    assert not answer(RememberLanguage, RequestFactory().get("/fr/"), status=404).cookies
