"""The columns of the secretariat's list of institutions as a file."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shared.exports.lists import ListColumn, local_day

INSTITUTIONS = (
    ListColumn(_("Name"), lambda one: one.name),
    ListColumn(_("State"), lambda one: str(one.state or "")),
    ListColumn(_("Kind"), lambda one: one.get_kind_display()),
    ListColumn(_("Address"), lambda one: one.slug),
    ListColumn(_("Standing"), lambda one: one.get_standing_display()),
    ListColumn(_("Reason"), lambda one: one.standing_reason),
    ListColumn(_("Ready since"), lambda one: local_day(one.ready_at)),
)
