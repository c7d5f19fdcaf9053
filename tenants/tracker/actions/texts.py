"""The words of a recommendation in three languages, and what each text is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.actions.refusals import NotAText, ReasonMissing
from tenants.tracker.locking import authorise, locked, touch
from tenants.tracker.models import Recommendation, Translation

LANGUAGES = ("ar", "en", "fr")


@transaction.atomic
def edit_texts(
    *,
    recommendation: Recommendation,
    texts: Mapping[str, str],
    translations: Mapping[str, str],
    by: Member,
    paragraph: str | None = None,
    source_language: str | None = None,
    reason: str = "",
    seen: datetime | None = None,
) -> Recommendation:
    """Correct texts and say how far each translation can be trusted. Languages not given stay as they are.

    The text adopted changes only with a reason (ReasonMissing) and is never emptied (NotAText). Its state is always
    "as adopted"; no other language's is. An empty translation is "no text"; a text given without a state that can
    be true counts as not reviewed.
    """
    authorise(by, Permission.EDIT_RECOMMENDATIONS)
    recommendation = locked(recommendation, seen=seen)
    before = _words(recommendation)
    if source_language is not None:
        recommendation.source_language = source_language
    if paragraph is not None:
        recommendation.paragraph = paragraph.strip()
    for code in LANGUAGES:
        text = texts.get(code, recommendation.text_in(code)).strip()
        state = translations.get(code, recommendation.translation_in(code))
        setattr(recommendation, f"text_{code}", text)
        setattr(recommendation, f"translation_{code}", _state(text, state, code == recommendation.source_language))
    if recommendation.source_language not in LANGUAGES or not recommendation.text_in(recommendation.source_language):
        raise NotAText(_("The text in the language of adoption cannot be empty."))
    after = _words(recommendation)
    changed = [name for name in before if before[name] != after[name]]
    if not changed:
        return recommendation
    adopted = {"source_language", f"text_{before['source_language']}"}
    if adopted & set(changed) and not reason.strip():
        raise ReasonMissing(_("You change the words that were adopted. Say why; the reason stays in the history."))
    touch(recommendation, *changed)
    audit.record(
        "texts_edited",
        recommendation,
        by=by,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        reason=reason.strip(),
    )
    return recommendation


def _words(recommendation: Recommendation) -> dict[str, Any]:
    names = ["paragraph", "source_language"]
    names += [f"{part}_{code}" for part in ("text", "translation") for code in LANGUAGES]
    return {name: str(getattr(recommendation, name)) for name in names}


def _state(text: str, state: str, is_source: bool) -> str:
    if not text:
        return Translation.MISSING
    if is_source:
        return Translation.SOURCE
    return state if state in {Translation.REVIEWED, Translation.HUMAN, Translation.MACHINE} else Translation.HUMAN
