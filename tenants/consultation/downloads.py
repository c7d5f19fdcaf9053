"""The columns of the list of consultations as a file."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from shared.exports.lists import ListColumn


def columns(today: date, consults: bool) -> tuple[ListColumn, ...]:
    """Those the page shows; what waits is for those who consult."""
    common = (
        ListColumn(_("Consultation"), lambda one: one.title),
        ListColumn(_("Subject"), lambda one: one.get_subject_kind_display()),
        ListColumn(_("Standing"), lambda one: str(one.standing_on(today).label)),
        ListColumn(_("opens on"), lambda one: one.opens_on),
        ListColumn(_("closes on"), lambda one: one.closes_on),
        ListColumn(_("Comments"), lambda one: one.given if consults else one.accepted),
    )
    waiting = (ListColumn(_("Waiting"), lambda one: one.waiting),) if consults else ()
    return (*common, *waiting, ListColumn(_("Key"), lambda one: str(one.pk)))
