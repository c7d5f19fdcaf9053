"""Recommendations of the test world: a few of each kind, the same in both institutions."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.taxonomy.identity import term_id
from tenants.tracker.models import (
    Assignment,
    Document,
    Position,
    PositionEntry,
    Provenance,
    Recommendation,
    Review,
    Tag,
    Translation,
)

UPR_TEXTS = [
    (
        "140.1",
        "Adopt a law against domestic violence",
        "اعتماد قانون لمناهضة العنف الأسري",
        "supported",
        "women-violence",
    ),
    ("140.2", "Train judges on the rights of victims", "تدريب القضاة على حقوق الضحايا", "supported", None),
    ("140.3", "Open shelters in every governorate", "فتح دور إيواء في كل محافظة", "supported_in_part", None),
    ("140.4", "Abolish the death penalty", "إلغاء عقوبة الإعدام", "noted", None),
    (
        "140.5",
        "Ratify the Optional Protocol to the Convention against Torture",
        "التصديق على البروتوكول الاختياري لاتفاقية مناهضة التعذيب",
        "pending",
        None,
    ),
]


def recommendations(bodies: dict[Any, Any], held_on: date) -> list[Recommendation]:
    """Five UPR recommendations and two of the CEDAW Committee. Returns them in order."""
    upr = Review(body_id=term_id("body", "UPR"), cycle=4, session=48, held_on=held_on)
    upr.save()
    report = Document(review=upr, symbol="A/HRC/58/11", title_en="Report of the Working Group", dated=held_on)
    report.save()
    made: list[Recommendation] = []
    for order, (paragraph, english, arabic, position, theme) in enumerate(UPR_TEXTS, start=1):
        one = Recommendation(
            review=upr,
            document=report,
            paragraph=paragraph,
            order=order,
            text_en=english,
            text_ar=arabic,
            source_language="en",
            translation_en=Translation.SOURCE,
            translation_ar=Translation.HUMAN,
            position=position,
            action_category=5,
        )
        one.save()
        PositionEntry(recommendation=one, value=Position(position), dated=held_on).save()
        if theme:
            Tag(recommendation=one, kind="theme", term_id=term_id("theme", theme), provenance=Provenance.SOURCE).save()
        made.append(one)
    Assignment(recommendation=made[0], body=bodies["Justice"], lead=True).save()
    Assignment(recommendation=made[0], body=bodies["Interior"], lead=False).save()
    cedaw = Review(body_id=term_id("body", "CEDAW"), cycle=5, session=None, held_on=date(2024, 7, 8))
    cedaw.save()
    observations = Document(review=cedaw, symbol="CEDAW/C/ALF/CO/5", dated=date(2024, 7, 8))
    observations.save()
    for order, (paragraph, arabic) in enumerate(
        [("24 (b)", "ضمان صدور أوامر الحماية في غضون أربع وعشرين ساعة"), ("24 (d)", "جمع بيانات مصنفة عن العنف")],
        start=1,
    ):
        one = Recommendation(
            review=cedaw,
            document=observations,
            paragraph=paragraph,
            order=order,
            text_ar=arabic,
            source_language="ar",
            translation_ar=Translation.SOURCE,
        )
        one.save()
        made.append(one)
    return made
