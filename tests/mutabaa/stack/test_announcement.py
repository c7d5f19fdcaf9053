"""The announcement: every address and every demo sign-in stands in it."""

import json

from mutabaa.env import load
from mutabaa.stack.announcement import INSTITUTIONS, SIGN_INS, announcement
from mutabaa.stack.places import Home

READ = load({"MUTABAA_STACK_ENV": "none", "MUTABAA_PORT": "8123"})


def test_it_names_the_network_when_there_is_nothing_else(tmp_path):
    assert "http://localhost:8123/" in announcement(READ, Home(tmp_path))


def test_it_names_institutions_and_sign_ins(tmp_path):
    home = Home(tmp_path)
    address = "http://aa.localhost:8123/"
    (home.run / INSTITUTIONS).write_text(json.dumps({"slug": "aa", "url": address, "names": {"en": "Republic of A"}}))
    sign_in = {
        "address": address,
        "name": "سلمى",
        "role": "coordinator",
        "email": "salma@example.org",
        "password": "pw",
    }
    (home.run / SIGN_INS).write_text(json.dumps(sign_in, ensure_ascii=False) + "\n")
    text = announcement(READ, home)
    assert all(word in text for word in (address, "Republic of A", "سلمى", "salma@example.org", "pw"))
