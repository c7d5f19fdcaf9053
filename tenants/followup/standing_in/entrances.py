"""Where standing in and reminding hang on to the parts around them."""

from __future__ import annotations

from tenants.followup.actions.handovers import take_back_work
from tenants.followup.reminding import kinds
from tenants.followup.reminding.reminders import remind
from tenants.followup.standing_in import telling
from tenants.followup.standing_in.open_work import open_work_of
from tenants.members.leaving import before_leaving
from tenants.notices import clock


def register() -> None:
    telling.name_kinds()
    kinds.name_kinds()
    clock.on_tick(remind)
    before_leaving(look=open_work_of, release=take_back_work)
