"""The bench's own data: one institution with 10,000 recommendations, made up, and a file to import."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import cycle_ground
from django.core.management import call_command
from django.db import connection, connections

from shared.isolation.scope import in_institution, in_network
from shared.taxonomy.catalogue import catalogue
from shared.users.models import User
from tenants.institutions import provisioning
from tenants.institutions.models import Affiliation, Institution
from tenants.members.models import Member, ResponsibleBody
from tenants.tracker.models import Assessment, Assignment, Document, Recommendation, Review, Tag

HOW_MANY = 10_000
BODIES = 50
UPR_INFO_HEADER = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session"
VERBS = [
    ("Adopt", "اعتماد", "Adopter"),
    ("Strengthen", "تعزيز", "Renforcer"),
    ("Ratify", "التصديق على", "Ratifier"),
    ("Ensure", "ضمان", "Garantir"),
    ("Review", "مراجعة", "Réviser"),
    ("Train", "تدريب", "Former"),
]
THINGS = [
    ("a law on domestic violence", "قانون لمناهضة العنف الأسري", "une loi sur la violence domestique"),
    ("the independence of judges", "استقلال القضاة", "l’indépendance des juges"),
    ("access to schools in rural areas", "الالتحاق بالمدارس في المناطق الريفية", "l’accès à l’école en zone rurale"),
    ("the rights of migrant workers", "حقوق العمال المهاجرين", "les droits des travailleurs migrants"),
    ("conditions of detention", "ظروف الاحتجاز", "les conditions de détention"),
    ("the Optional Protocol", "البروتوكول الاختياري", "le Protocole facultatif"),
]
ENDS = [
    ("without delay", "دون إبطاء", "sans délai"),
    ("in every governorate", "في كل محافظة", "dans chaque gouvernorat"),
    ("with civil society", "بالتشاور مع المجتمع المدني", "avec la société civile"),
    ("and report on it", "وتقديم تقرير عن ذلك", "et en rendre compte"),
]


def sentence(order: int) -> tuple[str, str, str]:
    """English, Arabic, French; distinct for every number."""
    verb, thing, end = VERBS[order % 6], THINGS[(order // 6) % 6], ENDS[(order // 36) % 4]
    return (
        f"{verb[0]} {thing[0]} {end[0]}, as said in point {order}",
        f"{verb[1]} {thing[1]} {end[1]}، على ما ورد في البند {order}",
        f"{verb[2]} {thing[2]} {end[2]}, comme dit au point {order}",
    )


def prepare() -> tuple[Institution, User]:
    """An empty platform, then the institution with its rows and its coordinator."""
    call_command("prepare_database", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_taxonomy", verbosity=0)
    institution = make("bench")
    with in_network():
        user = User.objects.create_user("coordinator@bench.example", "x", name="Bench", language="ar")
        Affiliation.objects.create(institution=institution, owner_role=institution.schema_name, user=user)
    with in_institution(institution):
        Member(user_id=user.pk, name="Bench", email=user.email, role_slug="coordinator").save()
        fill()
        cycle_ground.fill()
    return institution, user


def make(slug: str) -> Institution:
    return provisioning.provision(
        provisioning.request_institution(slug=slug, names=dict.fromkeys(("ar", "en", "fr"), slug), kind="nmirf")
    )


def fill() -> None:
    """10,000 recommendations of 24 reviews, three tags, one or two bodies, and for most an account or two."""
    chance = random.Random(7)  # noqa: S311
    terms = catalogue()
    themes, groups, targets = list(terms.themes), list(terms.groups), list(terms.sdgs)
    bodies = [ResponsibleBody(name_en=f"Body {n}", name_ar=f"جهة {n}", name_fr=f"Organe {n}") for n in range(BODIES)]
    council = ResponsibleBody(name_en="Council", name_ar="المجلس", name_fr="Conseil", kind="nhri")
    ResponsibleBody.objects.bulk_create([*bodies, council])
    codes = ["CEDAW", "CRC", "CCPR", "CAT", "CERD", "CESCR", "CRPD", "CMW"]
    reviews = [
        Review(body_id=terms.body_by_code["UPR"].id, cycle=cycle, session=session, held_on=date(2008 + 4 * cycle, 5, 1))
        for cycle, session in ((1, 5), (2, 19), (3, 33), (4, 47))
    ] + [
        Review(body_id=terms.body_by_code[code].id, cycle=cycle, held_on=date(2006 + 4 * cycle, 3, 1))
        for code in codes
        for cycle in (1, 2, 3)
    ]
    Review.objects.bulk_create(reviews)
    papers = [
        Document(review=review, symbol=f"B/{order}/1", dated=review.held_on) for order, review in enumerate(reviews)
    ]
    Document.objects.bulk_create(papers)
    made: list[Recommendation] = []
    rest: dict[type, list[Any]] = {Tag: [], Assignment: [], Assessment: []}
    for order in range(HOW_MANY):
        place = order % len(reviews)
        english, arabic, french = sentence(order)
        one = Recommendation(
            review=reviews[place],
            document=papers[place],
            paragraph=f"{100 + place}.{order}",
            order=order,
            text_en=english,
            text_ar=arabic,
            text_fr=french,
            source_language="en",
            translation_en="source",
            translation_ar="human",
            translation_fr="machine",
            position=chance.choice(["supported", "supported", "noted", "pending", "supported_in_part"])
            if place < 4
            else "",
            priority=chance.choice(["", "high", "medium", "low"]),
            action_category=chance.randint(1, 5),
            status=chance.choice(["", "", "implemented", "partly", "in_progress", "not_started"]),
            due_on=date(2026, 1, 1) + timedelta(days=chance.randint(0, 700)) if chance.random() < 0.3 else None,
        )
        made.append(one)
        rest[Tag] += [
            Tag(
                recommendation=one,
                kind=kind,
                term_id=chance.choice(pool),
                provenance=chance.choice(["source", "confirmed"]),
            )
            for kind, pool in (("theme", themes), ("group", groups), ("sdg", targets))
        ]
        if chance.random() < 0.8:
            lead, support = chance.sample(bodies, 2)
            rest[Assignment].append(Assignment(recommendation=one, body=lead, lead=True))
            rest[Assignment].append(Assignment(recommendation=one, body=support, lead=False))
        if one.status:
            rest[Assessment].append(
                Assessment(
                    recommendation=one,
                    assessor_kind="state",
                    body=None,
                    value="state:in_progress",
                    progress=one.status,
                    assessed_on=date(2026, 5, 1),
                    account_en="Work goes on.",
                )
            )
            if chance.random() < 0.5:
                rest[Assessment].append(
                    Assessment(
                        recommendation=one,
                        assessor_kind="nhri",
                        body=council,
                        value="nhri:limited",
                        progress="in_progress",
                        assessed_on=date(2026, 6, 1),
                    )
                )
    Recommendation.objects.bulk_create(made, batch_size=1000)
    for model, objects in rest.items():
        model._default_manager.bulk_create(objects, batch_size=2000)
    # ANALYZE is the owner's; autovacuum does it in a living database.

    with connections["migrator"].migrating(connection.schema_name), connections["migrator"].cursor() as cursor:
        for table in ("recommendation", "tag", "assignment", "assessment", "review", "document"):
            cursor.execute(f"VACUUM ANALYZE tracker_{table}")


def upr_info_file(folder: Path, rows: int) -> Path:
    """A UPR Info export about one state: three recommending states to a text on average."""
    terms = catalogue()
    states = [state for state in terms.states.values() if state.code != "MAR"][:60]
    path = folder / "upr_info.csv"
    with path.open("w", encoding="cp1252", errors="replace", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(UPR_INFO_HEADER.split(","))
        for order in range(rows):
            recommending = states[(order * 7) % len(states)].label_en
            text = sentence(order // 3)[0]
            writer.writerow(
                [
                    "Morocco",
                    "Africa",
                    "OIC",
                    text,
                    recommending,
                    "Africa",
                    "",
                    "Accepted",
                    5,
                    "Women's rights,Justice",
                    13,
                ]
            )
    return path
