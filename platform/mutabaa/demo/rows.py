"""Rows of one institution's tracker, made in memory and written table by table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID

from mutabaa.demo.fiction import Account, Said, Words
from shared.taxonomy.identity import term_id
from tenants.members.models import BodyKind, Member, ResponsibleBody
from tenants.tracker.models import (
    Assessment,
    AssessorKind,
    Assignment,
    Cluster,
    ClusterMembership,
    Document,
    Link,
    LinkKind,
    PositionEntry,
    Provenance,
    Recommendation,
    RecommendingState,
    Review,
    Tag,
)
from tenants.tracker.status import place

# Whose records come with tags of their own; the others were classified by hand.
TAGGED_AT_THE_SOURCE = {"UPR", "TB", "SP"}


def moment(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


@dataclass
class Cast:
    """Who is there already: the institution's people by role, its bodies by code."""

    people: dict[str, list[Member]]
    bodies: dict[str, ResponsibleBody]

    def analyst(self) -> Member:
        return self.people["analyst"][0]

    def coordinator(self) -> Member:
        return self.people["coordinator"][0]

    def voice_of(self, body: ResponsibleBody) -> Member:
        """Who recorded a body's account: its own person, else the coordinator."""
        speaking = [*self.people.get("focal_point", ()), *self.people.get("assessor", ())]
        return next((one for one in speaking if one.body_id == body.pk), self.coordinator())


