import pytest

from shared.languages.lists import written_list


@pytest.mark.parametrize(
    ("language", "items", "text"),
    [
        ("en", ["Justice", "Interior", "Health"], "Justice, Interior and Health"),
        ("fr", ["Justice", "Intérieur", "Santé"], "Justice, Intérieur et Santé"),
        ("ar", ["العدل", "الداخلية", "الصحة"], "العدل، والداخلية، والصحة"),
        ("ar", ["العدل", "الصحة"], "العدل والصحة"),
        ("ar", ["العدل", "CEDAW"], "العدل و\u00a0CEDAW"),
        ("ar", ["140.7", "«140.8»"], "140.7 و\u00a0«140.8»"),
        ("en", ["Justice"], "Justice"),
        ("ar", [], ""),
    ],
)
def test_names_become_one_phrase(language, items, text):
    assert written_list(items, language) == text
