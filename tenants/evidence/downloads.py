"""The columns of the register of evidence as a file."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shared.exports.lists import ListColumn, local_day

COLUMNS = (
    ListColumn(_("title in Arabic"), lambda one: one.title_ar),
    ListColumn(_("title in English"), lambda one: one.title_en),
    ListColumn(_("title in French"), lambda one: one.title_fr),
    ListColumn(_("kind"), lambda one: one.get_kind_display()),
    ListColumn(_("what it is"), lambda one: one.about),
    ListColumn(_("source"), lambda one: one.source),
    ListColumn(_("dated"), lambda one: one.dated_on),
    ListColumn(_("language"), lambda one: one.get_language_display()),
    ListColumn(_("address"), lambda one: one.link),
    ListColumn(_("File"), lambda one: one.current.name if one.current else ""),
    ListColumn(_("Size (bytes)"), lambda one: one.current.size if one.current else None),
    ListColumn(_("SHA-256"), lambda one: one.current.sha256 if one.current else ""),
    ListColumn(_("confidentiality"), lambda one: one.get_confidentiality_display()),
    ListColumn(_("consent"), lambda one: one.get_consent_display()),
    ListColumn(_("kept until"), lambda one: one.keep_until),
    ListColumn(_("Provided by"), lambda one: one.provided_by.name),
    ListColumn(_("Body"), lambda one: str(one.body or "")),
    ListColumn(_("Added on"), lambda one: local_day(one.created_at)),
    ListColumn(_("Key"), lambda one: str(one.pk)),
)
