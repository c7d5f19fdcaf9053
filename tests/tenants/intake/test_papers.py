"""Papers on their way in: what is only suggested, what the list already holds, what a reply says."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import uuid4

import pytest

from shared.isolation.scope import in_institution
from tenants.intake import staging
from tenants.intake.actions import answers, batches
from tenants.intake.models import Answer, Batch, StagedItem, Standing, Verdict
from tenants.intake.readers import registry
from tenants.intake.readers.neutral import OBSERVATION, NeutralRow
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.reading import About, Reading, Source
from tenants.intake.refusals import AnotherStep, Unanswered
from tenants.records import jobs
from tenants.records.models import AuditEntry
from tenants.tracker.models import Document, ExternalId, PositionEntry, Recommendation, Review
from tests.tenants.intake.tables import FOUR, SHELTERS, committed, table

SYMBOL = "A/HRC/99/7"


class Told:
    """A reader that yields what a test tells it, whatever the file holds."""

    code = "told"
    label = "told"

    def __init__(self, rows: list[dict], **about: str) -> None:
        self.rows, self.about = rows, about

    def recognises(self, source: Source) -> int:
        return 0

    def read(self, source: Source, resolver, asked) -> Reading:
        about = About(**{"language": "en", "state": "MAR", "body": "UPR", "session": "41", **self.about})
        known = {"state": "MAR", "session": "41", "language": "en", **{k: v for k, v in asked.items() if k == "state"}}
        return Reading(about, (NeutralRow(number, **{**known, **row}) for number, row in enumerate(self.rows, start=1)))


@pytest.fixture
def paper(monkeypatch, alef):
    """Bring in a paper that holds these rows, as far as its preview."""

    def bring(*rows: dict, code: str = "upr_report", **about: str) -> Batch:
        reader = Told(list(rows), **about)
        reader.code = code
        monkeypatch.setattr(registry, "reader", lambda asked: reader)
        content = f"Some paper {uuid4()}. It says this and that, at length.\n\nAnd more of it.".encode()
        with NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            upload = batches.Upload(Path(file.name), "paper.txt", hashlib.sha256(content).hexdigest(), uuid4())
            batch = batches.upload(file=upload, reader=code, by=None)
        staging.prepare(batch.pk)
        batch.refresh_from_db()
        return batch

    return bring


def kept(batch: Batch) -> Batch:
    jobs.run(batches.commit(batch=batch, by=None).pk)
    batch.refresh_from_db()
    return batch


def figures(batch: Batch) -> dict[str, int]:
    return {verdict: count for verdict in Verdict.values if (count := batch.counts[verdict])}


def test_each_row_keeps_its_page_and_line(paper):
    batch = paper({"text": "Open schools.", "paragraph": "114.1", "page": 14, "line": 3, "symbol": SYMBOL})
    data = batch.items.get().data
    assert (data["page"], data["line"]) == (14, 3)
    kept(batch)
    one = Recommendation.objects.get(batch_id=batch.pk)
    assert (one.paragraph, one.document.symbol, one.review.session) == ("114.1", SYMBOL, 41)


def test_a_second_import_of_a_paper_changes_nothing(paper):
    rows = [
        {"text": "Open schools.", "paragraph": "114.1", "symbol": SYMBOL, "position": "supported"},
        {"text": "Train the police.", "paragraph": "114.2", "symbol": SYMBOL, "position": "noted", "themes": ("1",)},
    ]
    kept(paper(*rows))
    assert figures(paper(*rows)) == {"unchanged": 2}


def test_one_text_in_two_paragraphs_is_two_recommendations(paper):
    rows = [{"text": "Ratify the treaty.", "paragraph": number} for number in ("114.12", "114.3")]
    kept(paper(*rows))
    assert sorted(Recommendation.objects.filter(text_en="Ratify the treaty.").values_list("paragraph", flat=True)) == [
        "114.12", "114.3",
    ]  # fmt: skip
    assert figures(paper(*rows)) == {"unchanged": 2}


class TestSuggestedKinds:
    ROWS = (
        {"text": "The Committee recommends more schools.", "certain": False, "body": "CRC", "symbol": "CRC/C/MAR/CO/9"},
        {"text": "The Committee welcomes the law.", "certain": False, "kind": OBSERVATION, "body": "CRC",
         "symbol": "CRC/C/MAR/CO/9"},
    )  # fmt: skip

    def test_nothing_is_kept_before_a_person_has_decided(self, paper):
        batch = paper(*self.ROWS, code="observations")
        assert batch.counts["open"] == 2
        with pytest.raises(Unanswered):
            batches.commit(batch=batch, by=None)
        assert Batch.objects.get(pk=batch.pk).standing == Standing.PREVIEWED

    def test_she_may_accept_them_all(self, paper):
        batch = paper(*self.ROWS, code="observations")
        assert answers.accept_all(batch=batch, by=None) == 2
        kept(Batch.objects.get(pk=batch.pk))
        kinds = Recommendation.objects.filter(batch_id=batch.pk).order_by("order").values_list("kind", flat=True)
        assert list(kinds) == ["recommendation", "observation"]
        assert AuditEntry.objects.filter(verb="import_answered", object_id=batch.pk).count() == 1

    def test_she_may_say_otherwise_and_leave_one_out_for_good(self, paper):
        batch = paper(*self.ROWS, code="observations")
        first, second = batch.items.order_by("ordinal")
        assert answers.answer(batch=batch, items=[first.pk], answer=Answer.OBSERVATION, by=None) == 1
        assert answers.answer(batch=batch, items=[second.pk], answer=Answer.LEAVE, by=None) == 1
        assert answers.answer(batch=batch, items=[second.pk], answer=Answer.LEAVE, by=None) == 0
        batch.refresh_from_db()
        assert (figures(batch), batch.counts["open"]) == ({"new": 1, "left": 1}, 0)
        kept(batch)
        assert Recommendation.objects.get(batch_id=batch.pk).kind == OBSERVATION
        again = paper(*self.ROWS, code="observations")
        assert (figures(again), again.counts["open"]) == ({"unchanged": 1, "left": 1}, 0)

    def test_what_she_left_out_she_may_still_take_in(self, paper):
        batch = paper(self.ROWS[0], code="observations")
        item = batch.items.get()
        answers.answer(batch=batch, items=[item.pk], answer=Answer.LEAVE, by=None)
        answers.answer(batch=batch, items=[item.pk], answer=Answer.RECOMMENDATION, by=None)
        kept(Batch.objects.get(pk=batch.pk))
        assert Recommendation.objects.filter(batch_id=batch.pk).count() == 1

    def test_a_committed_import_takes_no_answer(self, paper):
        batch = paper({"text": "Open schools."})
        kept(batch)
        with pytest.raises(AnotherStep):
            answers.accept_all(batch=batch, by=None)

    def test_the_paper_stands_under_its_own_review(self, paper):
        batch = paper(*self.ROWS, code="observations")
        answers.accept_all(batch=batch, by=None)
        kept(Batch.objects.get(pk=batch.pk))
        assert Document.objects.get(symbol="CRC/C/MAR/CO/9").review.recommendations.count() == 2


class TestOneRecommendationFromTwoSources:
    NEARLY = "Open the shelters for women in every region."

    @pytest.fixture
    def from_upr_info(self, alef) -> Recommendation:
        committed(table(FOUR), alef.alef.members["coordinator"])
        return Recommendation.objects.get(text_en=SHELTERS)

    def test_the_same_words_are_the_same(self, paper, from_upr_info):
        batch = paper({"text": SHELTERS, "paragraph": "114.1", "symbol": SYMBOL})
        assert (figures(batch), batch.counts["open"]) == ({"changed": 1}, 0)
        kept(batch)
        from_upr_info.refresh_from_db()
        assert (from_upr_info.paragraph, from_upr_info.document.symbol) == ("114.1", SYMBOL)

    def test_nearly_the_same_words_are_merged_when_a_person_says_so(self, paper, from_upr_info):
        row = {"text": self.NEARLY, "paragraph": "114.1", "external_ids": (("uhri", "a-1"),)}
        batch = paper(row)
        item = batch.items.get()
        assert (item.proposal, item.candidate["id"]) == (Answer.MERGE, str(from_upr_info.pk))
        answers.answer(batch=batch, items=[item.pk], answer=Answer.MERGE, by=None)
        kept(Batch.objects.get(pk=batch.pk))
        names = ExternalId.objects.filter(recommendation=from_upr_info).values_list("system", flat=True)
        assert sorted(names) == ["import", "uhri"]
        from_upr_info.refresh_from_db()
        assert from_upr_info.text_en == SHELTERS
        again = paper(row)
        assert (figures(again), again.counts["open"]) == ({"unchanged": 1}, 0)

    def test_two_formats_do_not_take_turns(self, paper):
        listed = ({"text": "Open schools.", "position": "supported"}, "thematic_list")
        reported = ({"text": "Open schools;", "position": "noted"}, "upr_report")
        for row, code in (listed, reported):
            kept(paper(row, code=code))
        for row, code in (listed, reported):
            assert figures(paper(row, code=code)) == {"unchanged": 1}

    def test_they_are_kept_apart_when_a_person_says_so(self, paper, from_upr_info):
        batch = paper({"text": self.NEARLY})
        answers.answer(batch=batch, items=[batch.items.get().pk], answer=Answer.RECOMMENDATION, by=None)
        kept(Batch.objects.get(pk=batch.pk))
        assert Recommendation.objects.filter(review=from_upr_info.review, text_en__startswith="Open the").count() == 1
        assert figures(paper({"text": self.NEARLY})) == {"unchanged": 1}

    def test_a_merge_is_undone_with_its_import(self, paper, from_upr_info):
        batch = paper({"text": self.NEARLY, "paragraph": "114.1", "symbol": SYMBOL, "position": "noted"})
        answers.accept_all(batch=batch, by=None)
        batch = kept(Batch.objects.get(pk=batch.pk))
        from_upr_info.refresh_from_db()
        assert (from_upr_info.paragraph, from_upr_info.position) == ("114.1", "noted")
        batches.undo(batch=batch, by=None)
        from_upr_info.refresh_from_db()
        assert (from_upr_info.paragraph, from_upr_info.position, from_upr_info.document) == ("", "supported", None)
        assert not ExternalId.objects.filter(recommendation=from_upr_info).exists()
        assert not Document.objects.filter(symbol=SYMBOL).exists()

    def test_another_language_is_found_by_its_paragraph_and_brings_the_text(self, paper):
        english = {"text": "Open schools.", "paragraph": "114.1", "recommending_states": ("NOR",)}
        arabic = {**english, "text": "افتحوا المدارس.", "language": "ar"}
        kept(paper(english))
        batch = paper(arabic)
        assert batch.items.get().proposal == Answer.MERGE
        answers.accept_all(batch=batch, by=None)
        kept(Batch.objects.get(pk=batch.pk))
        one = Recommendation.objects.get(text_en="Open schools.")
        assert (one.text_ar, one.translation_ar, one.source_language) == ("افتحوا المدارس.", "human", "en")

    def test_a_report_that_leaves_all_open_takes_no_position_back(self, paper, from_upr_info):
        batch = paper({"text": SHELTERS, "position": "pending"})
        kept(batch)
        from_upr_info.refresh_from_db()
        assert from_upr_info.position == "supported"

    def test_another_systems_number_is_enough(self, paper):
        kept(paper({"text": "Open schools.", "external_ids": (("uhri", "a-1"),)}))
        batch = paper({"text": "Schools to be opened by the authorities.", "external_ids": (("uhri", "a-1"),)})
        assert batch.counts["new"] == 0

    def test_another_states_recommendation_of_the_same_words_is_another(self, paper, from_upr_info):
        batch = paper({"text": SHELTERS, "state": "TUN"})
        assert figures(batch) == {"new": 1}


class TestReplies:
    REPLY = {"symbol": SYMBOL, "position_source": "A/HRC/99/7/Add.1 - Para. 4", "dated": "2025-03-01"}

    @pytest.fixture
    def report(self, paper) -> Batch:
        return kept(
            paper(
                {"text": "Open schools.", "paragraph": "114.1", "symbol": SYMBOL, "position": "pending"},
                {"text": "Train the police.", "paragraph": "114.2", "symbol": SYMBOL, "position": "pending"},
                {"text": "Train the judges of every court.", "paragraph": "114.2", "symbol": SYMBOL},
            )
        )

    def test_it_brings_each_paragraph_its_position(self, paper, report):
        batch = paper(
            {"paragraph": "114.1", "position": "supported", **self.REPLY},
            {"paragraph": "114.2", "position": "noted", **self.REPLY},
            code="upr_reply",
        )
        assert figures(batch) == {"changed": 3}
        kept(batch)
        positions = Recommendation.objects.filter(batch_id=report.pk).order_by("order")
        assert [one.position for one in positions] == ["supported", "noted", "noted"]
        entry = PositionEntry.objects.filter(recommendation=positions[0]).first()
        assert (entry.source, entry.dated.isoformat()) == (self.REPLY["position_source"], "2025-03-01")

    def test_it_keeps_the_position_there_was_in_the_history(self, paper, report):
        kept(paper({"paragraph": "114.1", "position": "supported", **self.REPLY}, code="upr_reply"))
        one = Recommendation.objects.get(text_en="Open schools.")
        assert list(one.positions.values_list("value", flat=True)) == ["supported", "pending"]

    def test_a_text_it_repeats_tells_which_of_the_paragraphs_it_means(self, paper, report):
        row = {"paragraph": "114.2", "text": "Train the judges of every court", "position": "noted", **self.REPLY}
        kept(paper(row, code="upr_reply"))
        assert Recommendation.objects.get(text_en="Train the judges of every court.").position == "noted"
        assert Recommendation.objects.get(text_en="Train the police.").position == "pending"

    def test_a_paragraph_the_list_does_not_hold_is_said(self, paper, report):
        batch = paper({"paragraph": "115.9", "position": "noted", **self.REPLY}, code="upr_reply")
        assert figures(batch) == {"invalid": 1}
        assert batch.counts["reasons"] == {"paragraph_not_here": 1}

    def test_read_again_it_changes_nothing(self, paper, report):
        row = {"paragraph": "114.1", "position": "supported", **self.REPLY}
        kept(paper(row, code="upr_reply"))
        assert figures(paper(row, code="upr_reply")) == {"unchanged": 1}

    def test_it_is_undone_as_a_whole(self, paper, report):
        batch = kept(paper({"paragraph": "114.1", "position": "supported", **self.REPLY}, code="upr_reply"))
        batches.undo(batch=batch, by=None)
        one = Recommendation.objects.get(text_en="Open schools.")
        assert (one.position, one.positions.count()) == ("pending", 1)


def test_a_paragraph_chosen_for_follow_up_is_marked(paper):
    chosen = {"text": "The State party should close the ward.", "body": "CAT", "symbol": "CAT/C/MAR/CO/9"}
    kept(paper({**chosen, "problems": [Problem("chosen_for_followup", "paragraph", "12")]}))
    assert Recommendation.objects.get(text_en=chosen["text"]).for_followup


def test_the_same_words_from_elsewhere_leave_no_trace(paper):
    """As when the matrix filled here comes back in another language."""
    kept(paper({"text": "Open schools.", "paragraph": "114.1", "texts": {"ar": "افتحوا المدارس."}}))
    batch = paper({"text": "افتحوا المدارس.", "language": "ar", "paragraph": "114.1"})
    assert (figures(batch), batch.counts["open"]) == ({"unchanged": 1}, 0)


def test_the_neighbour_with_the_same_paper_keeps_its_own(paper, world):
    row = {"text": "Open schools.", "paragraph": "114.1", "symbol": SYMBOL}
    kept(paper(row))
    with in_institution(world.ba.institution):
        assert not StagedItem.objects.filter(data__paragraph="114.1").exists()
        assert not Review.objects.filter(documents__symbol=SYMBOL).exists()


def test_a_number_beyond_all_bounds_does_not_stop_the_commit(paper):
    """As in a symbol that somebody made up: the review is told by the paper alone."""
    row = {"text": "Close the ward.", "body": "CAT", "session": "", "cycle": "99999", "symbol": "CAT/C/MAR/CO/99999"}
    batch = kept(paper(row, body="CAT", session=""))
    assert batch.standing == Standing.COMMITTED
    assert Document.objects.get(symbol="CAT/C/MAR/CO/99999").review.cycle is None
