"""Attacks on the cycle of follow-up: evidence, rounds, plan, consultation, under the real roles.

Both institutions hold the same data, so that a neighbour's key always names something that exists.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shared.isolation.scope import in_institution
from tenants.evidence.actions import citations, pieces
from tenants.evidence.content import Content
from tenants.followup.actions import rounds, updates
from tenants.notices.models import Notice
from tests.isolation.cycle import SECRET, path
from tests.tenants.evidence.conftest import pdf, upload
from tests.tenants.followup import workbook_files as files
from tests.tenants.followup.conftest import fill


class TestRestrictedEvidenceInSubmissions:
    def test_who_is_not_named_reads_no_title_of_it_in_what_was_submitted(self, both: Any, browse: Any) -> None:
        page = browse("alef", "coordinator").get(path("followup:review", both.alef.update.pk))
        assert page.status_code == 200
        assert SECRET not in page.content.decode()

    def test_who_provided_it_reads_it_in_her_own_submission(self, both: Any, browse: Any) -> None:
        page = browse("alef", "focal_point").get(path("followup:update", both.alef.update.pk))
        assert SECRET in page.content.decode()

    @pytest.mark.parametrize("role", ["coordinator", "analyst", "focal_point_elsewhere", "assessor", "observer"])
    def test_nobody_else_reads_it_on_the_recommendations_page(
        self, both: Any, browse: Any, world: Any, role: str
    ) -> None:
        with in_institution(world.alef.institution):
            updates.accept(update=both.alef.update, by=both.alef.people.coordinator)
        page = browse("alef", role).get(path("tracker:record", both.alef.update.recommendation_id))
        assert page.status_code == 200
        assert SECRET not in page.content.decode()

    def test_a_piece_restricted_afterwards_vanishes_from_what_was_submitted(
        self, both: Any, browse: Any, world: Any
    ) -> None:
        people = both.alef.people
        with in_institution(world.alef.institution):
            update = both.alef.justice.updates.in_request_order()[1]
            common = pieces.add_link(
                link="https://example.org/x", content=Content(title_en="Prison log"), by=people.focal_point
            )
            citations.cite(piece=common, noun="update", subject_id=update.pk, by=people.focal_point)
            updates.submit(update=fill(update, people.focal_point), by=people.focal_point)
        coordinator = browse("alef", "coordinator")
        assert "Prison log" in coordinator.get(path("followup:review", update.pk)).content.decode()
        with in_institution(world.alef.institution):
            pieces.classify(piece=common, confidentiality="restricted", by=people.focal_point)
        assert "Prison log" not in coordinator.get(path("followup:review", update.pk)).content.decode()


class TestNext:
    """`next` leads to a page of this host or is passed over; it is never an error and never the name of a view."""

    @pytest.mark.parametrize(
        "next",
        [
            "foo",
            "overview",
            "evidence:register",
            "https://evil.example/",
            "//evil.example/",
            "///evil.example/",
            "/\\evil.example/",
            "\\\\evil.example",
            "javascript:alert(1)",
            "http://ba.localhost/en/",
            "http:evil.example",
            "\x08//evil.example",
            " //evil.example",
        ],
    )
    def test_next_after_detaching_stays_on_this_host(self, both: Any, browse: Any, next: str, world: Any) -> None:
        people = both.alef.people
        with in_institution(world.alef.institution):
            one = citations.cite(
                piece=both.alef.secret,
                noun="recommendation",
                subject_id=both.alef.update.recommendation_id,
                by=people.focal_point,
            )
        answer = browse("alef", "focal_point").post(path("evidence:detach", one.pk), {"next": next})
        assert answer.status_code == 302
        assert answer["Location"] == path("tracker:record", both.alef.update.recommendation_id)


class TestAttaching:
    """Evidence is attached to what its bringer may see and write, and to nothing else."""

    @pytest.mark.parametrize("noun", ["update", "recommendation", "assessment", "action", "member", "x" * 41])
    def test_a_neighbours_thing_is_not_there(self, both: Any, browse: Any, noun: str) -> None:
        theirs = both.ba.update.pk if noun == "update" else both.ba.update.recommendation_id
        for key in (theirs, both.ba.justice.pk, UUID(int=0)):
            for method in ("get", "post"):
                answer = getattr(browse("alef", "focal_point"), method)(path("evidence:attach", noun, key))
                assert answer.status_code == 404, (noun, key)

    def test_an_update_of_another_body_is_not_there(self, both: Any, browse: Any) -> None:
        for way in ("", "?way=link", "?way=file"):
            address = path("evidence:attach", "update", both.alef.elsewhere.pk) + way
            assert browse("alef", "focal_point").get(address).status_code == 404

    def test_a_coordinator_does_not_write_into_a_bodys_answer(self, both: Any, browse: Any, world: Any) -> None:
        answer = browse("alef", "coordinator").post(path("evidence:attach", "update", both.alef.elsewhere.pk), {})
        assert answer.status_code == 403

    @pytest.mark.parametrize("whose", ["alef", "ba"])
    def test_a_piece_one_may_not_know_of_cannot_be_posted(self, both: Any, browse: Any, world: Any, whose: str) -> None:
        address = path("evidence:attach", "recommendation", both.alef.update.recommendation_id)
        secret = getattr(both, whose).secret
        client = browse("alef", "coordinator")
        answer = client.post(address, {"piece": str(secret.pk)})
        assert answer.status_code == 422
        assert SECRET not in answer.content.decode()
        assert SECRET not in client.get(f"{address}?piece={secret.pk}&q=Testimony").content.decode()

    def test_having_the_same_file_tells_nothing_of_a_restricted_one(self, both: Any, browse: Any, world: Any) -> None:
        content = pdf("The list of names")
        given = {"title_en": "List", "consent": "not_needed"}
        first = browse("alef", "focal_point").post(
            path("evidence:add"), {**given, "confidentiality": "restricted", "file": upload(content)}
        )
        assert first.status_code == 302
        again = browse("alef", "coordinator").post(
            path("evidence:add"), {**given, "confidentiality": "institution", "file": upload(content)}
        )
        assert again.status_code == 302

    def test_a_closed_round_takes_no_more_evidence(self, both: Any, browse: Any, world: Any) -> None:
        with in_institution(world.alef.institution):
            rounds.close(round=both.alef.round, by=both.alef.people.coordinator)
        update = both.alef.elsewhere
        client = browse("alef", "focal_point_elsewhere")
        assert client.post(path("evidence:attach", "update", update.pk), {}).status_code == 403
        client = browse("alef", "focal_point")
        assert client.post(path("evidence:detach", both.alef.citation.pk)).status_code == 403


class TestOtherBodies:
    """A focal point reads and alters what her own body is asked, and nothing of another's."""

    PAGES = (
        ("followup:request", "interior"),
        ("followup:submit_all", "interior"),
        ("followup:pass_request_on", "interior"),
        ("followup:take_request_back", "interior"),
        ("followup:workbook", "interior"),
        ("followup:workbook_make", "interior"),
        ("followup:update", "elsewhere"),
        ("followup:autosave", "elsewhere"),
        ("followup:pass_on", "elsewhere"),
        ("followup:take_back", "elsewhere"),
    )

    @pytest.mark.parametrize(("name", "what"), PAGES)
    def test_anothers_is_not_there_whatever_is_sent(self, both: Any, browse: Any, name: str, what: str) -> None:
        client = browse("alef", "focal_point")
        for found in (getattr(both.alef, what), getattr(both.ba, what)):
            for method in ("get", "post"):
                status = getattr(client, method)(path(name, found.pk), {"value": "state:partially"}).status_code
                assert status in {404, 405}, (name, method)

    def test_work_is_not_passed_to_a_member_of_another_body(self, both: Any, browse: Any, world: Any) -> None:
        client = browse("alef", "focal_point")
        with in_institution(world.alef.institution):
            update = both.alef.justice.updates.in_request_order()[1]
        for to in (both.alef.people.focal_point_elsewhere, both.alef.people.coordinator, both.ba.people.focal_point):
            for address in (
                path("followup:pass_on", update.pk),
                path("followup:pass_request_on", both.alef.justice.pk),
            ):
                assert client.post(address, {"to": str(to.pk)}).status_code == 422

    def test_a_colleagues_work_is_not_handed_over_or_her_absence_set(self, both: Any, browse: Any) -> None:
        client = browse("alef", "focal_point")
        other = both.alef.people.focal_point_elsewhere
        own = both.alef.people.focal_point
        given = {"successor": str(own.pk), "alternate": str(own.pk), "begins_on": "2030-01-01", "ends_on": "2030-01-02"}
        for name in ("followup:hand_over", "followup:add_absence"):
            assert client.post(path(name, other.pk), given).status_code in {403, 404}
            assert client.post(path(name, both.ba.people.focal_point.pk), given).status_code == 404

    @pytest.mark.parametrize("role", ["analyst", "assessor", "observer", "focal_point"])
    @pytest.mark.parametrize("name", ["followup:workbooks", "followup:round", "followup:queue", "followup:open"])
    def test_only_the_coordinator_runs_a_round(self, both: Any, browse: Any, name: str, role: str) -> None:
        client = browse("alef", role)
        method = client.post if name == "followup:open" else client.get
        assert method(path(name, both.alef.round.pk)).status_code == 403


