from shared.languages.faults import faults
from tests.house.tree import ROOT


def test_arabic_and_french_are_complete():
    found = faults(ROOT)
    assert found == [], "\n".join(found[:40])
