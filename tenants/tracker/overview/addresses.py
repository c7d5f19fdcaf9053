"""Addresses of the lists behind the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


class Lists:
    """Addresses of the list in the active language; resolved once, for a page names a hundred of them."""

    def __init__(self, always: Mapping[str, str] | None = None) -> None:
        """`always` narrows every list besides, as to one responsible body."""
        self.path = reverse("tracker:list")
        self.always = dict(always or {})

    def of(self, **asked: str | Sequence[str]) -> str:
        """The list narrowed to a value, or some, in each of some facets; "none" asks for those that have no value."""
        chosen = {**self.always, **asked}
        return f"{self.path}?{urlencode(chosen, doseq=True)}" if chosen else self.path


def address_or_nothing(url_name: str) -> str:
    """A page's address, "" where no app serves it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
