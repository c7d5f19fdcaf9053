"""Each system check refuses its bad sample and lets the good one pass."""

import functools

import pytest
from django.conf import settings as project_settings
from django.core.checks import registry, run_checks
from django.db import models
from django.test.utils import isolate_apps
from django.urls import path
from django.views import View

from shared.isolation import checks
from shared.isolation.constructs import forbidden_constructs
from shared.isolation.models import InstitutionModel


def ids(found):
    return [error.id for error in found]


def test_the_house_itself_passes():
    assert run_checks(tags=["isolation"]) == []


def test_every_check_of_the_module_is_registered():
    registered = {check.__name__ for check in registry.registry.get_checks() if "isolation" in check.tags}
    public = {
        "each_app_lives_in_one_schema",
        "institution_models_are_keyed_and_free",
        "nothing_leaves_its_scope",
        "no_view_is_async",
    }
    assert registered == public


@pytest.mark.parametrize("name", ["tenants.records", "tenants.tracker"])
def test_an_app_in_both_lists_is_refused(settings, name):
    settings.PUBLIC_SCHEMA_APPS = [*settings.PUBLIC_SCHEMA_APPS, name]
    found = checks.each_app_lives_in_one_schema()
    assert ids(found) == ["isolation.E001"]
    assert name in found[0].msg


def seen(monkeypatch, *inside):
    monkeypatch.setattr(checks, "institution_models", lambda: iter(inside))
    return ids(checks.institution_models_are_keyed_and_free())


@isolate_apps("tenants.tracker")
def test_a_model_with_a_uuid_key_of_its_own_making_is_refused(monkeypatch):
    class Loose(models.Model):
        id = models.UUIDField(primary_key=True)

        class Meta:
            app_label = "tracker"

    assert seen(monkeypatch, Loose) == ["isolation.E002"]


@isolate_apps("tenants.tracker")
def test_a_model_that_replaces_its_key_is_refused(monkeypatch):
    class Numbered(InstitutionModel):
        id = models.BigAutoField(primary_key=True)

        class Meta:
            app_label = "tracker"

    assert seen(monkeypatch, Numbered) == ["isolation.E002"]


@isolate_apps("tenants.tracker", "shared.taxonomy")
def test_a_many_to_many_with_a_table_of_djangos_making_is_refused(monkeypatch):
    class Other(InstitutionModel):
        class Meta:
            app_label = "tracker"

    class Linked(InstitutionModel):
        others = models.ManyToManyField(Other)

        class Meta:
            app_label = "tracker"

    through = Linked._meta.get_field("others").remote_field.through
    assert seen(monkeypatch, Other, Linked, through) == ["isolation.E002"]


@pytest.mark.parametrize("kind", [models.ForeignKey, models.OneToOneField])
@pytest.mark.parametrize("constrained", [True, False])
@isolate_apps("tenants.tracker", "shared.taxonomy")
def test_only_a_key_without_a_constraint_leaves_the_schema(monkeypatch, kind, constrained):
    class Public(models.Model):
        class Meta:
            app_label = "taxonomy"

    class Inside(InstitutionModel):
        public = kind(Public, on_delete=models.DO_NOTHING, db_constraint=constrained)

        class Meta:
            app_label = "tracker"

    assert seen(monkeypatch, Inside) == (["isolation.E003"] if constrained else [])


@isolate_apps("tenants.tracker")
def test_a_key_within_the_schema_is_fine(monkeypatch):
    class One(InstitutionModel):
        class Meta:
            app_label = "tracker"

    class Two(InstitutionModel):
        one = models.ForeignKey(One, on_delete=models.CASCADE)

        class Meta:
            app_label = "tracker"

    assert seen(monkeypatch, One, Two) == []


def test_every_model_of_an_institutions_apps_is_looked_at():
    labels = {model._meta.app_label for model in checks.institution_models()}
    assert labels == {name.rpartition(".")[2] for name in project_settings.INSTITUTION_SCHEMA_APPS}


