"""Figures name addresses of an institution's host also where no request is at hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import set_urlconf


@pytest.fixture
def on_an_institutions_host() -> Iterator[None]:
    set_urlconf(settings.INSTITUTION_URLCONF)
    yield
    set_urlconf(None)
