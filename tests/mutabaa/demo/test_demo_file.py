"""The invented UPR Info file is offered to those who may import, in a demonstration."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client, override_settings

Browse = Callable[..., Client]


@override_settings(DEMO=True)
def test_an_analyst_fetches_it(browse: Browse) -> None:
    answer = browse("alef", "analyst").get("/en/demo/upr-info.csv")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="upr-info.csv"'
    assert answer.content.startswith(b"To,To-Rgrp,To-Org,Text")


@override_settings(DEMO=True)
def test_an_observer_is_refused(browse: Browse) -> None:
    assert browse("alef", "observer").get("/en/demo/upr-info.csv").status_code == 403


@override_settings(DEMO=False)
def test_it_does_not_exist_outside_a_demonstration(browse: Browse) -> None:
    assert browse("alef", "analyst").get("/en/demo/upr-info.csv").status_code == 404
