"""Which encoding the bytes of a text table are in, and why.

UTF-8 and UTF-16 prove themselves. Between the one-byte encodings nothing does, so each candidate decodes the words
that hold high bytes, and every word earns or loses points for how much it looks like writing: accented letters where
French, Portuguese or Spanish put them, Arabic words made of Arabic letters, an apostrophe before an s; against it,
signs within a word, capitals after small letters, two scripts in one word. The words that earned most are kept as
evidence, so that a person can see what decided.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

CANDIDATES = ("cp1252", "mac_roman", "cp1256")
WORD_WITH_HIGH_BYTES = re.compile(rb"[A-Za-z']*[\x80-\xff][A-Za-z'\x80-\xff]*")
DISTINCT_WORDS = 20_000

COMMON_LETTERS = frozenset("éèêàçôâãíóúñüöäáîÉÈÇÀÔÂÓÁÎ")
RARE_LETTERS = frozenset("ëïûùìòõœæåøßÿšžŠŽÜÖÄÊÍÚÑÃÕËÏÛÙŒÆÅØ")
TYPOGRAPHY = frozenset("“”‘’«»–—…•\u00a0\u202f§°")
KNOWN_WORDS = frozenset(
    re.findall(
        r"\w+",
        "côte são tomé príncipe türkiye curaçao réunion méxico perú panamá españa république états état droits égalité"
        " éducation santé sécurité société révision déposée créer général générale mécanisme à présenté coopération"
        " américa áfrica convención protección educación ratificação não "
        "الدولة التوصية حقوق الإنسان في من على إلى التي المرأة الطفل",
    )
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A Python codec name, the words that decided for it, and whether single characters are broken."""

    name: str
    evidence: tuple[str, ...] = ()
    damaged: bool = False


def detect_encoding(blocks: Iterable[bytes]) -> Encoding:
    """The encoding of a text, given as its blocks of bytes in order. Never fails: some candidate always fits best."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="strict")
    valid_utf8, ascii_only = True, True
    words: Counter[bytes] = Counter()
    well_formed = malformed = 0
    first = True
    unicode_name = "utf-8"
    for block in blocks:
        if first:
            first = False
            if block.startswith(codecs.BOM_UTF8):
                unicode_name = "utf-8-sig"
            elif utf16 := _utf16(block):
                return Encoding(utf16)
        if ascii_only and block.isascii():
            continue
        ascii_only = False
        if valid_utf8:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                valid_utf8 = False
        good, bad = _utf8_sequences(block)
        well_formed, malformed = well_formed + good, malformed + bad
        if len(words) < DISTINCT_WORDS:
            words.update(WORD_WITH_HIGH_BYTES.findall(block))
    if ascii_only:
        return Encoding("ascii")
    if valid_utf8:
        return Encoding(unicode_name)
    if well_formed > 20 * malformed or unicode_name == "utf-8-sig":
        return Encoding(unicode_name, damaged=True)
    return _best_single_byte(words)


def _utf16(block: bytes) -> str:
    """The name of the UTF-16 in use, by its mark or by zeros in every other place; empty when it is not UTF-16."""
    if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = block[:4096]
    zeros_first, zeros_second = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if zeros_second > 0.3 * half and zeros_first < 0.02 * half:
        return "utf-16-le"
    if zeros_first > 0.3 * half and zeros_second < 0.02 * half:
        return "utf-16-be"
    return ""


UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|([\x80-\xff])")


def _utf8_sequences(block: bytes) -> tuple[int, int]:
    """How many well-formed UTF-8 sequences and how many stray high bytes a block holds."""
    strays = UTF8_SEQUENCE.findall(block)
    bad = sum(1 for stray in strays if stray)
    return len(strays) - bad, bad


def _best_single_byte(words: Counter[bytes]) -> Encoding:
    scores = {name: sum(_score(word, name) * min(count, 10) for word, count in words.items()) for name in CANDIDATES}
    best = max(CANDIDATES, key=lambda name: scores[name])
    others = [name for name in CANDIDATES if name != best]
    telling = sorted(words, key=lambda word: max(_score(word, name) for name in others) - _score(word, best))
    damaged = any("�" in word.decode(best, "replace") for word in words)
    return Encoding(best, tuple(word.decode(best, "replace").strip("'") for word in telling[:3]), damaged)


@cache
def _kind(character: str) -> str:
    if character.isascii():
        return "latin" if character.isalpha() else "sign"
    if character in COMMON_LETTERS:
        return "common"
    if character in RARE_LETTERS:
        return "rare"
    if character in TYPOGRAPHY:
        return "typography"
    if "ARABIC" in unicodedata.name(character, ""):
        return "arabic"
    return "odd"


def _score(word: bytes, encoding: str) -> float:
    """How much the word looks like writing when read in that encoding; below zero when it does not."""
    try:
        text = word.decode(encoding)
    except UnicodeDecodeError:
        return -3.0
    kinds = [_kind(character) for character in text]
    if "arabic" in kinds:
        latin = any(kind in {"latin", "common", "rare"} for kind in kinds)
        return -3.0 if latin else kinds.count("arabic") * 0.75 + (3.0 if text in KNOWN_WORDS else 0.0)
    points = 3.0 if text.strip("'’“”«»").lower() in KNOWN_WORDS else 0.0
    for index, kind in enumerate(kinds):
        before = kinds[index - 1] if index else ""
        after = kinds[index + 1] if index + 1 < len(kinds) else ""
        points += _points(text, index, kind, before, after)
    return points


def _points(text: str, index: int, kind: str, before: str, after: str) -> float:
    letters = {"latin", "common", "rare"}
    if kind in {"latin", "sign"}:
        return 0.0
    if kind == "odd":
        return -2.0
    if kind == "typography":
        inside = before in letters and after in letters
        if text[index] == "’":
            return 2.5 if inside or before in letters else 0.0
        return -2.0 if inside and text[index] not in "–—" else 0.5
    if before in {"common", "rare"} and after in {"common", "rare"}:
        return -1.5
    if text[index].isupper() and index and text[index - 1].islower():
        return -2.0
    if not before and not after:
        return 1.0 if text[index] in "àéÀ" else -1.0
    return 1.0 if kind == "common" else 0.25
