"""The access table itself: complete, and at one with the views."""

from django.conf import settings
from django.urls import path

from mutabaa.access_table import INSTITUTION, NETWORK, Who
from mutabaa.checks import disagreements, every_address_has_its_row
from tenants.members.access import requires
from tenants.members.roles import Permission


@requires(Permission.IMPORT)
def _page(request):
    raise AssertionError("never opened")


class _Urls:
    urlpatterns = [path("page/", _page, name="page")]


def codes(urlconf, rows):
    return [error.id for error in disagreements(urlconf, rows)]


def test_every_address_of_both_hosts_has_its_row():
    assert [error.msg for error in every_address_has_its_row()] == []


def test_an_address_without_a_row_is_refused():
    rows = {name: access for name, access in NETWORK.items() if name != "network:desk"}
    assert codes(settings.NETWORK_URLCONF, rows) == ["mutabaa.E001"]


def test_a_row_that_says_something_else_than_its_view_is_refused():
    assert codes(_Urls, {"page": Permission.SEE}) == ["mutabaa.E002"]
    assert codes(_Urls, {"page": Who.EVERYONE}) == ["mutabaa.E002"]
    assert codes(_Urls, {"page": Permission.IMPORT}) == []


def test_a_row_without_an_address_is_refused():
    assert codes(settings.INSTITUTION_URLCONF, INSTITUTION | {"nowhere": Who.EVERYONE}) == ["mutabaa.E003"]
