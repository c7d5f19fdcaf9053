"""One spelling for comparison: what a reader takes for the same word becomes the same string.

`normalise` is for search, for aliases and for telling duplicates; it is never shown. FOLD_SQL is the same rules as
a PostgreSQL function, for indexes and queries. The rules, in the order both follow:

1. NFKD: presentation forms, ligatures (لا, ﷲ), full-width and superscript digits, fractions and no-break spaces become
   plain; accents and the hamza on its seats (أ إ آ ؤ ئ) come off their letters as marks of their own.
2. Marks go: Latin accents, harakat, shadda, sukun, superscript alef, Qur'anic signs, hamza and madda above or
   below, tatweel, zero-width marks, direction marks, soft hyphens, variation selectors. A free hamza (ء) is a letter
   and stays.
3. Letters: alef wasla and its relatives are alef; alef maqsura and the Persian ye are ya; ta marbuta and the Persian
   and Urdu he are ha; the Persian kaf is kaf; the Maghreb's and Persia's letters for g, v, p and ch are what Arabic
   prints for them (ڨفصة قفصة, ڭ ك, ڤ ف, پ ب, چ ج).
4. Digits ٠-٩ and ۰-۹ are 0-9; Arabic and typographic punctuation is its ASCII likeness.
5. Latin letters that do not decompose (ø, æ, œ, ß, ł, đ, ı ...) are the ASCII letters read for them.
6. Lower case, single spaces, no space at either end.

For letters outside these (phonetic signs, African and medieval Latin letters) PostgreSQL's unaccent dictionary knows
more than rule 5; both agree on the scripts of Arabic, English, French and the names of states.
"""

import re
import unicodedata
from itertools import chain

_MARKS = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x0300, 0x036F),  # combining accents
    (0x0610, 0x061A),
    (0x061C, 0x061C),  # Arabic letter mark
    (0x0640, 0x0640),  # tatweel
    (0x064B, 0x065F),  # harakat, madda, hamza above and below
    (0x0670, 0x0670),  # superscript alef
    (0x0674, 0x0674),  # high hamza
    (0x06D6, 0x06DC),
    (0x06DF, 0x06E8),
    (0x06EA, 0x06ED),
    (0x08CA, 0x08E1),
    (0x08E3, 0x08FF),
    (0x180E, 0x180E),
    (0x200B, 0x200F),  # zero width, direction marks
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFEFF, 0xFEFF),
)

_LETTERS = dict(
    chain(
        zip("ٱٲٳ", "ااا", strict=True),
        zip("ىیېےۍ", "ييييي", strict=True),
        zip("ةہەھۃ", "ههههه", strict=True),
        zip("کڪڭگݣ", "ككككك", strict=True),
        zip("ڨڤپچۋ", "قفبجو", strict=True),
        zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True),
        zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True),
        zip("،؛؟٪٫٬٭۔", ",;?%.,*.", strict=True),
        zip("‘’‚‛′ʻʼʹ“”„‟″‹›", "''''''''\"\"\"\"\"<>", strict=True),
        zip("‐‒–—―−⁄∕×÷¡¿", "------//*/!?", strict=True),
        zip("øØłŁđĐðÐħĦıŋŊŧŦĸ", "oOlLdDdDhHinNtTq", strict=True),
        zip("\t\n\r\f\v\x85\u2028\u2029", " " * 8, strict=True),
    )
)

_LONGER = {
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ß": "ss", "ẞ": "SS", "þ": "th", "Þ": "TH",
    "«": "<<", "»": ">>", "©": "(c)", "®": "(r)", "±": "+/-",
}  # fmt: skip

_MARK_CLASS = "[" + "".join(f"\\u{first:04X}-\\u{last:04X}" for first, last in _MARKS) + "]"
_MARK = re.compile(_MARK_CLASS)
_TABLE = str.maketrans({**_LETTERS, **_LONGER})


def normalise(text: str) -> str:
    """The spelling of `text` for search and comparison (rules in the module's docstring). Idempotent, never raises."""
    plain = _MARK.sub("", unicodedata.normalize("NFKD", text))
    return re.sub(" +", " ", plain.translate(_TABLE).lower()).strip(" ")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_FROM = "".join(letter for letter in _LETTERS if ord(letter) >= 32)
_SPACES = "[\\u0009-\\u000D\\u0020\\u0085\\u2028\\u2029]+"

FOLD_SQL = f"""
CREATE OR REPLACE FUNCTION public.mutabaa_fold(text) RETURNS text
IMMUTABLE PARALLEL SAFE STRICT LANGUAGE sql
RETURN btrim(regexp_replace(
  lower(extensions.unaccent('extensions.unaccent'::regdictionary,
    translate(
      regexp_replace(normalize($1, NFKD), {_quoted(_MARK_CLASS)}, '', 'g'),
      {_quoted(_FROM)},
      {_quoted("".join(_LETTERS[letter] for letter in _FROM))}))),
  {_quoted(_SPACES)}, ' ', 'g'))
"""
"""The same rules in SQL, for a migration. Needs the extension unaccent in the schema `extensions`; its body is bound
when made, so no search_path of a caller changes what it means, and it may be IMMUTABLE and carry an index."""

DROP_FOLD_SQL = "DROP FUNCTION IF EXISTS public.mutabaa_fold(text)"
