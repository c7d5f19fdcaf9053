"""The entrances of rounds in the institution's navigation, and what they add to the pages below them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shared.navigation import register as entrance
from tenants.followup import needs
from tenants.followup.citing import name_noun
from tenants.followup.models import Update
from tenants.followup.overview_part import open_rounds
from tenants.followup.record_part import requests_and_answers, requests_and_answers_about_the_action
from tenants.followup.standing_in import entrances as standing_in
from tenants.followup.telling import name_kinds
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.slots import action_part
from tenants.tracker import slots
from tenants.tracker.overview.needs import need
from tenants.tracker.overview.parts import overview_part

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def register() -> None:
    name_kinds()
    name_noun()
    standing_in.register()
    entrance(25, _("Rounds"), "followup:rounds", permission=Permission.RUN_ROUNDS)
    entrance(15, _("Requests"), "followup:mine", permission=Permission.ANSWER_REQUESTS)
    need(2, needs.returned_to_own_body)
    need(3, needs.owed_by_own_body)
    need(6, needs.to_review)
    need(7, needs.late_bodies)
    need(8, needs.rounds_past_deadline)
    overview_part(20, open_rounds)
    slots.record_part(10, requests_and_answers, place=slots.Place.MAIN)
    action_part(30, requests_and_answers_about_the_action)
    slots.history_verb("answer_accepted", _("A body’s answer was accepted"))
    slots.list_way_on(ask_about_these)
    slots.undo_guard(asked_about)


def ask_about_these(member: Member, query: str) -> tuple[StrOrPromise, str] | None:
    """From the list as it is filtered to a round about it."""
    if not member.may(Permission.RUN_ROUNDS):
        return None
    return _("Ask the bodies about these"), f"{reverse('followup:prepare')}{'?' if query else ''}{query}"


def asked_about(keys: Collection[UUID]) -> dict[UUID, StrOrPromise]:
    """Which of the recommendations a round asked about."""
    asked = Update.objects.filter(recommendation__in=keys).values_list("recommendation_id", flat=True)
    return dict.fromkeys((key for key in asked if key), _("a round of information asked about it"))
