"""The cache keeps institutions apart by key and by table."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from shared.isolation.cache import scoped_key
from shared.isolation.scope import NoScope, in_institution, in_network


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache_entries WHERE cache_key LIKE '%%meeting-point'")
        return [row[0] for row in cursor.fetchall()]


def test_a_key_carries_its_owner(database, world):
    with in_institution(world.alef.institution):
        assert scoped_key("a", "p", 1) == f"p:{world.alef.institution.pk}:1:a"
    with in_network():
        assert scoped_key("a", "p", 1) == "p:network:1:a"


@pytest.mark.parametrize(
    "use",
    [
        lambda: cache.get("a"),
        lambda: cache.set("a", 1),
        lambda: cache.delete("a"),
        lambda: cache.get_many(["a"]),
        lambda: "a" in cache,
        lambda: cache.incr("a"),
        lambda: cache.clear(),
    ],
)
def test_without_a_scope_the_cache_is_closed(database, use):
    with pytest.raises(NoScope):
        use()


def test_two_institutions_with_the_same_key_do_not_meet(database, world):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    with in_institution(world.alef.institution):
        cache.set("meeting-point", "alef")
    with in_institution(world.ba.institution):
        assert cache.get("meeting-point") is None
        cache.set("meeting-point", "ba")
    with in_network():
        assert cache.get("meeting-point") is None
        assert stored() == []
    with in_institution(world.alef.institution):
        assert cache.get("meeting-point") == "alef"
        assert stored() == [f":{world.alef.institution.pk}:1:meeting-point"]


def test_emptying_ones_cache_leaves_the_neighbours(database, world):
    for place in (world.alef, world.ba):
        with in_institution(place.institution):
            cache.set("meeting-point", "here")
    with in_institution(world.alef.institution):
        cache.clear()
        assert cache.get("meeting-point") is None
    with in_institution(world.ba.institution):
        assert cache.get("meeting-point") == "here"