@dataclass
class Rows:
    """Everything about the recommendations of one institution, not written yet."""

    cast: Cast
    language: str
    cluster_titles: dict[str, Words]
    brought_at: datetime
    reviews: dict[tuple[str, int | None, int | None], Review] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    recommendations: dict[str, Recommendation] = field(default_factory=dict)
    states: list[RecommendingState] = field(default_factory=list)
    positions: list[PositionEntry] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    clusters: dict[str, Cluster] = field(default_factory=dict)
    memberships: list[ClusterMembership] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    # Places of the values of the institution's own, by code.
    places: dict[str, str] = field(default_factory=dict)
    # In an NHRI's tracker the state is quoted: where its accounts were read.
    quoted_from: str = ""

    def add(self, said: Said) -> None:
        """Make the rows of one recommendation."""
        one = self._recommendation(said)
        self.states += [RecommendingState(recommendation=one, state_id=term_id("state", code)) for code in said.states]
        self._positions(one, said)
        self._tags(one, said)
        self._assignments(one, said)
        for account in said.accounts:
            self.assess(one, account)
        for key in said.clusters:
            self.memberships.append(ClusterMembership(cluster=self._cluster(key), recommendation=one))

    def link(self, said: Said) -> None:
        """Join a recommendation to those it repeats, once all are made."""
        self.links += [
            Link(later=self.recommendations[said.key], earlier=self.recommendations[key], kind=LinkKind.REPEATS)
            for key in said.repeats
        ]

    def save(self) -> None:
        """Write them. Atomicity and scope are the caller's."""
        Review.objects.bulk_create(self.reviews.values())
        Document.objects.bulk_create(self.documents.values())
        Recommendation.objects.bulk_create(self.recommendations.values())
        RecommendingState.objects.bulk_create(self.states)
        PositionEntry.objects.bulk_create(self.positions)
        Tag.objects.bulk_create(self.tags)
        Assignment.objects.bulk_create(self.assignments)
        Assessment.objects.bulk_create(self.assessments)
        Cluster.objects.bulk_create(self.clusters.values())
        ClusterMembership.objects.bulk_create(self.memberships)
        Link.objects.bulk_create(self.links)

    def _recommendation(self, said: Said) -> Recommendation:
        review = self.reviews.setdefault(
            (said.body, said.cycle, said.session),
            Review(body_id=term_id("body", said.body), cycle=said.cycle, session=said.session, held_on=said.dated),
        )
        document = self.documents.setdefault(
            said.symbol,
            Document(
                review=review,
                symbol=said.symbol,
                dated=said.dated,
                **{f"title_{code}": title for code, title in said.titles.items()},
            ),
        )
        one = Recommendation(
            review=review,
            document=document,
            paragraph=said.paragraph,
            order=len(self.recommendations) + 1,
            source_language=said.source_language,
            position=said.position,
            action_category=said.action_category,
            priority=said.priority,
            due_on=said.due_on,
            created_at=self.brought_at,
            changed_at=self.brought_at,
            **{f"text_{code}": text for code, text in said.texts.items()},
            **{f"translation_{code}": state for code, state in said.translations.items()},
        )
        self.recommendations[said.key] = one
        return one

    def _positions(self, one: Recommendation, said: Said) -> None:
        if said.earlier_position:
            value, dated, source = said.earlier_position
            self.positions.append(
                PositionEntry(recommendation=one, value=value, dated=dated, source=source, recorded_at=moment(dated))
            )
        if said.position:
            dated = said.position_on or said.dated
            self.positions.append(
                PositionEntry(
                    recommendation=one,
                    value=said.position,
                    dated=dated,
                    source=said.position_source,
                    recorded_at=moment(dated, 10),
                )
            )

    def _tags(self, one: Recommendation, said: Said) -> None:
        kinds = [("theme", "theme", said.themes), ("group", "affected_group", said.groups), ("sdg", "sdg", said.sdgs)]
        by_hand = said.mechanism not in TAGGED_AT_THE_SOURCE
        for kind, term_kind, codes in kinds:
            for code in codes:
                self._tag(one, kind, term_id(term_kind, code), by_hand)
        for code in said.suggested_themes:
            if code not in said.themes:
                self.tags.append(
                    Tag(
                        recommendation=one,
                        kind="theme",
                        term_id=term_id("theme", code),
                        provenance=Provenance.SUGGESTED,
                        at=self.brought_at,
                    )
                )

    def _tag(self, one: Recommendation, kind: str, term: UUID, by_hand: bool) -> None:
        analyst = self.cast.analyst()
        self.tags.append(
            Tag(
                recommendation=one,
                kind=kind,
                term_id=term,
                at=self.brought_at,
                provenance=Provenance.CONFIRMED if by_hand else Provenance.SOURCE,
                by_id=analyst.pk if by_hand else None,
                by_name=analyst.name if by_hand else "",
            )
        )

    def _assignments(self, one: Recommendation, said: Said) -> None:
        codes = [said.lead, *said.supporting] if said.lead else list(said.supporting)
        self.assignments += [
            Assignment(recommendation=one, body=self.cast.bodies[code], lead=code == said.lead, since=self.brought_at)
            for code in dict.fromkeys(codes)
        ]

    def assess(self, one: Recommendation, account: Account) -> None:
        """A newer account of the same assessor replaces the older one, which is kept."""
        body = self.cast.bodies[account.body]
        kind = AssessorKind(BodyKind(account.assessor).value)
        is_current = True
        for earlier in self.assessments:
            same = (earlier.recommendation, earlier.assessor_kind, earlier.body) == (one, kind, body)
            if same and earlier.is_current:
                if earlier.assessed_on <= account.dated:
                    earlier.is_current = False
                else:
                    is_current = False
        voice = self.cast.voice_of(body)
        self.assessments.append(
            Assessment(
                recommendation=one,
                assessor_kind=kind,
                body=body,
                value=account.value,
                progress=self.places.get(account.value) or place(account.value),
                assessed_on=account.dated,
                source=self.quoted_from if kind == AssessorKind.STATE and voice.body_id != body.pk else "",
                visibility=account.visibility,
                is_current=is_current,
                recorded_by=voice.pk,
                recorded_by_name=voice.name,
                recorded_at=moment(account.dated, 11),
                **{f"account_{code}": words for code, words in account.words.items()},
            )
        )

    def _cluster(self, key: str) -> Cluster:
        return self.clusters.setdefault(key, Cluster(title=self.cluster_titles[key][self.language]))