class TestReplayedWorkbooks:
    def test_a_neighbours_workbook_changes_nothing_here(self, both: Any, browse: Any, world: Any) -> None:
        with in_institution(world.ba.institution):
            theirs = files.made(both.ba.justice, both.ba.people.focal_point)
        sent = SimpleUploadedFile("answers.xlsx", theirs)
        client = browse("alef", "focal_point")
        answer = client.post(path("followup:workbook", both.alef.justice.pk), {"file": sent}, follow=True)
        assert "another institution" in answer.content.decode()

    def test_another_bodys_workbook_is_refused_without_its_name(self, both: Any, browse: Any, world: Any) -> None:
        with in_institution(world.alef.institution):
            theirs = files.made(both.alef.interior, both.alef.people.coordinator)
        sent = SimpleUploadedFile("answers.xlsx", theirs)
        client = browse("alef", "focal_point")
        answer = client.post(path("followup:workbook", both.alef.justice.pk), {"file": sent}, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "Interior" not in page


class TestStrangersToTheNotices:
    def test_anothers_notice_is_not_there(self, both: Any, browse: Any, world: Any) -> None:
        with in_institution(world.alef.institution):
            hers = Notice.objects.filter(member=both.alef.people.focal_point).first()
        with in_institution(world.ba.institution):
            theirs = Notice.objects.filter(member=both.ba.people.focal_point).first()
        assert hers is not None
        assert theirs is not None
        for role in ("coordinator", "focal_point_elsewhere", "observer"):
            assert browse("alef", role).get(path("notices:open", hers.pk)).status_code == 404
        assert browse("alef", "focal_point").get(path("notices:open", theirs.pk)).status_code == 404


class TestForgedForms:
    """Whoever is signed in sends no form that another site wrote."""

    @pytest.mark.parametrize("name", ["evidence:add", "evidence:add_link", "followup:submit_all", "notices:all_seen"])
    def test_without_the_token_nothing_is_done(self, both: Any, browse: Any, name: str) -> None:
        client = Client(enforce_csrf_checks=True, headers={"host": "alef.localhost", "accept-language": "en"})
        client.cookies = browse("alef", "focal_point").cookies
        args = [both.alef.justice.pk] if name == "followup:submit_all" else []
        assert client.post(path(name, *args), {"file": upload(pdf())}).status_code == 403

    @pytest.mark.parametrize("name", ["followup:workbook", "followup:workbooks"])
    def test_nor_with_a_workbook(self, both: Any, browse: Any, name: str) -> None:
        role, key = ("focal_point", both.alef.justice.pk) if name == "followup:workbook" else (
            "coordinator", both.alef.round.pk)  # fmt: skip
        client = Client(enforce_csrf_checks=True, headers={"host": "alef.localhost", "accept-language": "en"})
        client.cookies = browse("alef", role).cookies
        assert client.post(path(name, key), {"file": upload(pdf(), "a.xlsx")}).status_code == 403
