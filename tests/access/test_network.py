"""Every address of the network's host, as the secretariat, as an institution's person, and as a stranger."""

import pytest
from django.conf import settings
from django.test import Client

from mutabaa.access_table import NETWORK, Who
from shared.isolation.scope import in_network
from tenants.network.roles import BY_SLUG, NetworkPermission
from tests.access.addresses import addresses
from tests.access.test_institution import ends, status_of
from tests.conftest import HOSTS

URLCONF = settings.NETWORK_URLCONF
ADDRESSES = list(addresses(URLCONF))
names = [address.name for address in ADDRESSES]
GUARDED = [address for address in ADDRESSES if isinstance(NETWORK.get(address.name), NetworkPermission)]


@pytest.mark.parametrize("address", ADDRESSES, ids=names)
def test_a_role_of_the_secretariat_opens_what_its_row_allows_and_nothing_else(address, browse):
    access = NETWORK[address.name]
    for slug, role in BY_SLUG.items():
        status = status_of(browse("network", slug), address.path(URLCONF))
        if access is Who.NOBODY:
            assert status == 404, slug
        elif isinstance(access, NetworkPermission) and access not in role.permissions:
            assert status == 403, slug
        else:
            assert not ends(status) or address.name in {"mfa_authenticate", "account_reauthenticate"}, slug


@pytest.mark.parametrize("address", ADDRESSES, ids=names)
def test_a_stranger_is_led_to_sign_in_except_where_everyone_may(address, browse):
    access = NETWORK[address.name]
    status = status_of(browse("network"), address.path(URLCONF))
    if isinstance(access, NetworkPermission) or access is Who.SIGNED_IN:
        assert status == "sign in"
    elif access is Who.NOBODY:
        assert status == 404
    else:
        assert status != 403


@pytest.mark.parametrize("address", GUARDED, ids=[address.name for address in GUARDED])
def test_an_institutions_coordinator_has_no_place_at_the_desk(address, browse, world):
    client = Client(headers={"host": HOSTS["network"], "accept-language": "en"})
    with in_network():
        client.force_login(world.alef.users["coordinator"])
        session = client.session
        session["_room"] = "network"
        session.save()
    assert status_of(client, address.path(URLCONF)) == 403


@pytest.mark.parametrize("address", GUARDED, ids=[address.name for address in GUARDED])
def test_a_session_of_an_institution_opens_nothing_at_the_desk(address, browse):
    carried = Client(headers={"host": HOSTS["network"], "accept-language": "en"})
    carried.cookies = browse("alef", "coordinator").cookies
    assert status_of(carried, address.path(URLCONF)) == "sign in"
