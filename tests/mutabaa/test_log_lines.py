"""What the log does not repeat."""

import logging
import sys

import pytest
from django.conf import settings

from mutabaa.log_lines import DiscreetFormatter


def written(message, *args, error=None):
    record = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, message, args, error)
    return DiscreetFormatter("%(levelname)s %(name)s %(message)s").format(record)


@pytest.mark.parametrize(
    "address",
    [
        "/en/invitation/01ab.SECRET/",
        "/ar/account/password/reset/key/1-SECRET/",
        "/fr/account/confirm-email/SECRET/",
        "/ar/feed/SECRET/obligations.ics",
        "/ar/comment/01ab.SECRET/on/p2/",
        "/en/comment/open/01ab.SECRET/",
        "/fr/comment/anonymous/01ab.SECRET/on/whole/",
    ],
)
def test_the_key_of_a_link_is_left_out(address):
    line = written("%s: %s", "Forbidden", address)
    assert line.startswith("WARNING django.request Forbidden: /")
    assert "SECRET" not in line


def test_an_ordinary_address_stands_whole():
    line = written("%s: %s", "Not Found", "/en/people/invite/")
    assert line == "WARNING django.request Not Found: /en/people/invite/"


def test_the_row_that_a_database_error_quotes_is_left_out():
    said = "duplicate key\nDETAIL:  Key (email)=(someone@example.org) already exists.\nand more of it"
    try:
        raise ValueError(said)
    except ValueError:
        line = written("failed", error=sys.exc_info())
    assert "duplicate key" in line
    assert "someone@" not in line
    assert "more of it" not in line


def test_the_lines_of_this_installation_are_written_so():
    assert settings.LOGGING["formatters"]["line"]["()"] == "mutabaa.log_lines.DiscreetFormatter"
