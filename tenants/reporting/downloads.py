"""The columns of the calendar of obligations as a file."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shared.exports.lists import ListColumn

COLUMNS = (
    ListColumn(_("What is due"), lambda one: one.title),
    ListColumn(_("kind"), lambda one: one.get_kind_display()),
    ListColumn(_("To whom"), lambda one: one.body_name),
    ListColumn(_("symbol or reference"), lambda one: one.reference),
    ListColumn(_("due on"), lambda one: one.due_on),
    ListColumn(_("Standing"), lambda one: one.get_standing_display()),
    ListColumn(_("done on"), lambda one: one.done_on),
    ListColumn(_("Reason for the cancellation"), lambda one: one.cancel_reason),
    ListColumn(_("who prepares it"), lambda one: str(one.owner or "")),
    ListColumn(_("Key"), lambda one: str(one.pk)),
)
