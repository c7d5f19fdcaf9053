"""What a draft says, what it leaves unsaid, and whose words it may use."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shared.taxonomy.identity import term_id
from tenants.evidence.models import Citation, Piece
from tenants.followup.models import Remark, Request, Round, Submission, Update
from tenants.planning.models import Action, ActionServes, Indicator, IndicatorOf, Measurement, Plan
from tenants.reporting.dossiers.choice import Choice
from tenants.reporting.dossiers.drawing import draw
from tenants.reporting.dossiers.papers import papers
from tenants.reporting.models import Dossier, DossierKind
from tenants.tracker.models import (
    Assessment,
    Cluster,
    ClusterMembership,
    Provenance,
    Recommendation,
    Tag,
    Translation,
)

pytestmark = pytest.mark.usefixtures("alef")
VIOLENCE = "theme:women-violence"


def dossier(**more):
    choice = more.pop("choice", Choice())
    given = {"kind": "mid_term", "title": "Report", "language": "en", "voice": "state", "arranged": "theme", **more}
    return Dossier(**given, chosen=choice.kept())


def told(one, key=VIOLENCE):
    return next(section.text for section in draw(one).sections if section.key == key)


def law():
    return Recommendation.objects.get(paragraph="140.1")


def account(text, *, kind="state", body=None, visibility="institution", on=date(2025, 6, 1), about=None, **more):
    made = Assessment(
        recommendation=about or law(),
        assessor_kind=kind,
        body=body,
        value={"state": "state:partially", "nhri": "nhri:limited"}[kind],
        progress="partly",
        assessed_on=on,
        account_en=text,
        visibility=visibility,
        **more,
    )
    made.save()
    return made


def answered(body, text, standing="accepted", about=None, action=None):
    """What a body answered in a round, and what became of it."""
    today = timezone.localdate()
    at = timezone.now()
    asked = Round(title="Round", deadline=today, standing="open", opened_at=at)
    asked.save()
    request = Request(round=asked, body=body, deadline=today)
    request.save()
    about = None if action else about or law()
    update = Update(
        request=request, recommendation=about, action=action, standing=standing, account=text, submitted_at=at
    )
    update.save()
    content = {"value": "state:partially", "account": text, "language": "en", "answers": [], "evidence": []}
    said = Submission(update=update, number=1, content=content, by_id=body.pk, by_name="A")
    said.save()
    if standing in {"accepted", "returned"}:
        Remark(
            update=update, submission=said, accepted=standing == "accepted", words="W", by_id=body.pk, by_name="C"
        ).save()
    return update


def test_an_accepted_update_is_told_with_who_said_it_and_when(bodies):
    answered(bodies.Justice, "The bill is before parliament")
    day = timezone.localdate()
    assert f"According to Ministry of Justice ({day.day} {day:%B %Y}): The bill is before parliament" in told(dossier())


@pytest.mark.parametrize("standing", ["waiting", "draft", "submitted", "returned"])
def test_what_was_not_accepted_never_goes_in(bodies, standing):
    answered(bodies.Justice, "Too early", standing)
    words = told(dossier())
    assert "Too early" not in words
    assert "No update on this recommendation has been accepted." in words


def test_where_nothing_is_known_the_draft_says_so_and_invents_nothing():
    words = told(dossier())
    assert "No update on this recommendation has been accepted." in words
    assert "Implementation:" not in words


def test_accounts_recorded_without_a_round_are_left_out_where_only_updates_are_wanted(bodies):
    account("Recorded by hand", body=bodies.Justice)
    answered(bodies.Justice, "Answered in the round")
    assert "Recorded by hand" in told(dossier())
    words = told(dossier(choice=Choice(other_accounts=False)))
    assert "Recorded by hand" not in words
    assert "Answered in the round" in words


def test_an_update_that_became_the_account_is_told_once(bodies):
    answered(bodies.Justice, "Told once")
    account("Told once", body=bodies.Justice)
    assert told(dossier()).count("Told once") == 1


def test_steps_are_told_oldest_first(bodies):
    account("Later step", body=bodies.Justice, on=date(2025, 9, 1))
    account("First step", body=bodies.Justice, on=date(2025, 2, 1), is_current=False)
    words = told(dossier())
    assert words.index("First step") < words.index("Later step")


def test_a_period_leaves_out_what_was_said_before_and_after(bodies):
    account("Long ago", body=bodies.Justice, on=date(2019, 1, 1), is_current=False)
    account("In time", body=bodies.Justice, on=date(2025, 1, 1))
    words = told(dossier(choice=Choice(period_from=date(2024, 1, 1), period_to=date(2025, 12, 31))))
    assert "In time" in words
    assert "Long ago" not in words


@pytest.mark.parametrize("visibility", ["institution", "public"])
def test_the_states_report_never_holds_the_councils_account(bodies, visibility):
    account("The council disagrees", kind="nhri", body=bodies.Council, visibility=visibility)
    drawing = draw(dossier())
    assert not any("council disagrees" in section.text for section in drawing.sections)
    assert "Implementation:" not in told(dossier())


def test_the_councils_report_quotes_the_state_only_where_it_published(bodies):
    account("Not published", body=bodies.Justice)
    account("Published", body=bodies.Interior, visibility="public")
    account("Our finding", kind="nhri", body=bodies.Council)
    words = told(dossier(kind="annual_report", voice="nhri", body=bodies.Council))
    assert "Not published" not in words
    assert "The State’s own account, quoted here (Ministry of Interior, 1 June 2025): “Published”" in words
    assert "The institution’s finding of 1 June 2025: Our finding" in words


def test_the_councils_report_says_where_it_has_no_finding_of_its_own(bodies):
    account("Published", body=bodies.Interior, visibility="public")
    words = told(dossier(kind="annual_report", voice="nhri", body=bodies.Council))
    assert "The institution has recorded no finding of its own on this recommendation." in words


def plan(title="Write the bill", **more):
    current = Plan.objects.current().first() or Plan(title="Plan")
    current.save()
    action = Action(plan=current, title_en=title, **more)
    action.save()
    ActionServes(action=action, recommendation=law()).save()
    return action


def test_the_councils_report_holds_nothing_of_the_states_plan(bodies):
    plan("Unpublished measure")
    drawing = draw(dossier(kind="annual_report", voice="nhri", body=bodies.Council))
    assert not any("Unpublished measure" in section.text for section in drawing.sections)


def test_actions_and_indicators_stand_with_their_state_and_latest_measurement(bodies):
    action = plan(lead=bodies.Justice, standing="in_progress", standing_on=date(2025, 3, 1), ends_on=date(2027, 1, 1))
    rate = Indicator(
        name_en="Judges trained", kind="process", unit="%", baseline=5, baseline_on=date(2024, 1, 1),
        target=60, target_on=date(2027, 1, 1), last_value=20, last_on=date(2025, 3, 1), course="on_course",
    )  # fmt: skip
    rate.save()
    IndicatorOf(indicator=rate, action=action).save()
    for month, value in ((1, 10), (2, 15), (3, 20)):
        Measurement(indicator=rate, value=value, on=date(2025, month, 1), by_id=bodies.Justice.pk, by_name="A").save()
    drawn = next(section for section in draw(dossier()).sections if section.key == VIOLENCE)
    assert (
        "- **Write the bill**: In progress, since 1 March 2025, lead body: Ministry of Justice, "
        "to be completed by 1 January 2027"
    ) in drawn.text
    assert (
        "- **Judges trained**: 20\u00a0% on 1 March 2025 (baseline: 5\u00a0%, 1 January 2024; "
        "target: 60\u00a0% by 1 January 2027)"
    ) in drawn.text
    assert "[[indicator-1]]" in drawn.text
    assert drawn.blocks["indicator-1"]["series"][0]["values"] == [10.0, 15.0, 20.0]


def test_what_was_answered_about_an_action_is_told_under_its_recommendation(bodies):
    answered(bodies.Justice, "The drafting committee met", action=plan(lead=bodies.Justice))
    assert "The drafting committee met" in told(dossier())


def clustered(*paragraphs):
    cluster = Cluster(title="Violence at home")
    cluster.save()
    for one in Recommendation.objects.filter(paragraph__in=paragraphs):
        ClusterMembership(cluster=cluster, recommendation=one).save()
        Tag.objects.get_or_create(
            recommendation=one, kind="theme", term_id=term_id("theme", "women-violence"),
            defaults={"provenance": Provenance.SOURCE},
        )  # fmt: skip


def test_recommendations_of_a_cluster_are_told_together_and_the_same_account_once(bodies):
    clustered("140.1", "140.3")
    for one in Recommendation.objects.filter(paragraph__in=["140.1", "140.3"]):
        account("Both at once", body=bodies.Justice, about=one)
    words = told(dossier())
    assert "### Paragraphs 140.1 and 140.3: Violence at home" in words
    assert words.count("Both at once") == 1


def cited(confidentiality, noun="recommendation", subject=None):
    people = Piece._meta.get_field("provided_by").related_model.objects.get(role_slug="coordinator")
    piece = Piece(
        kind="link", link="https://example.org/1", title_en=f"Gazette {confidentiality}", provided_by=people,
        confidentiality=confidentiality, source="Gazette",
    )  # fmt: skip
    piece.save()
    Citation(piece=piece, noun=noun, subject_id=(subject or law()).pk, cited_by=people).save()
    return piece


def test_public_evidence_is_cited_by_number():
    piece = cited("public")
    drawing = draw(dossier())
    assert "[E1]" in next(section.text for section in drawing.sections if section.key == VIOLENCE)
    assert drawing.evidence == [str(piece.pk)]


@pytest.mark.parametrize("confidentiality", ["institution", "restricted"])
def test_confidential_evidence_is_never_cited(confidentiality):
    cited(confidentiality)
    drawing = draw(dossier())
    assert drawing.evidence == []
    assert not any("[E" in section.text or "Gazette" in section.text for section in drawing.sections)


def test_a_piece_keeps_the_number_it_was_first_given():
    first, second = cited("public"), cited("public")
    drawing = draw(Dossier(**{**vars_of(dossier()), "evidence": [str(second.pk)]}))
    assert drawing.evidence == [str(second.pk), str(first.pk)]


def vars_of(one):
    return {name: getattr(one, name) for name in ("kind", "title", "language", "voice", "arranged", "chosen")}


@pytest.mark.parametrize(
    ("choice", "held"),
    [
        (Choice(), {"140.1", "140.2", "140.3", "140.4", "140.5"}),
        (Choice(positions=("noted",)), {"140.4"}),
        (Choice(themes=("women-violence",)), {"140.1"}),
        (Choice(themes=("G-WOM",)), {"140.1"}),
    ],
)
def test_what_goes_in_is_what_was_chosen(alef, choice, held):
    words = "\n".join(section.text for section in draw(dossier(choice=choice)).sections)
    assert {one for one in (f"140.{n}" for n in range(1, 6)) if f"Paragraph {one}\n" in words} == held


def test_follow_up_tells_of_the_chosen_paragraphs_alone(alef):
    one = Recommendation.objects.get(paragraph="24 (b)")
    one.for_followup = True
    one.save()
    drawing = draw(dossier(kind="follow_up", arranged="paragraph"))
    words = "\n".join(section.text for section in drawing.sections)
    assert "Paragraph 24 (b)" in words
    assert "24 (d)" not in words
    assert any(section.heading.endswith("(CEDAW/C/ALF/CO/5)") for section in drawing.sections)


def test_a_report_by_article_has_every_article_and_says_where_nothing_is_held(alef):
    one = Recommendation.objects.get(paragraph="24 (b)")
    Tag(
        recommendation=one, kind="theme", term_id=term_id("theme", "women-violence"), provenance=Provenance.SOURCE
    ).save()
    drawing = draw(dossier(kind="treaty_report", arranged="article", instrument="CEDAW-CONV"))
    by_key = {section.key: section for section in drawing.sections}
    assert by_key["article:CEDAW-CONV:5"].heading == "Article 5: Stereotypes and violence"
    assert "Paragraph 24 (b)" in by_key["article:CEDAW-CONV:5"].text
    assert by_key["article:CEDAW-CONV:10"].text == "No recommendation held here concerns this article."
    assert "Paragraph 24 (d)" in by_key["article:"].text


@pytest.mark.parametrize("kind", DossierKind.values)
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_template_is_drawn_in_every_language(alef, kind, language):
    paper = papers()[kind]
    instrument = "CEDAW-CONV" if paper.arranged[0] == "article" else ""
    one = dossier(
        kind=kind, language=language, voice=paper.voices[0], arranged=paper.arranged[0], instrument=instrument
    )
    drawing = draw(one)
    assert len(drawing.sections) >= len(paper.parts) - 1
    assert all(section.heading for section in drawing.sections)
    arabic = any("\u0600" <= letter <= "\u06ff" for section in drawing.sections for letter in section.heading)
    assert arabic == (language == "ar")


def test_the_words_of_the_whole_are_shared_out(alef):
    drawing = draw(dossier(word_limit=10_700))
    shares = [section.word_limit or 0 for section in drawing.sections]
    assert 10_600 < sum(shares) < 10_800


def many(number):
    """So many recommendations more, each with a theme, an account and a place in the plan."""
    model = law()
    action = plan("Serves all")
    made = [
        Recommendation(
            review=model.review, document=model.document, paragraph=f"150.{n}", order=n, text_en=f"Do the thing {n}",
            source_language="en", translation_en=Translation.SOURCE, position="supported",
        )
        for n in range(number)
    ]  # fmt: skip
    Recommendation.objects.bulk_create(made)
    themes = [term_id("theme", code) for code in ("housing", "health", "education", "women-violence")]
    Tag.objects.bulk_create(
        Tag(recommendation=one, kind="theme", term_id=themes[n % 4], provenance=Provenance.SOURCE)
        for n, one in enumerate(made)
    )
    ActionServes.objects.bulk_create(ActionServes(action=action, recommendation=one) for one in made)
    Assessment.objects.bulk_create(
        Assessment(
            recommendation=one, assessor_kind="state", value="state:partially", progress="partly",
            assessed_on=date(2025, 1, 1) + timedelta(n % 300), account_en=f"Step {n}",
        )
        for n, one in enumerate(made)
    )  # fmt: skip


def test_a_long_report_takes_as_many_queries_as_a_short_one(alef):
    counts = []
    draw(dossier())  # the reference lists are read once in a process
    for number in (4, 400):
        many(number)
        with CaptureQueriesContext(connection) as seen:
            draw(dossier())
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert counts[1] <= 20
