"""Every address of an institution's host, as every role and as four kinds of stranger."""

import pytest
from django.conf import settings
from django.test import Client

from mutabaa.access_table import INSTITUTION, Who
from shared.isolation.scope import in_institution, in_network
from tenants.members.roles import ROLES, Permission, Role
from tests.access.addresses import addresses
from tests.conftest import HOSTS
from tests.world import PEOPLE

URLCONF = settings.INSTITUTION_URLCONF
ADDRESSES = list(addresses(URLCONF))
GUARDED = [address for address in ADDRESSES if isinstance(INSTITUTION.get(address.name), Permission)]
names = [address.name for address in ADDRESSES]


def status_of(client, path):
    """How an address answers a visit; one that takes forms only is sent an empty form."""
    answer = client.get(path)
    if answer.status_code == 405:
        answer = client.post(path)
    if answer.status_code == 302 and answer["Location"].startswith("/en/account/login/"):
        return "sign in"
    return answer.status_code


def ends(status):
    return status in {"sign in", 403}


@pytest.fixture
def stranger(browse):
    return browse("alef")


@pytest.fixture
def neighbour(browse):
    """The neighbour's coordinator, with the session she has at her own institution, on this host."""
    carried = Client(headers={"host": HOSTS["alef"], "accept-language": "en"})
    carried.cookies = browse("ba", "coordinator").cookies
    return carried


@pytest.fixture
def outsider(database, world):
    """The neighbour's coordinator, signed in here, where she has no place."""
    client = Client(headers={"host": HOSTS["alef"], "accept-language": "en"})
    with in_network():
        client.force_login(world.ba.users["coordinator"])
        session = client.session
        session["_room"] = str(world.alef.institution.pk)
        session.save()
    return client


@pytest.mark.parametrize("address", ADDRESSES, ids=names)
def test_a_role_opens_what_its_row_allows_and_nothing_else(address, browse):
    access = INSTITUTION[address.name]
    for person, (slug, _body) in PEOPLE.items():
        status = status_of(browse("alef", person), address.path(URLCONF))
        if access is Who.NOBODY:
            assert status == 404, person
        elif isinstance(access, Permission) and access not in Role.of(slug).permissions:
            assert status == 403, person
        else:
            assert not ends(status) or address.name in {"mfa_authenticate", "account_reauthenticate"}, person
            assert status == "sign in" or status < 500, person


@pytest.mark.parametrize("address", ADDRESSES, ids=names)
def test_a_stranger_is_led_to_sign_in_except_where_everyone_may(address, stranger):
    access = INSTITUTION[address.name]
    status = status_of(stranger, address.path(URLCONF))
    if isinstance(access, Permission) or access is Who.SIGNED_IN:
        assert status == "sign in"
    elif access is Who.NOBODY:
        assert status == 404
    else:
        assert status != 403


@pytest.mark.parametrize("address", GUARDED, ids=[address.name for address in GUARDED])
def test_a_session_of_the_neighbour_opens_nothing_here(address, neighbour):
    assert status_of(neighbour, address.path(URLCONF)) == "sign in"


@pytest.mark.parametrize("address", GUARDED, ids=[address.name for address in GUARDED])
def test_somebody_signed_in_without_a_place_here_is_refused(address, outsider):
    assert status_of(outsider, address.path(URLCONF)) == 403


@pytest.mark.parametrize("address", GUARDED, ids=[address.name for address in GUARDED])
def test_nothing_of_an_institution_answers_on_the_networks_host(address, browse):
    path = address.path(URLCONF)
    networks_own = 200 if path == "/en/" else 404
    assert status_of(browse("network", "administrator"), path) == networks_own
    assert status_of(browse("network"), path) == networks_own


@pytest.mark.parametrize(
    "address",
    [address for address in GUARDED if address.takes_an_object],
    ids=[address.name for address in GUARDED if address.takes_an_object],
)
def test_the_neighbours_objects_do_not_exist_here(address, browse, world):
    from tenants.tracker.models import Recommendation

    with in_institution(world.ba.institution):
        recommendation = Recommendation.objects.order_by("order").first().pk
    theirs = [world.ba.members["analyst"].pk, world.ba.bodies["Justice"].pk, recommendation]
    access = INSTITUTION[address.name]
    client = browse("alef", next(who for who, (role, _body) in PEOPLE.items() if access in Role.of(role).permissions))
    for object_id in theirs:
        assert status_of(client, address.path_of(URLCONF, object_id)) == 404


def test_every_permission_belongs_to_some_role():
    assert set(Permission) == set().union(*(role.permissions for role in ROLES))
