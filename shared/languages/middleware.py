"""What a request says about language, beyond Django's own LocaleMiddleware (which reads the path)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shared.languages.dates import MonthStyle, month_names
from shared.languages.paths import path_language

_YEAR = 365 * 24 * 60 * 60


class MonthNames:
    """Arabic months as the institution at hand writes them. Stands after whatever sets `request.institution`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        institution = getattr(request, "institution", None)
        with month_names(getattr(institution, "month_style", None) or MonthStyle.INTERNATIONAL):
            return self.get_response(request)


class RememberLanguage:
    """The last language somebody chose to read is where `/` leads her next time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = path_language(request.path_info)
        name = settings.LANGUAGE_COOKIE_NAME
        if language and response.status_code == 200 and request.COOKIES.get(name) != language:
            response.set_cookie(
                name,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE or _YEAR,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response
