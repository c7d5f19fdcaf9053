"""A person's own language and time zone."""

import pytest

from shared.isolation.scope import in_network
from shared.users.actions import choose
from shared.users.models import User

PAGE = "/en/account/preferences/"


def stored(world):
    with in_network():
        return User.objects.get(pk=world.alef.users["focal_point"].pk)


def test_she_chooses_and_reads_on_in_her_language(browse, world):
    answer = browse("alef", "focal_point").post(PAGE, {"language": "fr", "time_zone": "Africa/Casablanca"})
    assert (answer.status_code, answer["Location"]) == (302, "/fr/account/preferences/")
    assert (stored(world).language, stored(world).time_zone) == ("fr", "Africa/Casablanca")


def test_without_a_zone_the_institution_s_holds(browse, world):
    browse("alef", "focal_point").post(PAGE, {"language": "ar", "time_zone": ""})
    assert stored(world).time_zone == ""


@pytest.mark.parametrize(
    "wrong", [{"language": "de", "time_zone": ""}, {"language": "ar", "time_zone": "Asia/Atlantis"}]
)
def test_what_does_not_exist_is_refused(wrong, browse, world):
    assert browse("alef", "focal_point").post(PAGE, wrong).status_code == 422
    with in_network(), pytest.raises(ValueError, match="not a"):
        choose(user_id=world.alef.users["focal_point"].pk, **wrong)


def test_the_choice_stands_on_every_host(browse):
    for place, role in (("alef", "observer"), ("network", "curator")):
        assert "Asia/Riyadh" in browse(place, role).get(PAGE).content.decode()


def test_a_stranger_is_led_to_sign_in(browse):
    assert browse("alef").get(PAGE)["Location"].startswith("/en/account/login/")
