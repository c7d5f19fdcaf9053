"""The acts of the follow-up cycle, each with the tries by which its app's matrix calls it.

An app's matrix holds, by a phrase, the roles that may and how it is done. Here stands which action a phrase tries; the
phrase says on what the right depends: her own body's action, a restricted piece, an account of the council.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from tenants.evidence.actions import tickets
from tenants.tracker.actions import assessments, bulk, scales
from tenants.tracker.models import BulkChange
from tests.tenants.consultation import test_roles as consultation
from tests.tenants.evidence import test_roles as evidence
from tests.tenants.evidence.conftest import a_piece
from tests.tenants.followup import test_roles as followup
from tests.tenants.planning import test_roles as planning
from tests.tenants.reporting import test_actions as reporting
from tests.tenants.reporting.dossiers import test_roles as dossiers
from tests.tenants.tracker.actions import test_roles as tracker

Try = tuple[set[str], Callable[[Any, Any], object]]
EVERYBODY = {"coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"}
SETTERS = {"coordinator"}
LABELS = {"label_en": "Begun in part"}


def of_the_tracker(do: Callable[..., object]) -> Callable[[Any, Any], object]:
    return lambda here, by: do(here.recommendations[0], here.recommendations[1], here.bodies, by)


def changed_in_bulk(here: Any) -> BulkChange:
    return bulk.prioritise(recommendations=[here.recommendations[1].pk], priority="low", by=here.people.coordinator)


def own_value(here: Any, retired: bool = False) -> str:
    made = scales.add_value(kind="state", words=LABELS, progress="", by=here.people.coordinator)
    if retired:
        scales.retire_value(kind="state", code=made.code, by=here.people.coordinator)
    return made.code


def stated(here: Any) -> Any:
    """The coordinator's record of what Justice said, which the desk and Justice itself may take back."""
    return assessments.assess(
        recommendation=here.recommendations[0], kind="state", body=here.bodies.Justice, value="state:planned",
        assessed_on=date(2025, 6, 1), by=here.people.coordinator,
    )  # fmt: skip


def stated_by_the_council(here: Any) -> Any:
    return assessments.assess(
        recommendation=here.recommendations[0], kind="nhri", body=here.bodies.Council, value="nhri:limited",
        assessed_on=date(2025, 6, 1), by=here.people.assessor,
    )  # fmt: skip


def brought_in(here: Any, by: Any) -> object:
    """A file that went into the store under a ticket; here it never arrived, which is said after the right is."""
    from tenants.evidence.refusals import Unacceptable

    ticket = tickets.issue(by=here.people.coordinator)
    try:
        return tickets.redeem(upload=ticket, by=by, content=evidence.WORDS)
    except Unacceptable as refusal:
        return refusal


# What the apps' own matrices do not try yet.
MORE: Mapping[str, Mapping[str, Try]] = {
    "evidence": {
        "bring in what went into the store": (evidence.KEEPERS, brought_in),
        "provide for her own body": (evidence.KEEPERS, lambda h, by: a_piece(by, "Own")),
    },
    "tracker": {
        "undo a change of many": (
            {"coordinator", "analyst"},
            lambda h, by: bulk.undo(change=changed_in_bulk(h), by=by),
        ),
        "withdraw the ministry's account": (
            {"coordinator", "focal_point"},
            lambda h, by: assessments.withdraw(assessment=stated(h), reason="A slip", by=by),
        ),
        "withdraw the council's account": (
            {"assessor"},
            lambda h, by: assessments.withdraw(assessment=stated_by_the_council(h), reason="A slip", by=by),
        ),
        "add a value": (SETTERS, lambda h, by: scales.add_value(kind="state", words=LABELS, progress="", by=by)),
        "add a value to the council's scale": (
            {"assessor"},
            lambda h, by: scales.add_value(kind="nhri", words=LABELS, progress="", by=by),
        ),
        "edit a value": (
            SETTERS,
            lambda h, by: scales.edit_value(kind="state", code=own_value(h), words=LABELS, progress="", by=by),
        ),
        "move a value": (SETTERS, lambda h, by: scales.move_value(kind="state", code=own_value(h), up=True, by=by)),
        "retire a value": (SETTERS, lambda h, by: scales.retire_value(kind="state", code=own_value(h), by=by)),
        "restore a value": (SETTERS, lambda h, by: scales.restore_value(kind="state", code=own_value(h, True), by=by)),
        "delete a value": (SETTERS, lambda h, by: scales.delete_value(kind="state", code=own_value(h), by=by)),
    },
}
MATRICES: Mapping[str, Mapping[str, Try]] = {
    "planning": planning.ACTS,
    "followup": followup.ACTS,
    "evidence": {**evidence.ACTS, **MORE["evidence"]},
    "consultation": {name: (consultation.CONSULTING, do) for name, do in consultation.ACTS.items()},
    "reporting": {
        name: (roles, lambda here, by, do=do: do(here.owed, by))  # type: ignore[misc]
        for name, (roles, do) in reporting.ACTS.items()
    },
    "dossiers": dossiers.ACTS,
    "tracker": {
        **{name: (roles, of_the_tracker(do)) for name, (roles, do) in tracker.ACTS.items()},
        **MORE["tracker"],
    },
}
# No member does these: guests do by their link, the system does, or another action that has asked for the right.
NOT_A_MEMBERS = {
    "consultation.actions.comments.comment": "an invited person, by her own link",
    "consultation.actions.comments.comment_openly": "whoever has the link for many",
    "consultation.actions.comments.comment_anonymously": "whoever has the link for many, unnamed",
    "consultation.actions.comments.change": "an invited person, by her own link",
    "consultation.actions.comments.withdraw": "an invited person, by her own link",
    "consultation.actions.guests.note_visit": "an invited person, by her own link",
    "evidence.actions.files.let_go": "what erases a file, after it asked for the right",
    "evidence.actions.files.settle": "the virus scanner's job",
    "followup.actions.handovers.take_back_work": "the end of a membership, which asked for the right",
    "followup.workbook.packing.carry_out": "the job that packs the workbooks",
    "tracker.actions.bulk.changing.change": "the verbs on many, after they asked for the right",
}


def namespace(place: Any, **more: Any) -> SimpleNamespace:
    return SimpleNamespace(people=SimpleNamespace(**place.members), bodies=SimpleNamespace(**place.bodies), **more)
