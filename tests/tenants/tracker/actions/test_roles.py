"""Which role may do what: one table of actions and people."""

from datetime import date

import pytest

from shared.taxonomy.identity import term_id
from tenants.members.access import Denied
from tenants.tracker.actions import (
    assessments,
    assignments,
    bulk,
    classification,
    clusters,
    criteria,
    followup,
    links,
    positions,
    priorities,
    suggestions,
    texts,
)
from tenants.tracker.clusters.jobs import ask_for_suggestions
from tenants.tracker.models import (
    Assignment,
    Cluster,
    ClusterMembership,
    ClusterSuggestion,
    Link,
    Provenance,
    SuggestedMember,
    Tag,
)
from tenants.tracker.priorities.criteria import DEFAULTS

DAY = date(2025, 6, 1)
EDITORS = {"coordinator", "analyst"}


def suggestion(recommendation):
    tag = Tag(
        recommendation=recommendation,
        kind="group",
        term_id=term_id("affected_group", "children"),
        provenance=Provenance.SUGGESTED,
    )
    tag.save()
    return tag


def clustered(recommendation):
    cluster = Cluster(title="Shelters")
    cluster.save()
    membership = ClusterMembership(cluster=cluster, recommendation=recommendation)
    membership.save()
    return membership


def linked(later, earlier):
    made = Link(later=later, earlier=earlier, kind="repeats")
    made.save()
    return made


def suggested(*recommendations):
    made = ClusterSuggestion(score=80, size=len(recommendations), language="en")
    made.save()
    for one in recommendations:
        SuggestedMember(suggestion=made, recommendation=one).save()
    return made


FIRST = DEFAULTS[0].key
VALUES = {"state": "state:planned", "nhri": "nhri:limited", "civil_society": "cso:progress"}


def account_of(r, by, kind, body=None):
    return assessments.assess(recommendation=r, kind=kind, body=body, value=VALUES[kind], assessed_on=DAY, by=by)


