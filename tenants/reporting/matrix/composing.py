"""The matrix of a review as a file: filled in the paper it came in, or made in the newest layout."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from shared.exports.tables import Download, safe_file_name
from tenants.intake.models import Batch
from tenants.intake.readers.neutral import NeutralRow
from tenants.members.models import Member
from tenants.reporting.matrix.accepted import Accepted, accepted_for
from tenants.reporting.matrix.filling import filled_list
from tenants.reporting.matrix.kept_lists import opened_list, state_of
from tenants.reporting.matrix.lines import lines_of, name_of, recommendations_of, subtitle_of, title_of
from tenants.reporting.matrix.newest import newest_matrix
from tenants.reporting.matrix.pairing import Pairing
from tenants.reporting.matrix.word_xml import Paragraph
from tenants.reporting.matrix.wording import assessment
from tenants.tracker.models import Recommendation, Review

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def matrix_of(review: Review, *, language: str, member: Member, citing: bool = True) -> Download:
    """The review's matrix in the newest layout, in a language. `citing` says whether evidence is named."""
    with override(language):
        recommendations = recommendations_of(review)
        said = _assessments([one.pk for one in recommendations], member, citing)
        lines = lines_of(recommendations, language, said)
        state = state_of(review)
        title = title_of(review, state)
        content = newest_matrix(title=title, subtitle=subtitle_of(recommendations), lines=lines, language=language)
        named = [_("Matrix for the UPR"), state.label if state else "", name_of(review)]
        return _download(content, " ".join(named))


def filled_matrix(batch: Batch, review: Review, *, language: str, member: Member, citing: bool = True) -> Download:
    """The kept thematic list with the assessment of the review's recommendations filled in. Raises Unreadable."""
    with override(language), opened_list(batch) as kept:
        recommendations = recommendations_of(review)
        said = _assessments([one.pk for one in recommendations], member, citing)
        pairing = Pairing(recommendations)

        def assess(row: NeutralRow) -> list[Paragraph]:
            found: Recommendation | None = pairing.find(row)
            return said.get(found.pk, []) if found is not None else []

        content, _filled = filled_list(kept, assess)
        return _download(
            content, _("%(name)s, with assessment") % {"name": batch.name.rpartition(".")[0] or batch.name}
        )


def told_of(review: Review, member: Member) -> tuple[int, Accepted]:
    """How many recommendations a review has, and what may stand beside them."""
    keys = [one.pk for one in Recommendation.objects.filter(review=review, kind="recommendation").only("pk")]
    return len(keys), accepted_for(keys, member)


def _assessments(keys: Collection[UUID], member: Member, citing: bool) -> dict[UUID, list[Paragraph]]:
    said = accepted_for(keys, member)
    return {key: assessment(statements, citing=citing) for key, statements in said.statements.items()}


def _download(content: bytes, name: str) -> Download:
    return Download([content], DOCX_TYPE, safe_file_name(name, "docx"))
