"""Sentences that state positions, numbers in sentences, names in brackets."""

import pytest

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.upr_report.about import ordinal
from tenants.intake.readers.upr_report.names import Names
from tenants.intake.readers.upr_report.positions import numbers_in, position_of
from tenants.intake.readers.upr_report.texts import divided
from tests.tenants.intake.readers.upr_report.places import Places

SENTENCES = [
    ("The following recommendations enjoy the support of Valdoria", "supported"),
    ("The recommendations have been examined by Valdoria and enjoy its support", "supported"),
    ("Valdoria accepts the following recommendations", "supported"),
    ("The State agreed on the following", "supported"),
    ("The recommendations below could not be supported by Valdoria", "rejected"),
    ("The following recommendations do not enjoy the support of Valdoria", "rejected"),
    ("The following recommendations were rejected by Valdoria", "rejected"),
    ("The recommendations below did not enjoy the support of Valdoria and would thus be noted", "noted"),
    ("The following recommendations have been examined by Valdoria and have been noted", "noted"),
    ("Valdoria takes note of the following recommendations", "noted"),
    ("The following recommendations will be examined by Valdoria which will provide responses in due time", "pending"),
    ("The response of Valdoria will be included in the outcome report", "pending"),
    ("The recommendations enjoy the support of Valdoria, which considers them in the process of implementation",
     "implemented"),
    ("The following recommendations are partially supported", "supported_in_part"),
    ("All recommendations reflect the position of the State under review", ""),
    ("Les recommandations ci-après recueillent l’appui de la Valdorie", "supported"),
    ("Les recommandations ci-après ne recueillent pas l’appui de la Valdorie", "rejected"),
    ("Les recommandations ci-après ont été examinées par la Valdorie, qui en a pris note", "noted"),
    ("Les recommandations ci-après seront examinées par la Valdorie", "pending"),
    ("La Valdorie considère que ces recommandations ont déjà été mises en œuvre", "implemented"),
    ("حظيت التوصيات التالية بتأييد فالدوريا", "supported"),
    ("لا تحظى التوصيات التالية بتأييد فالدوريا", "rejected"),
    ("The following recommendations are considered by Valdoria as factually incorrect", "rejected"),
    ("The following recommendations fall outside the scope of the review", "rejected"),
    ("The following recommendations met with the approval of Valdoria", "supported"),
    ("لا يمكن لفالدوريا قبول التوصيات التالية", "rejected"),
    ("أحاطت فالدوريا علماً بالتوصيات التالية", "noted"),
    ("ستُبحث التوصيات التالية وستقدم فالدوريا ردودها", "pending"),
    ("ترى فالدوريا أن التوصيات التالية منفذة بالفعل أو هي قيد التنفيذ", "implemented"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "position"), SENTENCES)
def test_a_sentence_states_a_position(sentence: str, position: str) -> None:
    assert position_of(sentence) == position


@pytest.mark.parametrize(
    ("clause", "numbers"),
    [
        ("recommendations Nos. 26 and 40 above", ("26", "40")),
        ("the recommendations in paragraphs 77.1 to 77.3 and 77.5", ("77.1", "77.2", "77.3", "77.5")),
        ("recommendations 3-5", ("3", "4", "5")),
        ("the recommendations noted in paragraphs 23 (b and f), 27 (c) and 30", ("23(b)", "23(f)", "27(c)", "30")),
        ("recommendations at the 21st session of 12 July, resolution 5/1", ()),
        ("التوصيات 110-1 و110-3", ("110.1", "110.3")),
        ("on 12 July 2012", ()),
        ("recommendations 1, 3 and 5 in paragraph 60 above", ("60.1", "60.3", "60.5")),
        ("recommendations Nos. 2 to 4 of paragraph 60", ("60.2", "60.3", "60.4")),
    ],
)
def test_numbers_are_read_out_of_a_clause(clause: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(clause) == numbers


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Marenne", ["MAR"]),
        ("the Republic of Tarn", ["TRN"]),
        ("Marenne 4", ["MAR"]),
        ("Marenne; Hestia / São Lúcio", ["MAR", "HES", "SLU"]),
        ("Hestia and Tarn and Velde", ["HES", "TVE"]),
        ("Hestia, on behalf of the friends of rivers", ["HES"]),
        ("Ostrava (Federated Isles of), Marenne", ["OST", "MAR"]),
        ("Marenne*", ["MAR"]),
        ("مارين وهستيا", ["MAR", "HES"]),
        ("Hestia Tarn and Velde Marenne", ["HES", "TVE", "MAR"]),
        ("Marenne [in French], Hestia", ["MAR", "HES"]),
        ("Nowhereland", [None]),
    ],
)
def test_states_are_told_from_brackets(printed: str, codes: list[str | None]) -> None:
    assert [one.code for one in Names(Places()).listed(printed)] == codes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ratify the treaty (CTR) of 1991 (Hestia);", [("Ratify the treaty (CTR) of 1991", ("HES",))]),
        ("Open (Marenne); (Hestia).", [("Open", ("MAR", "HES"))]),
        ("Open. (Marenne)", [("Open", ("MAR",))]),
        ("Open all (Marenne) Close none (Hestia)", [("Open all", ("MAR",)), ("Close none", ("HES",))]),
        ("Ratify treaty (No. 18) (Marenne);", [("Ratify treaty (No. 18)", ("MAR",))]),
        ("Open (Ostrava (Federated Isles of); Marenne);", [("Open", ("OST", "MAR"))]),
        ("Open (Ostrava (Federated Isles of);", [("Open", ("OST",))]),
    ],
)
def test_a_paragraph_is_divided_after_its_states(text: str, said: list[tuple[str, tuple[str, ...]]]) -> None:
    found, _left, _place = divided(text.replace("Open", "Open doors", 1), Names(Places()))
    assert [
        (one.text.replace("Open doors", "Open"), tuple(state.code for state in one.states)) for one in found
    ] == said


@pytest.mark.parametrize(
    ("words", "number"),
    [("thirteenth", 13), ("twenty-first", 21), ("38th", 38), ("vingt et unième", 21), ("الثالثة عشرة", 13),
     ("الحادية والأربعين", 41)],
)  # fmt: skip
def test_sessions_are_counted_in_words(words: str, number: int) -> None:
    assert ordinal(words) == number


def test_and_between_states_in_their_full_style_parts_them() -> None:
    names = Names(TaxonomyResolver(catalogue_from_files()))
    printed = "Poland and State of Palestine", "Haiti and United Kingdom of Great Britain and Northern Ireland"
    assert [[one.code for one in names.listed(text)] for text in printed] == [["POL", "PSE"], ["HTI", "GBR"]]
    assert [one.code for one in names.listed("Venezuela (Bolivarian Republic of) and Iraq")] == ["VEN", "IRQ"]
    arabic = "بربادوس، تيمور - ليشتي وميكرونيزيا (ولايات - الموحدة)"
    assert [one.code for one in names.listed(arabic)] == ["BRB", "TLS", "FSM"]


@pytest.mark.parametrize(
    ("printed", "code"),
    [("غابون", "GAB"), ("مالطة", "MLT"), ("كيريباس", "KIR"), ("Lybia", "LBY"), ("U.K.", "GBR"), ("Swaziland", "SWZ")],
)
def test_a_name_of_any_era_is_that_of_a_state(printed: str, code: str) -> None:
    assert Names(TaxonomyResolver(catalogue_from_files())).code(printed) == code
