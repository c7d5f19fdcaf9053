"""Several bodies in one cell, divided as people divide them."""

from __future__ import annotations

import re

# Words with which the name of a body begins.
ARABIC_HEADS = (
    "وزارة|وزارات|الوزارة|هيئة|الهيئة|مجلس|المجلس|لجنة|اللجنة|مؤسسة|المؤسسة|مديرية|المديرية|رئاسة|الرئاسة|رئيس|النيابة|"
    "نيابة|البرلمان|مندوبية|المندوبية|أمانة|الأمانة|وكالة|الوكالة|ديوان|دائرة|الدائرة|المحكمة|مركز|المركز|معهد|المعهد|"
    "صندوق|الصندوق|قطاع|القطاع|الأمن|الدرك|السلطة|سلطة|مكتب|الجهاز|جهاز|المحافظات|البلديات|منظمات|المجتمع"
)
LATIN_HEADS = (
    r"Minist(?:ère|ry|er)s?|Conseil|Council|Commission|Comité|Committee|Direction|Directorate|Agence|Agency|Institut\w*|"
    r"Autorité|Authority|Haut[- ]|High |Parle?ment|Parliament|Délégation|Secrétariat|Secretariat|Présidence|Presidency|"
    r"Office|Bureau|National|Département|Department|Observatoire|General |Fonds|Fund|Médiateur|Chef du|Cour |Court "
)
SURE = re.compile(r"\s*(?:[|;؛\n\r•·▪]|\s/\s|/(?=\S))\s*")
COMMA = re.compile(r"\s*[,،]\s*")
AND = re.compile(
    rf"\s+و(?=(?:{ARABIC_HEADS})(?:\s|$))|\s+(?:et|and)\s+(?=(?:l[ea]\s+|l[’']|the\s+)?(?:{LATIN_HEADS}))",
    re.IGNORECASE,
)
HEAD = re.compile(rf"(?:{ARABIC_HEADS})(?:\s|$)|(?:l[ea]\s+|l[’']|the\s+)?(?:{LATIN_HEADS})", re.IGNORECASE)
SHORT_FORM = re.compile(r"[A-Z][A-Z.&\d-]+$")
MARK = re.compile(r"^\s*(?:[-–—*]|\(?\d{1,2}[.)-])\s*")
JOINER = re.compile(r"^(?:and|et|ainsi que|of|for|de|des|du|d[’'])\b", re.IGNORECASE)
LONGEST = 200


def bodies_in(cell: str) -> tuple[str, ...]:
    """The bodies a cell names, each once, in its order.

    A comma divides only where a new body can begin, for many ministries have commas in their names; so does the word
    for "and", which in Arabic is a letter that grows to the word after it.
    """
    found = (
        " ".join(MARK.sub("", one).split()).strip(" .:،,-")[:LONGEST]
        for part in SURE.split(cell)
        for piece in _at_commas(MARK.sub("", part))
        for one in AND.split(piece)
    )
    return tuple(dict.fromkeys(one for one in found if one))


def _at_commas(text: str) -> list[str]:
    parts = COMMA.split(text)
    named_in_full = HEAD.match(parts[0]) is not None
    joined: list[str] = []
    for part in parts:
        begins = HEAD.match(part) is not None or SHORT_FORM.match(part) is not None
        if (
            joined
            and not begins
            and (named_in_full or not part[:1].isalpha() or part[:1].islower() or JOINER.match(part))
        ):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined
