"""Beat strikes, and every app looks in every serving institution."""

import pytest

from shared.isolation.scope import current_institution_id, in_network
from tenants.institutions.models import Institution, Standing
from tenants.notices import clock, jobs


@pytest.fixture
def looked(monkeypatch):
    """Where the only follower looked."""
    seen = []
    monkeypatch.setattr(clock, "_followers", [])
    clock.on_tick(lambda now: seen.append((current_institution_id(), now.tzinfo is not None)))
    return seen


@pytest.fixture
def at_once(monkeypatch):
    """A stroke is heard at once, as by a worker."""

    def heard(**options):
        jobs.look.apply()

    monkeypatch.setattr(jobs.look, "apply_async", heard)


def test_every_serving_institution_looks_once(network, world, looked, at_once):
    assert jobs.strike.apply().result == 2
    assert sorted(key for key, _aware in looked) == sorted([world.alef.institution.pk, world.ba.institution.pk])
    assert all(aware for _key, aware in looked)


def test_a_suspended_institution_does_not_look(network, world, looked, at_once):
    Institution.objects.filter(pk=world.ba.institution.pk).update(standing=Standing.SUSPENDED)
    assert jobs.strike.apply().result == 1
    assert [key for key, _aware in looked] == [world.alef.institution.pk]


def test_a_follower_who_fails_keeps_nobody_else_waiting(alef, looked):
    def fail(now):
        raise ValueError

    clock._followers.insert(0, fail)
    from django.utils import timezone

    assert [type(failure) for failure in clock.strike(timezone.now())] == [ValueError]
    assert len(looked) == 1


def test_who_looks_twice_is_registered_once(looked):
    before = len(clock._followers)
    clock.on_tick(clock._followers[0])
    assert len(clock._followers) == before


def test_beat_has_the_stroke_in_its_table(settings):
    assert settings.CELERY_BEAT_SCHEDULE["clock"]["task"] == jobs.strike.name


def test_the_scope_is_the_networks_again_after_a_stroke(network, looked, at_once):
    jobs.strike.apply()
    with in_network():
        assert Institution.objects.exists()