BAD = [
    "with tenant:\n    pass",
    "with institution:\n    pass",
    "with request.institution:\n    pass",
    "with open(p) as f, self.tenant as t:\n    pass",
    "import threading\nthreading.Thread(target=print)",
    "import threading as t\nt.Thread(target=print)",
    "from threading import Thread",
    "from threading import Thread as T",
    "from threading import Timer",
    "import concurrent.futures\nconcurrent.futures.ThreadPoolExecutor()",
    "from concurrent.futures import ThreadPoolExecutor",
    "from multiprocessing.pool import ThreadPool",
    "from _thread import start_new_thread",
    "from django_tenants.utils import schema_context",
    "import django_tenants.utils",
    "def f():\n    with in_institution(i):\n        yield 1",
    "def f():\n    with in_network():\n        yield from g()",
    "def f():\n    with scope.entered(s):\n        for x in y:\n            if x:\n                z = yield x",
]
GOOD = [
    "with in_institution(institution):\n    pass",
    "with open(path) as tenant:\n    pass",
    "import threading\nlock = threading.Lock()",
    "from threading import local",
    "def f():\n    for x in y:\n        with in_network():\n            z = g(x)\n        yield z",
    "@contextmanager\ndef f():\n    with in_network():\n        yield",
    "@contextlib.contextmanager\ndef f():\n    with in_network():\n        yield",
    "def f():\n    with in_network():\n        def g():\n            yield 1\n        return list(g())",
    "import django_tenants_like",
]


@pytest.mark.parametrize("source", BAD)
def test_a_turn_of_code_that_leaves_its_scope_is_refused(source):
    assert len(list(forbidden_constructs(source))) == 1


@pytest.mark.parametrize("source", GOOD)
def test_a_turn_of_code_that_stays_is_let_through(source):
    assert list(forbidden_constructs(source)) == []


@pytest.mark.parametrize(
    ("place", "source", "errors"),
    [
        ("tenants/x/views.py", "from threading import Thread\n", ["isolation.E004"]),
        ("platform/mutabaa/x.py", "with tenant:\n    pass\n", ["isolation.E004"]),
        ("tenants/x/views.py", "import django_tenants\n", ["isolation.E004"]),
        ("shared/isolation/x.py", "import django_tenants\n", []),
        ("shared/isolation/x.py", "from threading import Thread\n", ["isolation.E004"]),
        ("elsewhere/x.py", "with tenant:\n    pass\n", []),
    ],
)
def test_the_check_reads_our_own_sources(settings, tmp_path, place, source, errors):
    settings.BASE_DIR = tmp_path
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).write_text(source)
    found = checks.nothing_leaves_its_scope()
    assert ids(found) == errors
    assert all(place in error.msg for error in found)


async def _plain(request):
    """An async view, which loses the scope."""


def _decorated(view):
    @functools.wraps(view)
    def inner(request):
        return view(request)

    return inner


class _Asynchronous(View):
    async def get(self, request):
        """An async handler of a class-based view."""


class _Synchronous(View):
    def get(self, request):
        """An ordinary handler."""


@pytest.mark.parametrize("urlconf", ["NETWORK_URLCONF", "INSTITUTION_URLCONF"])
@pytest.mark.parametrize(
    ("view", "errors"),
    [
        (_plain, ["isolation.E005"]),
        (_decorated(_plain), ["isolation.E005"]),
        (_Asynchronous.as_view(), ["isolation.E005"]),
        (_Synchronous.as_view(), []),
        (lambda request: None, []),
    ],
)
def test_an_async_view_is_refused(settings, urlconf, view, errors):
    class Addresses:
        urlpatterns = [path("x/", view, name="x")]

    class Nothing:
        urlpatterns = []

    settings.NETWORK_URLCONF = settings.INSTITUTION_URLCONF = Nothing
    setattr(settings, urlconf, Addresses)
    assert ids(checks.no_view_is_async()) == errors
