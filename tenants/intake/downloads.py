"""The columns of the list of imports as a file."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shared.exports.lists import ListColumn, local_day
from tenants.intake import facing

COLUMNS = (
    ListColumn(_("File"), lambda one: one.name),
    ListColumn(_("Size (bytes)"), lambda one: one.size),
    ListColumn(_("SHA-256"), lambda one: one.digest),
    ListColumn(_("State"), lambda one: one.state.label if one.state else ""),
    ListColumn(_("Uploaded"), lambda one: local_day(one.uploaded_at)),
    ListColumn(_("Uploaded by"), lambda one: one.uploaded_by_name),
    ListColumn(_("Stands at"), lambda one: one.get_standing_display()),
    ListColumn(_("What came of it"), lambda one: str(facing.in_brief(one))),
    ListColumn(_("Committed on"), lambda one: local_day(one.committed_at)),
    ListColumn(_("Committed by"), lambda one: one.committed_by_name),
    ListColumn(_("Undone on"), lambda one: local_day(one.undone_at)),
    ListColumn(_("Undone by"), lambda one: one.undone_by_name),
    ListColumn(_("Key"), lambda one: str(one.pk)),
)
