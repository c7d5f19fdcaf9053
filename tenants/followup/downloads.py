"""The columns of the lists of rounds, of who owes what in one, and of those who answer, as files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shared.exports.lists import ListColumn, local_day

ROUNDS = (
    ListColumn(_("Round"), lambda one: one.title),
    ListColumn(_("Standing"), lambda one: one.get_standing_display()),
    ListColumn(_("about"), lambda one: one.get_subject_display()),
    ListColumn(_("language of the round"), lambda one: one.get_language_display()),
    ListColumn(_("deadline"), lambda one: one.deadline),
    ListColumn(_("Bodies"), lambda one: one.bodies),
    ListColumn(_("Updates asked for"), lambda one: one.asked),
    ListColumn(_("Sent"), lambda one: one.sent),
    ListColumn(_("To review"), lambda one: one.to_review),
    ListColumn(_("Prepared on"), lambda one: local_day(one.created_at)),
    ListColumn(_("Key"), lambda one: str(one.pk)),
)
BOARD = (
    ListColumn(_("Body"), lambda one: one.request.body.name),
    ListColumn(_("Taken by"), lambda one: one.request.holder.name if one.request.holder else ""),
    ListColumn(_("Focal points"), lambda one: "; ".join(str(person) for person in one.desk.people)),
    ListColumn(_("Updates asked for"), lambda one: one.tally.total),
    ListColumn(_("Still owed"), lambda one: one.tally.owed),
    ListColumn(_("To review"), lambda one: one.tally.submitted),
    ListColumn(pgettext_lazy("updates", "Accepted"), lambda one: one.tally.accepted),
    ListColumn(_("Deadline"), lambda one: one.request.deadline),
    ListColumn(_("Days late"), lambda one: one.late),
    ListColumn(_("Reminders sent"), lambda one: one.reminders),
    ListColumn(_("Last change"), lambda one: local_day(one.changed_at)),
    ListColumn(_("Withdrawn on"), lambda one: local_day(one.request.withdrawn_at)),
)
REQUESTS = (
    ListColumn(_("Round"), lambda one: one.round.title),
    ListColumn(_("Standing"), lambda one: one.round.get_standing_display()),
    ListColumn(_("Taken by"), lambda one: one.holder.name if one.holder else ""),
    ListColumn(_("deadline"), lambda one: one.deadline),
    ListColumn(_("Updates asked for"), lambda one: one.asked),
    ListColumn(_("Sent"), lambda one: one.sent),
    ListColumn(_("Returned"), lambda one: one.returned),
    ListColumn(_("Withdrawn on"), lambda one: local_day(one.withdrawn_at)),
    ListColumn(_("Key"), lambda one: str(one.pk)),
)
ANSWERING = (
    ListColumn(_("Name"), lambda one: one.name),
    ListColumn(_("Body"), lambda one: str(one.body or "")),
    ListColumn(_("Away"), lambda one: "; ".join(f"{a.begins_on:%Y-%m-%d} – {a.ends_on:%Y-%m-%d}" for a in one.soon)),
    ListColumn(_("alternate"), lambda one: "; ".join(dict.fromkeys(absence.alternate.name for absence in one.soon))),
)
