"""Beginning a report, changing what goes in, drawing it anew."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.reporting.dossiers.articles import instruments
from tenants.reporting.dossiers.choice import Choice
from tenants.reporting.dossiers.filling import fill_or_ask
from tenants.reporting.dossiers.holding import held, touch
from tenants.reporting.dossiers.papers import papers
from tenants.reporting.dossiers.refusals import ChangedSince, NotATemplate, NothingToSay
from tenants.reporting.dossiers.voices import body_of, voice_of
from tenants.reporting.models import Arranged, Dossier, Obligation
from tenants.tracker.locking import authorise

DRAFT = Permission.DRAFT_REPORTS


@transaction.atomic
def begin(
    *,
    kind: str,
    title: str,
    language: str,
    arranged: str,
    by: Member,
    choice: Choice | None = None,
    instrument: str = "",
    word_limit: int | None = None,
    obligation: Obligation | None = None,
    key: UUID | None = None,
) -> Dossier:
    """Begin a report and draw its first draft, at once or by a worker where it is long.

    `key` is the form's own: sent twice it begins one report. Raises NotATemplate, NothingToSay.
    """
    authorise(by, DRAFT)
    if key is not None and (known := Dossier.objects.drafted_by(by).filter(pk=key).first()) is not None:
        return known
    made = Dossier(kind=kind, language=language, voice=voice_of(by), body=body_of(by), created_by_name=by.name)
    if key is not None:
        made.pk = key
    paper = papers().get(kind)
    if paper is None or made.voice not in paper.voices:
        raise NotATemplate(_("This template is not for those in whose name you write."))
    made.obligation = Obligation.objects.get(pk=obligation.pk) if obligation else None
    _describe(made, title, arranged, instrument, choice or Choice(), word_limit)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise ChangedSince(_("Open this form again.")) from None
    after = {"title": made.title, "kind": kind, "language": language, "word_limit": word_limit}
    audit.record("dossier_begun", made, by=by, after=after)
    fill_or_ask(made, by)
    return made


@transaction.atomic
def change(
    *,
    dossier: Dossier,
    title: str,
    arranged: str,
    choice: Choice,
    by: Member,
    instrument: str = "",
    word_limit: int | None = None,
) -> Dossier:
    """Choose anew what goes in, and draw anew what nobody wrote in. Raises Signed, StillDrawing, NotATemplate."""
    dossier = held(dossier, by=by, permission=DRAFT)
    before = _told(dossier)
    _describe(dossier, title, arranged, instrument, choice, word_limit)
    after = _told(dossier)
    if after != before:
        touch(dossier, "title", "arranged", "instrument", "chosen", "word_limit")
        changed = [name for name in after if after[name] != before[name]]
        audit.record(
            "dossier_changed",
            dossier,
            by=by,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    fill_or_ask(dossier, by)
    return dossier


@transaction.atomic
def redraw(*, dossier: Dossier, by: Member) -> Dossier:
    """Draw anew every section in which nobody wrote; the others are marked where the data has moved. Raises Signed."""
    dossier = held(dossier, by=by, permission=DRAFT)
    audit.record("dossier_redrawn", dossier, by=by)
    fill_or_ask(dossier, by)
    return dossier


@transaction.atomic
def link(*, dossier: Dossier, obligation: Obligation | None, by: Member) -> Dossier:
    """Say for which obligation the report is, or for none."""
    dossier = held(dossier, by=by, permission=DRAFT, may_be_signed=True)
    obligation = Obligation.objects.get(pk=obligation.pk) if obligation else None
    if dossier.obligation_id == (obligation.pk if obligation else None):
        return dossier
    dossier.obligation = obligation
    touch(dossier, "obligation")
    audit.record("dossier_linked", dossier, by=by, after={"obligation": str(obligation.pk) if obligation else None})
    return dossier


def _describe(
    dossier: Dossier, title: str, arranged: str, instrument: str, choice: Choice, word_limit: int | None
) -> None:
    paper = papers()[dossier.kind]
    if not title.strip():
        raise NothingToSay(_("Give the report a title."))
    if arranged not in paper.arranged:
        raise NotATemplate(_("This template cannot be arranged so."))
    if arranged == Arranged.ARTICLE and instrument not in instruments():
        raise NotATemplate(_("Choose the instrument whose articles the report follows."))
    dossier.title, dossier.arranged = title.strip(), arranged
    dossier.instrument = instrument if arranged == Arranged.ARTICLE else ""
    dossier.chosen, dossier.word_limit = choice.kept(), word_limit


def _told(dossier: Dossier) -> dict[str, object]:
    return {
        "title": dossier.title,
        "arranged": str(dossier.arranged),
        "instrument": dossier.instrument,
        "chosen": dossier.chosen,
        "word_limit": dossier.word_limit,
    }
