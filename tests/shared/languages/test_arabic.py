import pytest

from shared.languages.arabic import FOLD_SQL, normalise

SAME = {
    "alef forms": ("أحكام إدارية آمنة ٱلقرآن", "احكام اداريه امنه القران"),
    "alef maqsura": ("على مستوى", "علي مستوي"),
    "ta marbuta": ("لجنة المتابعة", "لجنه المتابعه"),
    "hamza on its seats": ("شؤون الهيئة", "شوون الهييه"),
    "free hamza": ("القضاء", "القضاء"),
    "tatweel": ("مـــتـــابعة", "متابعه"),
    "harakat and shadda": ("الدَّوْرِيُّ الشَّامِلُ", "الدوري الشامل"),
    "superscript alef": ("الرحمٰن هٰذا", "الرحمن هذا"),
    "Arabic-Indic digits": ("الفقرة ١٤٠٫٧", "الفقره 140.7"),
    "Persian digits and letters": ("کشوری ۱۲۳۴۵۶۷۸۹۰", "كشوري 1234567890"),
    "Maghreb letters": ("ڨفصة وأڭادير", "قفصه واكادير"),
    "presentation forms": ("ﻻ ﷲ ﻣﺘﺎﺑﻌﺔ", "لا الله متابعه"),
    "zero-width and direction marks": ("حق\u200cوق\u200f ال\u2067إنسان\u2069", "حقوق الانسان"),
    "Arabic punctuation": ("ماذا؟ نعم، لا؛ ٥٠٪", "ماذا? نعم, لا; 50%"),
    "Latin accents": ("Côte d’Ivoire, São Tomé, Türkiye, Curaçao", "cote d'ivoire, sao tome, turkiye, curacao"),
    "Latin letters that do not decompose": ("Œuvre ÆØŁß ıstanbul Đ", "oeuvre aeolss istanbul d"),
    "capital i with a dot": ("İZMİR", "izmir"),
    "typographic dashes and quotes": ("« A – B » “x”", '<< a - b >> "x"'),
    "spaces of every kind": (" a\u00a0\u202fb\t\n c\u2028d ", "a b c d"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("text", "plain"), SAME.values(), ids=SAME.keys())
def test_it_writes_one_spelling(text, plain):
    assert normalise(text) == plain


@pytest.mark.parametrize("text", [text for text, _plain in SAME.values()], ids=SAME.keys())
def test_it_leaves_its_own_result_alone(text):
    assert normalise(normalise(text)) == normalise(text)


def test_it_keeps_different_words_apart():
    assert normalise("حق") != normalise("حقوق")
    assert normalise("قضاء") != normalise("قضا")


def test_the_function_names_its_dictionary_with_its_schema():
    assert "extensions.unaccent('extensions.unaccent'::regdictionary" in FOLD_SQL


def test_postgresql_writes_the_same_spelling_as_python(network):
    from django.db import connection

    blocks = [*range(0x20, 0x180), *range(0x600, 0x700), *range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD)]
    letters = [f"x{chr(point)}y" for point in blocks]
    texts = [*(text for text, _plain in SAME.values()), *letters]
    with connection.cursor() as cursor:
        cursor.execute("SELECT t, public.mutabaa_fold(t) FROM unnest(%s::text[]) AS t", [texts])
        rows = cursor.fetchall()
    assert len(rows) == len(texts)
    assert [(text, folded) for text, folded in rows if folded != normalise(text)] == []
