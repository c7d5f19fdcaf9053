from __future__ import annotations

import pytest
from django.utils import translation

from shared.taxonomy.catalogue import Catalogue


@pytest.mark.parametrize(("language", "label"), [
    ("ar", "المغرب"), ("fr", "Maroc"), ("en", "Morocco"), ("ar-ma", "المغرب"), ("de", "Morocco"),
])  # fmt: skip
def test_the_label_follows_the_active_language(lists: Catalogue, language: str, label: str) -> None:
    with translation.override(language):
        assert lists.state_by_code["MAR"].label == label


def test_a_mechanism_has_a_short_label_in_each_language(lists: Catalogue) -> None:
    with translation.override("fr"):
        assert lists.mechanism_by_code["UPR"].short_label == "EPU"


def test_a_wider_term_knows_its_narrower_ones_in_order(lists: Catalogue) -> None:
    codes = [target.code for target in lists.narrower(lists.sdg_by_code["16"])]
    assert codes[:3] == ["16.1", "16.2", "16.3"]
    assert codes[-2:] == ["16.a", "16.b"]
