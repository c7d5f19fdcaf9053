"""Exactly what the list shows, as a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import get_language, gettext, override, pgettext
from django.views.decorators.http import require_safe

from shared.exports.tables import Cell, Download, csv_table, xlsx_table
from shared.isolation.streaming import streamed
from shared.taxonomy.catalogue import catalogue
from tenants.members.access import requires
from tenants.members.models import ResponsibleBody
from tenants.members.roles import Permission
from tenants.tracker.listing.facing import SAYS
from tenants.tracker.listing.predicates import ReviewLine, reviews
from tenants.tracker.listing.query import ListQuery
from tenants.tracker.listing.rows import all_ids, with_what_a_row_shows
from tenants.tracker.models import AssessorKind, Progress, Provenance, Recommendation

AT_ONCE = 500


@require_safe
@requires(Permission.EXPORT)
def export(request: HttpRequest, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The list of the address as .csv or .xlsx, in the list's order, all pages."""
    if kind not in {"csv", "xlsx"}:
        raise Http404
    query = ListQuery.read(request.GET)
    language = (get_language() or "en")[:2]
    known = reviews()
    keys = all_ids(query, known)
    bodies = {body.pk: body for body in ResponsibleBody.objects.all()}
    name = gettext("Recommendations")
    lines = _lines(keys, known, bodies, language)
    download: Download = (
        csv_table(name, headers(), lines) if kind == "csv" else xlsx_table(name, headers(), lines, language=language)
    )
    response = StreamingHttpResponse(streamed(download.chunks), content_type=download.content_type)
    response["Content-Disposition"] = download.disposition
    return response


def headers() -> list[str]:
    """The columns, in the reader's language."""
    return [
        gettext("Mechanism"), pgettext("of a mechanism", "Body"), gettext("Document"), gettext("Paragraph"),
        gettext("Text in Arabic"), gettext("Text in English"), gettext("Text in French"),
        gettext("Recommending states"), gettext("Position of the state"), gettext("Action category"),
        gettext("Themes"), gettext("Affected groups"), gettext("SDG targets"),
        gettext("Lead body"), gettext("Supporting bodies"), gettext("Priority"), gettext("Due"), gettext("Status"),
        *(str(SAYS[kind]) for kind in AssessorKind), gettext("Key"),
    ]  # fmt: skip


def _lines(
    keys: Sequence[UUID], known: dict[UUID, ReviewLine], bodies: dict[UUID, ResponsibleBody], language: str
) -> Iterator[list[Cell]]:
    for start in range(0, len(keys), AT_ONCE):
        part = list(keys[start : start + AT_ONCE])
        found = with_what_a_row_shows(Recommendation.objects.filter(pk__in=part)).prefetch_related(
            "recommending_states"
        )
        by_key = {one.pk: one for one in found}
        with override(language):
            ready = [_line(by_key[key], known, bodies) for key in part if key in by_key]
        yield from ready


def _line(one: Recommendation, known: dict[UUID, ReviewLine], bodies: dict[UUID, ResponsibleBody]) -> list[Cell]:
    terms = catalogue()
    body = terms.bodies.get(known[one.review_id].body_id)
    mechanism = terms.mechanisms.get(body.mechanism_id) if body else None
    tags: dict[str, list[str]] = {"theme": [], "group": [], "sdg": []}
    shelves: dict[str, Mapping[UUID, Any]] = {"theme": terms.themes, "group": terms.groups, "sdg": terms.sdgs}
    for tag in one.tags.all():
        entry = shelves[tag.kind].get(tag.term_id)
        if entry and tag.provenance != Provenance.SUGGESTED:
            tags[tag.kind].append(entry.code if tag.kind == "sdg" else entry.label)
    states = [
        terms.states[line.state_id].label for line in one.recommending_states.all() if line.state_id in terms.states
    ]
    assigned = list(one.assignments.all())
    accounts = {line.assessor_kind: line.progress for line in one.assessments.all()}
    category = terms.action_category_by_code.get(str(one.action_category or ""))
    return [
        mechanism.label if mechanism else "",
        body.label if body else "",
        one.document.symbol if one.document else "",
        one.paragraph,
        one.text_ar, one.text_en, one.text_fr,
        "; ".join(states),
        one.get_position_display() if one.position else "",
        category.label if category else "",
        "; ".join(tags["theme"]), "; ".join(tags["group"]), "; ".join(tags["sdg"]),
        "; ".join(str(bodies[line.body_id]) for line in assigned if line.lead),
        "; ".join(str(bodies[line.body_id]) for line in assigned if not line.lead),
        one.get_priority_display() if one.priority else "",
        one.due_on,
        one.get_status_display() if one.status else "",
        *(str(Progress(accounts[kind]).label) if accounts.get(kind) else "" for kind in AssessorKind),
        str(one.pk),
    ]  # fmt: skip
