import pytest

from tenants.intake.readers.encodings import detect_encoding

NAMES = "Côte d’Ivoire;São Tomé and Príncipe;Türkiye;“the State’s duty”"
FRENCH = "Créer un mécanisme de prévention indépendant; réviser l’égalité des chances à l’école"
ARABIC = "سن قانون بشأن المساعدة القانونية وتوفير الموارد؛ تدريب القضاة"


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", [NAMES, FRENCH, "Côte d'Ivoire", "São Tomé", "the State’s duty", "naïve façade"])
def test_it_tells_mac_roman_from_windows_by_the_words(encoding: str, text: str) -> None:
    found = detect_encoding([text.encode(encoding)])
    assert text.encode(encoding).decode(found.name) == text


def test_it_reads_arabic_of_windows() -> None:
    assert detect_encoding([ARABIC.encode("cp1256")]).name == "cp1256"


def test_it_reads_arabic_of_windows_beside_english() -> None:
    text = "Recommendation;Text\n" + ARABIC + ";Adopt a law on legal aid\n"
    assert detect_encoding([text.encode("cp1256")]).name == "cp1256"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"plain letters", "ascii"),
        (FRENCH.encode(), "utf-8"),
        (ARABIC.encode("utf-8-sig"), "utf-8-sig"),
        (ARABIC.encode("utf-16"), "utf-16"),
        (FRENCH.encode("utf-16-le"), "utf-16-le"),
        (FRENCH.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_proves_itself(content: bytes, name: str) -> None:
    assert detect_encoding([content]).name == name


def test_it_says_which_words_decided() -> None:
    assert "São" in detect_encoding(["São Tomé".encode("mac_roman")]).evidence


def test_a_letter_cut_between_two_blocks_is_still_utf8() -> None:
    content = FRENCH.encode()
    cut = content.index("é".encode()) + 1
    assert detect_encoding([content[:cut], content[cut:]]).name == "utf-8"


def test_one_broken_byte_does_not_make_utf8_another_encoding() -> None:
    content = (ARABIC * 5).encode()
    found = detect_encoding([content[:41] + b"\xff" + content[42:]])
    assert (found.name, found.damaged) == ("utf-8", True)


def test_bytes_that_no_candidate_knows_are_said_to_be_damaged() -> None:
    found = detect_encoding(["São Tomé, Côte".encode("cp1252") + b" x\x81y"])
    assert (found.name, found.damaged) == ("cp1252", True)
