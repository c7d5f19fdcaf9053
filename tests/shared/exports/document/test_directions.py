import pytest

from shared.exports.document.directions import base_of, isolated, stretches


def against(text: str, base: str = "rtl") -> list[str]:
    return [one.text for one in stretches(text, base) if one.direction != base]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("التقرير A/HRC/21/5، الفقرة 134.12", ["A/HRC/21/5", "134.12"]),
        ("نسبة 48 % منها", ["48 %"]),
        ("في 2019-03-15 وخلال 2019-2024", ["2019-03-15", "2019-2024"]),
        ("عدد 12\u202f480 امرأة", ["12\u202f480"]),
        ("الفقرة 24 (ب)", ["24"]),
        ("القيم 1، 2 و3", ["1", "2", "3"]),
        ("اتفاقية (CEDAW) الدولية", ["CEDAW"]),
        ("قال Latin (x) ثم", ["Latin (x)"]),
        ("فقط عربي", []),
        ("", []),
        ("48", ["48"]),
    ],
)
def test_what_runs_against_arabic_is_found_whole(text: str, expected: list[str]) -> None:
    assert against(text) == expected


def test_arabic_inside_latin_takes_its_figures_and_brackets_along() -> None:
    assert against("The المادة 5 (من القانون) of law 13", "ltr") == ["المادة 5 (من القانون)"]
    assert against("Law 13/2018, 48%", "ltr") == []
    assert against("The (قانون) and the قانون), (قانون", "ltr") == ["قانون", "قانون", "قانون"]
    assert against("Law 13/2018 (قانون العنف), 48%", "ltr") == ["قانون العنف"]


@pytest.mark.parametrize("base", ["rtl", "ltr"])
@pytest.mark.parametrize("text", ["أ A 5 % ) ( ب", "((([", "\u0301\u0301a\u0651ب", "x" * 500 + "ع" * 500])
def test_the_stretches_joined_are_the_text(text: str, base: str) -> None:
    assert "".join(one.text for one in stretches(text, base)) == text


def test_isolates_come_in_pairs() -> None:
    text = isolated("من A/HRC/21/5 إلى 48 %", "rtl")
    assert text.count("\u2066") == text.count("\u2069") == 2


def test_a_sentence_of_the_other_script_runs_its_own_way_unless_its_language_was_said() -> None:
    sentence = "Ratify the Convention against Torture."
    assert base_of(sentence, "ar", declared=False) == "ltr"
    assert base_of(sentence, "ar", declared=True) == "rtl"
    assert base_of("A/HRC/21/5", "ar", declared=False) == "rtl"
    assert base_of("التصديق على اتفاقية مناهضة التعذيب", "en", declared=False) == "rtl"
