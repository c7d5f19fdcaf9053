"""What an old tracker knows of the work, written beside the recommendations it came with, and taken back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shared.isolation.scope import in_institution, in_network
from tenants.institutions.models import Institution, InstitutionKind
from tenants.intake import staging
from tenants.intake.actions import batches, tables
from tenants.intake.models import RememberedValue, StagedItem
from tenants.intake.refusals import BuiltUpon, ColumnsMissing
from tenants.intake.tables.choices import choices_of
from tenants.intake.work.standing import standing_work
from tenants.intake.work.writing import write_work
from tenants.members.access import Denied
from tenants.members.models import Member, ResponsibleBody
from tenants.records import jobs
from tenants.records.models import AuditEntry
from tenants.tracker.actions import assessments, assignments
from tenants.tracker.models import Assessment, Assignment, Cause, Recommendation, StatusChange
from tests.tenants.intake.tables import figures, uploaded
from tests.tenants.intake.trackers import HEADER, ROWS, arabic, committed, matched, previewed, workbook


@pytest.fixture
def by(alef) -> Member:
    return alef.alef.members["coordinator"]


def of_the_import(batch) -> list[Recommendation]:
    return list(Recommendation.objects.filter(batch_id=batch.pk).order_by("order"))


def commit(batch, by):
    jobs.run(batches.commit(batch=batch, by=by).pk)
    batch.refresh_from_db()
    return batch


def standing() -> dict[str, object]:
    """All that an undo has to leave as it was."""
    return {
        "recommendations": sorted(Recommendation.objects.values_list("pk", "status", "due_on", "accounts_diverge")),
        "assignments": sorted(Assignment.objects.values_list("pk", "body_id", "lead")),
        "accounts": sorted(Assessment.objects.values_list("pk", "value", "is_current")),
        "steps": sorted(StatusChange.objects.values_list("pk", flat=True)),
        "bodies": sorted(ResponsibleBody.objects.values_list("pk", flat=True)),
    }


def test_bodies_status_and_deadline_come_in_with_the_text(by):
    first, second, third = of_the_import(committed(arabic(), by))
    lead = first.assignments.get(lead=True).body
    assert lead.name_ar == "وزارة العدل"
    assert {one.body.name_ar for one in first.assignments.filter(lead=False)} == {
        "وزارة الداخلية",
        "المجلس الأعلى للمرأة",
    }
    assert first.due_on == date(2027, 12, 31)
    account = first.assessments.get()
    assert (account.assessor_kind, account.body, account.value) == ("state", None, "state:in_progress")
    assert (account.assessed_on, account.source) == (date(2024, 12, 31), "matrix.xlsx")
    assert account.account_ar.startswith("عُرض المشروع على البرلمان.")
    assert (account.recorded_by, account.recorded_by_name) == (by.pk, by.name)
    assert [one.status for one in (first, second, third)] == ["in_progress", "implemented", "not_started"]
    assert [one.assignments.filter(lead=True).count() for one in (first, second, third)] == [1, 1, 1]


def test_each_step_of_a_status_is_kept_with_the_import_as_its_cause(by):
    batch = committed(arabic(), by)
    steps = StatusChange.objects.filter(recommendation__batch_id=batch.pk)
    assert [one.cause for one in steps] == [Cause.IMPORT] * 3


def test_a_body_that_is_not_on_the_list_is_made_once_and_its_making_is_in_the_log(by):
    before = set(ResponsibleBody.objects.values_list("pk", flat=True))
    committed(arabic(), by)
    (made,) = ResponsibleBody.objects.exclude(pk__in=before).filter(name_ar="المجلس الأعلى للمرأة")
    assert made.assignments.count() == 2
    assert AuditEntry.objects.filter(verb="added", object_id=made.pk).count() == 1


def test_a_body_others_made_meanwhile_is_taken_instead(by):
    batch = previewed(arabic(), by)
    other = ResponsibleBody(name_ar="المجلس الأعلى للمرأة", kind="state")
    other.save(force_insert=True)
    commit(batch, by)
    assert other.assignments.count() == 2
    batches.undo(batch=batch, by=by)
    assert other.assignments.count() == 0


def test_the_same_file_again_changes_nothing(by):
    committed(arabic(), by)
    before = standing()
    again = committed(arabic(), by, "again.xlsx")
    assert figures(again) == (0, 0, 3, 0)
    assert standing() == before


def test_a_later_status_joins_the_history_and_the_earlier_is_kept(by):
    committed(arabic(), by)
    later = [[*ROWS[0][:6], "منفذة", "100", "2025", *ROWS[0][9:]], *ROWS[1:]]
    batch = committed(arabic(later), by, "2025.xlsx")
    assert figures(batch) == (0, 1, 2, 0)
    one = Recommendation.objects.get(pk=batch.items.get(verdict="changed").recommendation_id)
    assert [(a.value, a.is_current) for a in one.assessments.all()] == [
        ("state:implemented", True), ("state:in_progress", False),
    ]  # fmt: skip
    assert one.status == "implemented"


def test_an_older_status_only_joins_the_history(by):
    committed(arabic(), by)
    older = [[*ROWS[0][:6], "مخطط لها", "", "2020", *ROWS[0][9:]]]
    committed(arabic(older), by, "2020.xlsx")
    one = Recommendation.objects.get(text_ar=ROWS[0][3])
    assert one.assessments.get(is_current=True).value == "state:in_progress"
    assert (one.assessments.count(), one.status) == (2, "in_progress")


def test_a_changed_status_without_words_says_that_the_file_is_the_reason(by):
    rows = [[*ROWS[0][:6], "قيد الإنجاز", "", "2023", "", ""]]
    committed(arabic(rows), by)
    committed(arabic([[*ROWS[0][:6], "منفذة", "", "2024", "", ""]]), by, "2024.xlsx")
    account = Assessment.objects.get(is_current=True, recommendation__text_ar=ROWS[0][3])
    assert "2024.xlsx" in account.account_ar


def test_a_recommendation_never_gets_a_second_lead(by):
    committed(arabic(), by)
    other = [[*ROWS[0][:4], "وزارة المالية", *ROWS[0][5:]]]
    committed(arabic(other), by, "other.xlsx")
    one = Recommendation.objects.get(text_ar=ROWS[0][3])
    assert one.assignments.get(lead=True).body.name_ar == "وزارة العدل"
    assert "وزارة المالية" in {line.body.name_ar for line in one.assignments.filter(lead=False)}


def test_what_a_person_changed_since_is_left_alone(by):
    committed(arabic(), by)
    one = Recommendation.objects.get(text_ar=ROWS[0][3])
    for line in one.assignments.filter(lead=False):
        assignments.unassign(assignment=line, by=by)
    Recommendation.objects.filter(pk=one.pk).update(due_on=date(2030, 1, 1))
    again = committed(arabic(), by, "again.xlsx")
    assert figures(again) == (0, 0, 3, 0)
    one.refresh_from_db()
    assert (one.assignments.count(), one.due_on) == (1, date(2030, 1, 1))


def test_an_undo_takes_back_all_of_it(by):
    before = standing()
    batch = committed(arabic(), by)
    batches.undo(batch=batch, by=by)
    assert standing() == before


def test_an_undo_lets_the_earlier_account_stand_again(by):
    committed(arabic(), by)
    before = standing()
    later = [
        [*ROWS[0][:6], "منفذة", "100", "2025", *ROWS[0][9:]],
        *ROWS[1:],
        ["4", "CAT", "", "تدريب الحراس.", "الدرك"],
    ]
    batch = committed(arabic(later), by, "2025.xlsx")
    batches.undo(batch=batch, by=by)
    assert standing() == before


def test_an_account_given_since_keeps_the_import(by):
    batch = committed(arabic(), by)
    assessments.assess(
        recommendation=of_the_import(batch)[0], kind="state", value="state:implemented", by=by,
        assessed_on=timezone.localdate() - timedelta(days=1), account={"ar": "صدر القانون."},
    )  # fmt: skip
    with pytest.raises(BuiltUpon):
        batches.undo(batch=batch, by=by)


def test_a_chunk_written_twice_is_written_once(by):
    batch = committed(arabic(), by)
    before = standing()
    write_work(list(batch.items.all()), batch, timezone.now())
    assert standing() == before


def test_an_analyst_s_import_leaves_statuses_and_new_bodies_out(alef):
    analyst = alef.alef.members["analyst"]
    first = of_the_import(committed(arabic(), analyst))[0]
    assert first.assessments.count() == 0
    assert {one.body.name_ar for one in first.assignments.all()} == {"وزارة العدل", "وزارة الداخلية"}
    assert first.due_on == date(2027, 12, 31)


def test_an_analyst_cannot_ask_for_new_bodies(alef):
    analyst = alef.alef.members["analyst"]
    batch = matched(arabic(), analyst)
    with pytest.raises(Denied):
        tables.say_values(
            batch=batch, field="responsible", meanings={}, makes={"المجلس الاعلي للمراه": "state"}, by=analyst
        )


def test_statuses_stay_out_when_whoever_said_whose_they_are_may_record_them_no_more(by, alef):
    batch = previewed(arabic(), by)
    Member.objects.filter(pk=by.pk).update(role_slug="analyst")
    commit(batch, alef.alef.members["analyst"])
    assert [one.assessments.count() for one in of_the_import(batch)] == [0, 0, 0]
    assert of_the_import(batch)[0].assignments.count() == 3


@pytest.fixture
def nhri(alef):
    """The institution is a national human rights institution."""
    with in_network():
        Institution.objects.filter(pk=alef.alef.institution.pk).update(kind=InstitutionKind.NHRI)
    return alef


def test_an_nhri_says_first_whose_words_the_statuses_are(nhri, by):
    batch = committed(arabic(), by)
    assert choices_of(batch)["speaker"] == ""
    assert Assessment.objects.filter(recommendation__batch_id=batch.pk).count() == 0


@pytest.mark.parametrize(("speaker", "value"), [("nhri", "nhri:limited"), ("state", "state:in_progress")])
def test_an_nhri_records_its_own_finding_or_quotes_the_state_with_the_file_as_source(nhri, by, speaker, value):
    Member.objects.filter(role_slug="assessor").update(left_at=timezone.now())
    batch = matched(arabic(), by)
    batch = tables.say_values(batch=batch, field="status", meanings={}, speaker=speaker, by=by)
    batch = tables.go_to_preview(batch=batch, by=by)
    staging.prepare(batch.pk)
    commit(batch, by)
    account = of_the_import(batch)[0].assessments.get()
    assert (account.assessor_kind, account.value, account.source) == (speaker, value, "matrix.xlsx")


def test_where_an_nhris_confirmed_assessors_sit_no_import_speaks_for_it(nhri, by):
    batch = matched(arabic(), by)
    batch = tables.say_values(batch=batch, field="status", meanings={}, speaker="nhri", by=by)
    assert choices_of(batch)["speaker"] == ""


def test_nobody_speaks_for_an_nhri_in_a_national_mechanism(by):
    batch = matched(arabic(), by)
    batch = tables.say_values(batch=batch, field="status", meanings={}, speaker="nhri", by=by)
    assert choices_of(batch)["speaker"] == "state"


def test_a_body_of_another_kind_than_the_state_s_supports_and_does_not_lead(by):
    batch = matched(arabic(), by)
    makes = {"المجلس الاعلي للمراه": "nhri"}
    batch = tables.say_values(batch=batch, field="responsible", meanings={}, makes=makes, by=by)
    batch = tables.go_to_preview(batch=batch, by=by)
    staging.prepare(batch.pk)
    second = of_the_import(commit(batch, by))[1]
    assert [(one.lead, one.body.kind) for one in second.assignments.all()] == [(False, "nhri")]


def test_a_column_is_needed_for_the_texts(by):
    batch = uploaded(arabic(), by, "matrix.xlsx")
    with pytest.raises(ColumnsMissing):
        tables.say_columns(batch=batch, columns={**batch.mapping, "text": None}, defaults={"state": "TUN"}, by=by)


def test_a_word_has_one_meaning(alef):
    RememberedValue(field="status", printed="en cours", meaning="state:in_progress").save(force_insert=True)
    with pytest.raises(IntegrityError, match="one_meaning_per_printed_word"), transaction.atomic():
        RememberedValue(field="status", printed="en cours", meaning="").save(force_insert=True)


def test_two_institutions_with_the_same_table_keep_their_work_apart(world, by):
    committed(arabic(), by)
    with in_institution(world.ba.institution):
        assert Assignment.objects.filter(recommendation__text_ar=ROWS[0][3]).count() == 0
        batch = committed(arabic(), world.ba.members["coordinator"])
        assert figures(batch) == (3, 0, 0, 0)
        batches.undo(batch=batch, by=world.ba.members["coordinator"])
    assert Assignment.objects.filter(recommendation__text_ar=ROWS[0][3]).count() == 3


@pytest.mark.parametrize("count", [5, 60])
def test_work_takes_the_same_few_statements_however_many_rows_there_are(by, count):
    rows = [[str(at), "CEDAW", "", f"التوصية رقم {at} بشأن السكن.", "وزارة العدل", "", "منفذة", "", "2024"]
            for at in range(count)]  # fmt: skip
    batch = committed(workbook({"م": [HEADER, *rows]}), by)
    keys = list(batch.items.values_list("recommendation_id", flat=True))
    with CaptureQueriesContext(connection) as captured:
        standing_work(keys)
    assert len([one for one in captured if "set_config" not in one["sql"]]) <= 7
    Assessment.objects.all().delete()
    Assignment.objects.all().delete()
    items = list(StagedItem.objects.filter(batch=batch))
    with CaptureQueriesContext(connection) as captured:
        write_work(items, batch, timezone.now())
    assert len([one for one in captured if "set_config" not in one["sql"]]) <= 25
    assert Assignment.objects.filter(recommendation__in=keys).count() == count
