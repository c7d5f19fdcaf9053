"""Short answers, as they stand in a column or after "Response:"."""

from __future__ import annotations

import re

from tenants.intake.readers.upr_report.positions import position_of
from tenants.intake.readers.upr_report.words import plain

_LEAD = (
    r"^(?:(?:response|reply|position|comments?|status|answer|réponse|observations?|الرد|الموقف|التعليق)s?\b[^:]{0,40}[:\-–—]\s*)?"
    r"(?:the\s+recommendation\s+(?:is|was)\s+|(?:cette|la)\s+recommandation\s+est\s+)?"
)
ANSWERS = (
    (
        "supported_in_part",
        r"(?:partially|partly)\s+\w+|(?:accept|support)\w*\s+(?:in\s+part|partially|partly)|partiellement|acceptée?\s+(?:en\s+partie|partiellement)|مقبولة\s+جزئيا|تأييد\s+جزئي",
    ),
    (
        "rejected",
        r"(?:is\s+)?(?:not\s+(?:accept|support|agree|endors)\w*|reject\w*|declin\w*|do(?:es)?\s+not\s+\w+|disagree\w*|no\b)|refus\w+|rejet\w+|non\s+(?:accept|appuy|retenu)\w*|مرفوض\w*|غير\s+مقبول\w*|لا\s+تؤيد|لم\s+تحظ",
    ),
    (
        "noted",
        r"(?:is\s+|are\s+)?(?:taken?\s+note|notes?\b|noted|takes?\s+note)|notées?|pris\s*(?:e|es)?\s+(?:\w+\s+)?note|محاط\s+بها|أحيط|أحاطت?|تحيط|علم",
    ),
    (
        "implemented",
        r"(?:already\s+)?(?:implemented|in\s+the\s+process|being\s+implemented|under\s+implementation)|déjà\s+\w+|(?:en\s+cours\s+d|mise\s+en\s+œuvre)|منفذة|قيد\s+التنفيذ",
    ),
    (
        "supported",
        r"(?:is\s+|are\s+|fully\s+)?(?:accept|support|agree|endors|enjoys?\s+the\s+support)\w*|yes\b|acceptées?|appuyées?|approuvées?|recueille|مقبول\w*|تؤيد\w*|أيدت\w*|تحظى|مؤيدة|قبلت",
    ),
    (
        "pending",
        r"(?:pending|under\s+(?:consideration|examination)|deferred)|en\s+(?:attente|cours\s+d.examen)|قيد\s+(?:النظر|الدراسة)",
    ),
)
PATTERNS = tuple((code, re.compile(rf"{_LEAD}(?:{words})(?=[\s.,;:)(/]|$)", re.IGNORECASE)) for code, words in ANSWERS)
FIRST = re.compile(r"^.{0,400}?(?:[.;](?=\s|$)|$)", re.DOTALL)


def answer_in(text: str) -> str:
    """The position an answer gives: by its first words, else by its first sentence; empty when it gives none."""
    words = plain(text).strip(" \t-–—:|")
    for code, pattern in PATTERNS:
        if pattern.match(words):
            return code
    first = FIRST.match(words)
    return position_of(first.group()) if first and first.group() else ""
