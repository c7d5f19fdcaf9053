"""Writing a section, restoring what it was, taking what the data says now."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.reporting.dossiers.drawing import Drawing, Drawn, draw
from tenants.reporting.dossiers.holding import held_section, touch
from tenants.reporting.dossiers.markup import count_words
from tenants.reporting.dossiers.refusals import DrawnOtherwise, NothingToSay, WrittenMeanwhile
from tenants.reporting.dossiers.versions import keep
from tenants.reporting.models import DossierSection, How, SectionVersion

DRAFT = Permission.DRAFT_REPORTS
FIELDS = ["heading", "text", "words", "word_limit", "revision", "changed_at", "changed_by_name"]


@transaction.atomic
def write(
    *,
    section: DossierSection,
    heading: str,
    text: str,
    by: Member,
    seen: int | None = None,
    word_limit: int | None = None,
    how: str = How.WRITTEN,
) -> DossierSection:
    """Keep what was written. `seen` is the revision the person began from; what already stands so is not kept twice.

    Raises WrittenMeanwhile when somebody wrote since (nothing is lost: theirs is in the refusal, hers with the caller),
    Signed, StillDrawing, NothingToSay.
    """
    section = held_section(section, by=by, permission=DRAFT)
    heading, text = heading.strip(), text.replace("\r\n", "\n").rstrip()
    if not heading:
        raise NothingToSay(_("A section has a heading."))
    if (heading, text, word_limit) == (section.heading, section.text, section.word_limit):
        return section
    if seen is not None and seen != section.revision:
        raise WrittenMeanwhile(
            _("Somebody wrote in this section after you opened it. Both texts are kept; put together what belongs."),
            section,
        )
    same_words = (heading, text) == (section.heading, section.text)
    section.heading, section.text, section.word_limit = heading, text, word_limit
    _touch(section, by)
    if not same_words:
        keep(section, how, by)
        if how == How.WRITTEN:
            _log("section_written", section, by)
    return section


@transaction.atomic
def restore(*, section: DossierSection, version: SectionVersion, by: Member) -> DossierSection:
    """Bring back what a section was; what it is now stays as a version. Raises Signed."""
    section = held_section(section, by=by, permission=DRAFT)
    version = section.versions.get(pk=version.pk)
    if (version.heading, version.text) == (section.heading, section.text):
        return section
    section.heading, section.text = version.heading, version.text
    _touch(section, by)
    keep(section, How.RESTORED, by)
    _log("section_restored", section, by)
    return section


@transaction.atomic
def take_drawn(*, section: DossierSection, digest: str, by: Member) -> DossierSection:
    """Put what the data says now in the place of the text, which stays as a version.

    `digest` is that of what the person was shown. Raises DrawnOtherwise when the data has moved since, Signed.
    """
    section = held_section(section, by=by, permission=DRAFT)
    drawing, drawn = _drawn(section, digest)
    if section.text != drawn.text:
        section.text = drawn.text
        section.drawn, section.blocks, section.behind = drawn.text, drawn.blocks, False
        _touch(section, by, "drawn", "blocks", "behind")
        keep(section, How.DRAWN, by)
        _log("section_drawn", section, by)
    else:
        section.drawn, section.blocks, section.behind = drawn.text, drawn.blocks, False
        section.save(update_fields=["drawn", "blocks", "behind"])
    section.dossier.evidence = drawing.evidence
    touch(section.dossier, "evidence")
    return section


@transaction.atomic
def keep_written(*, section: DossierSection, digest: str, by: Member) -> DossierSection:
    """Leave the text as it was written though the data has moved; it is not said again until it moves further.

    The charts and the evidence it may name are those of today. Raises DrawnOtherwise, Signed.
    """
    section = held_section(section, by=by, permission=DRAFT)
    drawing, drawn = _drawn(section, digest)
    section.drawn, section.behind = drawn.text, False
    section.blocks = {**section.blocks, **drawn.blocks}
    section.save(update_fields=["drawn", "behind", "blocks"])
    section.dossier.evidence = drawing.evidence
    touch(section.dossier, "evidence")
    _log("section_kept", section, by)
    return section


def fresh(section: DossierSection) -> Drawn | None:
    """The section as it would be drawn now; None where it would not be drawn any more."""
    return next((one for one in draw(section.dossier).sections if one.key == section.key), None)


def _drawn(section: DossierSection, digest: str) -> tuple[Drawing, Drawn]:
    drawing = draw(section.dossier)
    drawn = next((one for one in drawing.sections if one.key == section.key), None)
    if drawn is None or drawn.digest != digest:
        raise DrawnOtherwise(_("The data has changed since this was shown. Look at what would be drawn now."))
    return drawing, drawn


def _touch(section: DossierSection, by: Member, *fields: str) -> None:
    section.words = count_words(section.text)
    section.revision += 1
    section.changed_at, section.changed_by_name = timezone.now(), by.name
    section.save(update_fields=[*FIELDS, *fields])
    touch(section.dossier)


def _log(verb: str, section: DossierSection, by: Member) -> None:
    after = {"section": section.heading, "words": section.words}
    audit.record(verb, section.dossier, by=by, after=after)
