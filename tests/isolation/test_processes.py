"""Which process holds which key to the database."""

import json
import os
import subprocess
import sys

import pytest

from tests.house.tree import ROOT

ASK = """
import json, sys
sys.path[:0] = [{root!r}, {root!r} + "/platform"]
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "mutabaa.settings"
import django
django.setup()
from django.conf import settings
from django.db import connections
from django.utils.connection import ConnectionDoesNotExist
from shared.isolation.scope import in_network
from tenants.institutions.models import Institution
try:
    connections["migrator"]
    opened = True
except ConnectionDoesNotExist:
    opened = False
with in_network():
    serving = Institution.objects.serving().count()
print(json.dumps({{"aliases": sorted(settings.DATABASES), "opened": opened, "serving": serving}}))
"""


def answer(**changes):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_ADMIN_URL"} | changes
    environment["MUTABAA_STACK_ENV"] = "none"
    done = subprocess.run(
        [sys.executable, "-c", ASK.format(root=str(ROOT))],
        env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def urls(world):
    """Both addresses as this process knows them, however it came by them."""
    from mutabaa.env import env

    return {"DATABASE_URL": env.database_url.text, "DATABASE_ADMIN_URL": env.database_admin_url.text}


def test_a_process_without_the_admin_address_has_no_migrator_and_serves_all_the_same(urls):
    found = answer(DATABASE_URL=urls["DATABASE_URL"])
    assert (found["aliases"], found["opened"]) == (["default"], False)
    assert found["serving"] >= 2


def test_a_process_with_it_has_both(urls):
    assert answer(**urls)["aliases"] == ["default", "migrator"]
