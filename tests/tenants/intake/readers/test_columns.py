import json

import pytest

from tenants.intake.readers.columns import match_columns, simplified, stored_choices
from tests.tenants.intake.readers.made_files import HEADER

OLD_HEADER = ["SuR", "Rgrp", "Org", "Recommendation", "RS", "Rgrp", "Org", "Response", "Action", "Issue", "Session"]
IN_ORDER = {
    "state": 0, "state_group": 1, "state_organisation": 2, "text": 3, "recommending_state": 4,
    "recommending_group": 5, "recommending_organisation": 6, "position": 7, "action_category": 8, "issues": 9,
    "session": 10,
}  # fmt: skip


def test_it_knows_the_export_s_columns() -> None:
    mapping = match_columns(HEADER)
    assert (mapping.columns, mapping.missing, mapping.ambiguous, mapping.unused) == (IN_ORDER, (), {}, ())


def test_columns_of_one_name_belong_to_the_state_before_them() -> None:
    mapping = match_columns(OLD_HEADER)
    assert mapping.columns == IN_ORDER
    assert mapping.found["recommending_group"] == "position"
    assert mapping.ambiguous == {}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("  STATE UNDER  review ", "state"),
        ("sur", "state"),
        ("Etat examine", "state"),
        ("الدولة موضوع الاستعراض", "state"),
        ("الدولةُ محلّ الإستعراض", "state"),
        ("RECOMMANDATION", "text"),
        ("نص التوصية", "text"),
        ("text_fr", "text_fr"),
        ("Texte (arabe)", "text_ar"),
        ("Reccomending State", "recommending_state"),
        ("État auteur de la recommandation", "recommending_state"),
        ("الدولة مقدِّمة التوصية", "recommending_state"),
        ("Réponse", "position"),
        ("موقف الدولة", "position"),
        ("Paragraph no.", None),
        ("Para.", "paragraph"),
        ("N° de paragraphe", "paragraph"),
        ("رقم الفقرة", "paragraph"),
        ("Cote du document", "symbol"),
        ("UPR Session", "session"),
        ("الدورة", "session"),
        ("Cycle", "cycle"),
    ],
)
def test_names_are_known_in_three_languages(name: str, field: str | None) -> None:
    assert list(match_columns([name]).columns) == ([field] if field else [])


def test_what_is_missing_is_said() -> None:
    assert match_columns(["Text", "From"]).missing == ("state", "session")


def test_a_text_in_one_language_is_a_text() -> None:
    assert match_columns(["To", "text_ar", "Session"]).complete


def test_two_columns_for_one_field_are_ambiguous_and_the_first_is_taken() -> None:
    mapping = match_columns(["To", "Text", "Recommendation", "Session"])
    assert mapping.ambiguous == {"text": (1, 2)}
    assert mapping.columns["text"] == 1
    assert mapping.unused == (2,)


def test_a_person_s_choice_wins_and_survives_storing() -> None:
    header = ["Country", "Text", "Recommendation", "Session", "Remarks"]
    first = match_columns(header, {"text": 2, "paragraph": 4})
    assert (first.columns["text"], first.columns["paragraph"], first.found["text"]) == (2, 4, "person")
    assert first.ambiguous == {}
    stored = json.loads(json.dumps(stored_choices(first)))
    assert match_columns(header, stored).columns == first.columns


def test_a_field_can_be_taken_off() -> None:
    assert "session" not in match_columns(["To", "Text", "Session"], {"session": None}).columns


def test_a_choice_beyond_the_table_is_left_out() -> None:
    assert match_columns(["To", "Text", "Session"], {"paragraph": 9, "nonsense": 1}).columns == {
        "state": 0, "text": 1, "session": 2,
    }  # fmt: skip


def test_no_name_stands_for_two_fields() -> None:
    from tenants.intake.readers.column_names import FOLLOWING, NAMES

    seen: dict[str, str] = {}
    for field, names in NAMES.items():
        for name in names:
            assert seen.setdefault(simplified(name), field) == field, name
    following = {simplified(name) for names in FOLLOWING.values() for name in names}
    assert not following & set(seen)
