"""The accounts a report tells as its own, and those of the other side that it may quote."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from tenants.reporting.dossiers.choice import Choice
from tenants.reporting.dossiers.material import Material, Standing, Step
from tenants.reporting.models import Dossier, Voice
from tenants.tracker.models import Assessment, AssessorKind
from tenants.tracker.models.accounts import Visibility
from tenants.tracker.scales.wording import Scales, scales

LANGUAGES = ("ar", "en", "fr")


def accounts_of(found: Material, choice: Choice, keys: Collection[UUID], dossier: Dossier) -> None:
    """Add to the material what was recorded of the accounts. Two queries.

    The state's report holds the state's word alone. An NHRI's holds its own finding, published or not, for it is its
    own; the state's account is quoted, and only where it was published or was read in a paper that is named.
    """
    worded = scales()
    accepted = {(key, step.sense) for key, steps in found.steps.items() for step in steps}
    rows = Assessment.objects.filter(recommendation__in=keys, withdrawn_at=None).filter(
        _mine(dossier) | _quoted(dossier)
    )
    if choice.period_from is not None:
        # What stands now stands, however long ago it was said.
        rows = rows.filter(Q(assessed_on__gte=choice.period_from) | Q(is_current=True))
    if choice.period_to is not None:
        rows = rows.filter(assessed_on__lte=choice.period_to)
    for one in rows.select_related("body").order_by("assessed_on", "recorded_at", "id"):
        own = _is_own(one, dossier)
        step = _step(one, dossier, own)
        known = (one.recommendation_id, step.sense) in accepted
        left_out = dossier.voice == Voice.STATE and not choice.other_accounts and not known
        if own and one.is_current and not left_out:
            _stand(found, one, step, worded)
        if not step.words or known or left_out:
            continue
        if choice.period_from is not None and one.assessed_on < choice.period_from:
            continue
        found.steps.setdefault(one.recommendation_id, []).append(step)


def _mine(dossier: Dossier) -> Q:
    if dossier.voice == Voice.STATE:
        return Q(assessor_kind=AssessorKind.STATE)
    # In an NHRI's own tracker every finding of an NHRI is its own, its departments' too.
    own = Q(assessor_kind=AssessorKind.NHRI)
    return own & Q(body=dossier.body_id) if dossier.body_id is not None else own


def _quoted(dossier: Dossier) -> Q:
    """The other side's words that may be quoted; the state's report quotes nobody."""
    if dossier.voice == Voice.STATE:
        return Q(pk=None)
    public = Q(assessor_kind=AssessorKind.STATE, visibility=Visibility.PUBLIC)
    if dossier.body_id is not None:
        return public
    return public | (Q(assessor_kind=AssessorKind.STATE) & ~Q(source=""))


def _is_own(one: Assessment, dossier: Dossier) -> bool:
    return one.assessor_kind == (AssessorKind.STATE if dossier.voice == Voice.STATE else AssessorKind.NHRI)


def _step(one: Assessment, dossier: Dossier, own: bool) -> Step:
    order = dict.fromkeys([dossier.language, *LANGUAGES])
    language = next((code for code in order if getattr(one, f"account_{code}")), dossier.language)
    who = one.body.name if one.body else "" if own else one.get_assessor_kind_display()
    return Step(
        on=one.assessed_on,
        who=str(who),
        words=getattr(one, f"account_{language}"),
        language=language,
        value=one.value,
        quoted=not own,
        subjects=(("assessment", one.pk),),
    )


def _stand(found: Material, one: Assessment, step: Step, worded: Scales) -> None:
    """The latest of its own voice says how far it is; rows come oldest first."""
    said = worded.value(one.value)
    found.standings[one.recommendation_id] = Standing(one.progress, said.label, one.assessed_on, step.who)
