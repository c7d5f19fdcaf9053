import pytest


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.INSTITUTION_URLCONF = "tests.tenants.tracker.record.urls"
