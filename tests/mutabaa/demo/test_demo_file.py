"""Files for trying the import are offered to those who may import, in a demonstration; the import reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from mutabaa.demo import samples
from shared.isolation.scope import in_institution
from tenants.institutions.models import Institution
from tenants.intake import staging
from tenants.intake.actions import answers, batches, tables
from tenants.intake.models import Batch, Standing, Verdict
from tenants.intake.receiving import on_the_disk
from tenants.records import jobs
from tests.world import World

Browse = Callable[..., Client]
UPR_INFO = "/en/demo/upr-info.csv"
NEW = 6


@override_settings(DEMO=True)
def test_an_analyst_fetches_it(browse: Browse) -> None:
    answer = browse("alef", "analyst").get(UPR_INFO)
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="upr-info.csv"'
    assert answer.content.startswith(b"To,To-Rgrp,To-Org,Text")


@override_settings(DEMO=True)
def test_an_observer_is_refused(browse: Browse) -> None:
    assert browse("alef", "observer").get(UPR_INFO).status_code == 403


@override_settings(DEMO=False)
def test_it_does_not_exist_outside_a_demonstration(browse: Browse) -> None:
    assert browse("alef", "analyst").get(UPR_INFO).status_code == 404


@override_settings(DEMO=True)
@pytest.mark.parametrize("name", ["working-group-report.pdf", "secrets.txt", "..%2Fstates.csv"])
def test_no_other_name_and_no_institution_of_another_kind_finds_anything(browse: Browse, name: str) -> None:
    assert browse("alef", "analyst").get(f"/en/demo/{name}").status_code == 404


def test_an_institution_is_offered_what_is_about_its_own_state(world: World) -> None:
    names = {slug: [one["name"] for one in samples.offered(slug)] for slug in ("marsana", "rimal", "alef")}
    assert names["marsana"] == [*names["rimal"], "upr-info.csv"]
    assert names["alef"] == []
    assert all({"ar", "en", "fr"} < set(one) for one in samples.offered("marsana"))


@pytest.mark.parametrize("slug", ["marsana", "rimal", "sahlan"])
def test_the_papers_of_a_review_follow_each_other_into_the_list(demo: dict[str, Institution], slug: str) -> None:
    with in_institution(demo[slug]):
        report = _previewed(slug, "working-group-report.pdf")
        assert (report.reader, report.counts["new"], report.counts["invalid"]) == ("upr_report", NEW, 0)
        assert all(item.data["page"] for item in report.items.all())
        _commit(report)
        reply = _previewed(slug, "reply.docx")
        assert (reply.reader, reply.counts["changed"], reply.counts["invalid"]) == ("upr_reply", NEW, 0)
        _commit(reply)
        listed = _previewed(slug, "thematic-list.docx")
        assert (listed.reader, listed.counts["new"], listed.counts["invalid"]) == ("thematic_list", 0, 0)
        table = _previewed(slug, "ministry-table.xlsx")
        assert (table.reader, table.counts["invalid"]) == ("national", 0)
        for batch in (table, listed):
            batches.discard(batch=batch, by=None)
        for batch in (reply, report):
            batches.undo(batch=Batch.objects.get(pk=batch.pk), by=None)


def test_the_list_that_is_held_already_is_kept_and_brings_nothing_new(demo: dict[str, Institution]) -> None:
    with in_institution(demo["marsana"]):
        kept = Batch.objects.get(reader="thematic_list", standing=Standing.COMMITTED)
        assert (kept.file is not None, kept.counts["new"]) == (True, 0)
        with on_the_disk(samples.held_list("marsana"), "again.docx", uuid4()) as file:
            again = batches.upload(file=file, by=None)
        staging.prepare(again.pk)
        assert set(again.items.values_list("verdict", flat=True)) == {Verdict.UNCHANGED}
        batches.discard(batch=Batch.objects.get(pk=again.pk), by=None)


def _previewed(slug: str, name: str) -> Batch:
    """The sample as far as its preview, every suggestion taken."""
    content = samples.sample(slug, name)
    assert content is not None
    with on_the_disk(content, Path(name).name, uuid4()) as file:
        batch = batches.upload(file=file, by=None)
    if name.endswith(".xlsx"):
        tables.say_columns(batch=batch, columns=batch.mapping, defaults={}, by=None)
        tables.go_to_preview(batch=batch, by=None)
    staging.prepare(batch.pk)
    batch.refresh_from_db()
    if batch.counts.get("open"):
        answers.accept_all(batch=batch, by=None)
        batch.refresh_from_db()
    return batch


def _commit(batch: Batch) -> None:
    jobs.run(batches.commit(batch=batch, by=None, ring=False).pk)