ACTS = {
    "add a tag": (
        EDITORS,
        lambda r, o, b, by: classification.add_tag(
            recommendation=r, kind="theme", term_id=term_id("theme", "women-advancement"), by=by
        ),
    ),
    "confirm a tag": (EDITORS, lambda r, o, b, by: classification.confirm_tag(tag=r.tags.get(), by=by)),
    "remove a tag": (EDITORS, lambda r, o, b, by: classification.remove_tag(tag=r.tags.get(), by=by)),
    "refuse a suggestion": (EDITORS, lambda r, o, b, by: classification.refuse_suggestion(tag=suggestion(r), by=by)),
    "categorise": (
        EDITORS,
        lambda r, o, b, by: classification.set_action_category(recommendation=r, category=2, by=by),
    ),
    "assign": (EDITORS, lambda r, o, b, by: assignments.assign(recommendation=o, body=b.Justice, lead=True, by=by)),
    "replace the lead": (
        EDITORS,
        lambda r, o, b, by: assignments.replace_lead(recommendation=r, body=b.Interior, by=by),
    ),
    "unassign": (EDITORS, lambda r, o, b, by: assignments.unassign(assignment=r.assignments.first(), by=by)),
    "prioritise": (
        EDITORS,
        lambda r, o, b, by: priorities.prioritise(recommendation=r, priority="high", due_on=None, by=by),
    ),
    "record a position": (
        EDITORS,
        lambda r, o, b, by: positions.record_position(
            recommendation=r, value="noted", dated=DAY, source="Add.1", by=by
        ),
    ),
    "edit the texts": (
        EDITORS,
        lambda r, o, b, by: texts.edit_texts(recommendation=r, texts={"fr": "Adopter une loi"}, translations={}, by=by),
    ),
    "make a cluster": (EDITORS, lambda r, o, b, by: clusters.create_cluster(title="New", by=by)),
    "rename a cluster": (
        EDITORS,
        lambda r, o, b, by: clusters.rename_cluster(cluster=clustered(r).cluster, title="Other", by=by),
    ),
    "put into a cluster": (
        EDITORS,
        lambda r, o, b, by: clusters.add_to_cluster(cluster=clustered(r).cluster, recommendation=o, by=by),
    ),
    "take out of a cluster": (
        EDITORS,
        lambda r, o, b, by: clusters.remove_from_cluster(membership=clustered(r), by=by),
    ),
    "describe a cluster": (
        EDITORS,
        lambda r, o, b, by: clusters.describe_cluster(
            cluster=clustered(r).cluster, titles={"en": "Other"}, note="", by=by
        ),
    ),
    "merge clusters": (
        EDITORS,
        lambda r, o, b, by: clusters.merge_clusters(staying=clustered(r).cluster, leaving=clustered(o).cluster, by=by),
    ),
    "split a cluster": (
        EDITORS,
        lambda r, o, b, by: clusters.split_cluster(
            cluster=clustered(r).cluster, recommendations=[r.pk], title="Part", by=by
        ),
    ),
    "delete a cluster": (EDITORS, lambda r, o, b, by: clusters.delete_cluster(cluster=clustered(r).cluster, by=by)),
    "cluster many": (
        EDITORS,
        lambda r, o, b, by: bulk.cluster(recommendations=[o.pk], cluster=clustered(r).cluster, by=by),
    ),
    "take many out of a cluster": (
        EDITORS,
        lambda r, o, b, by: bulk.uncluster(recommendations=[r.pk], cluster=clustered(r).cluster, by=by),
    ),
    "ask for suggestions": (EDITORS, lambda r, o, b, by: ask_for_suggestions(by=by)),
    "confirm a suggestion": (
        EDITORS,
        lambda r, o, b, by: suggestions.confirm_suggestion(suggestion=suggested(r, o), title="Alike", by=by),
    ),
    "refuse a suggested cluster": (
        EDITORS,
        lambda r, o, b, by: suggestions.refuse_suggestion(suggestion=suggested(r, o), by=by),
    ),
    "score": (EDITORS, lambda r, o, b, by: priorities.mark(recommendation=r, marks={FIRST: 2}, by=by)),
    "choose for follow-up": (
        EDITORS,
        lambda r, o, b, by: followup.choose_for_followup(recommendation=r, chosen=True, by=by),
    ),
    "add a criterion": (
        {"coordinator"},
        lambda r, o, b, by: criteria.add_criterion(values={"name_en": "Cost"}, by=by),
    ),
    "edit a criterion": (
        {"coordinator"},
        lambda r, o, b, by: criteria.edit_criterion(key=FIRST, values={"name_en": "Cost", "weight": 1}, by=by),
    ),
    "retire a criterion": ({"coordinator"}, lambda r, o, b, by: criteria.retire_criterion(key=FIRST, by=by)),
    "restore a criterion": ({"coordinator"}, lambda r, o, b, by: criteria.restore_criterion(key=FIRST, by=by)),
    "set the bands": ({"coordinator"}, lambda r, o, b, by: criteria.set_bands(high_from=60, medium_from=30, by=by)),
    "link": (EDITORS, lambda r, o, b, by: links.link(later=o, earlier=r, kind="repeats", by=by)),
    "unlink": (EDITORS, lambda r, o, b, by: links.unlink(link=linked(o, r), reason="A slip.", by=by)),
    "give the institution's own account for the state": (
        {"coordinator"},
        lambda r, o, b, by: account_of(r, by, "state"),
    ),
    "give the ministry's account": (
        {"coordinator", "focal_point"},
        lambda r, o, b, by: account_of(r, by, "state", b.Justice),
    ),
    "give the council's account": ({"assessor"}, lambda r, o, b, by: account_of(r, by, "nhri", b.Council)),
    "give the coalition's account": (set(), lambda r, o, b, by: account_of(r, by, "civil_society", b.Sanad)),
    "classify many": (
        EDITORS,
        lambda r, o, b, by: bulk.classify(
            recommendations=[o.pk], add=[("theme", term_id("theme", "women-violence"))], by=by
        ),
    ),
    "categorise many": (EDITORS, lambda r, o, b, by: bulk.categorise(recommendations=[o.pk], category=1, by=by)),
    "assign many": (EDITORS, lambda r, o, b, by: bulk.assign(recommendations=[o.pk], body=b.Justice, lead=True, by=by)),
    "unassign many": (EDITORS, lambda r, o, b, by: bulk.unassign(recommendations=[r.pk], body=b.Justice, by=by)),
    "prioritise many": (EDITORS, lambda r, o, b, by: bulk.prioritise(recommendations=[o.pk], priority="low", by=by)),
}
ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_only_these_roles_may(act, role, people, bodies, recommendation, bare):
    allowed, do = ACTS[act]
    by = getattr(people, role)
    if role in allowed:
        do(recommendation, bare, bodies, by)
    else:
        with pytest.raises(Denied):
            do(recommendation, bare, bodies, by)


def test_a_member_of_another_institution_may_nothing(alef, recommendation):
    from shared.isolation.scope import WrongScope

    stranger = alef.ba.members["coordinator"]
    with pytest.raises(WrongScope):
        priorities.prioritise(recommendation=recommendation, priority="high", due_on=None, by=stranger)


def test_a_strangers_recommendation_is_not_there(alef, people):
    from shared.isolation.scope import in_institution
    from tenants.tracker.models import Recommendation

    with in_institution(alef.ba.institution):
        theirs = Recommendation.objects.first()
    with pytest.raises(Recommendation.DoesNotExist):
        priorities.prioritise(recommendation=theirs, priority="high", due_on=None, by=people.coordinator)


def test_nobody_is_left_assigned_after_a_refused_act(people, bodies, bare):
    with pytest.raises(Denied):
        assignments.assign(recommendation=bare, body=bodies.Justice, lead=True, by=people.observer)
    assert not Assignment.objects.filter(recommendation=bare).exists()
