"""The columns of the lists of people and of bodies as files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shared.exports.lists import ListColumn, local_day

PEOPLE = (
    ListColumn(_("Name"), lambda one: one.name),
    ListColumn(_("e-mail address"), lambda one: one.email),
    ListColumn(_("Role"), lambda one: str(one.role.name)),
    ListColumn(_("Body"), lambda one: str(one.body or "")),
    ListColumn(_("Since"), lambda one: local_day(one.joined_at)),
    ListColumn(_("waits for the network to confirm"), lambda one: one.awaits_confirmation),
)
BODIES = (
    ListColumn(_("name in Arabic"), lambda one: one.name_ar or ""),
    ListColumn(_("name in English"), lambda one: one.name_en or ""),
    ListColumn(_("name in French"), lambda one: one.name_fr or ""),
    ListColumn(_("short name"), lambda one: one.short_name or ""),
    ListColumn(_("kind"), lambda one: one.get_kind_display()),
    ListColumn(_("People"), lambda one: one.people),
    ListColumn(_("No longer in use"), lambda one: bool(one.retired_at)),
    ListColumn(_("Key"), lambda one: str(one.pk)),
)
