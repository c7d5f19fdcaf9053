"""Which paragraphs recommend, and what their headings say they are, in English, French and Arabic."""

from __future__ import annotations

import re
from enum import Enum

from tenants.intake.readers.neutral import OBSERVATION, RECOMMENDATION
from tenants.intake.readers.observations.marks import arabic_digits
from tenants.intake.readers.observations.paragraphs import Paragraph

VOWELS = re.compile("[\u064b-\u0652\u0670ـ]")


class Part(Enum):
    """What a section of such a paper is for."""

    INTRODUCTION = "introduction"
    POSITIVE = "positive"
    CONCERNS = "concerns"
    FOLLOW_UP = "follow-up"


PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (Part.INTRODUCTION, re.compile(r"^(introduction|مقدمة|المقدمة)\b", re.IGNORECASE)),
    (
        Part.POSITIVE,
        re.compile(
            r"positive (aspects|developments|factors|measures)|progress (made|achieved)|welcomed|"
            r"(aspects|faits|facteurs|mesures|éléments) positifs?|mesures positives|progrès (accomplis|réalisés)|"
            r"(الجوانب|التطورات|العوامل|التدابير|النقاط) الإ?ا?يجابية|التقدم المحرز",
            re.IGNORECASE,
        ),
    ),
    (
        Part.FOLLOW_UP,
        re.compile(
            r"^(implementation and )?(dissemination|distribution)|\bfollow-?up (to|and|of) (the|these|present|"
            r"concluding|dissemination)|^follow-?up( procedure)?$|"
            r"(next|preparation of the next|future) (periodic )?reports?$|"
            r"^(reporting cycle|technical assistance|common core document)|"
            r"^diffusion|^suivi\b|^suite donnée|prochain rapport|mise en œuvre et établissement de rapports|"
            r"document de base|"
            r"^(النشر|نشر|التعميم|تعميم|متابعة|المتابعة|التقرير (الدوري )?المقبل|إعداد التقرير|الوثيقة الأساسية)",
            re.IGNORECASE,
        ),
    ),
    (
        Part.CONCERNS,
        re.compile(
            r"(subjects?|areas?|matters?|factors?|issues?) of concern|concerns? and recommendations|"
            r"(sujets?|motifs?|domaines?) de préoccupation|préoccupations? et recommandations?|"
            r"(دواعي|مجالات|بواعث|أوجه|شواغل|الشواغل|مواضيع|المسائل).{0,20}(القلق|والتوصيات|الانشغال)",
            re.IGNORECASE,
        ),
    ),
)

RECOMMENDS = {
    "en": re.compile(
        r"\b(recommends?|urges?|exhorts|advises|calls? (up)?on|"
        r"reiterates? (its|the|his|her|their)\b.{0,80}\brecommendation|"
        r"(committee|rapporteurs?|group|experts?|subcommittee|also|further|strongly|therefore|and|it|he|she)"
        r" (invites?|encourages?|requests?|wishes to receive|appeals)|should|"
        r"(is|are) (also )?under an obligation|is requested to)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"(?<!\w)(recommande(nt)?|devrai(t|ent)|exhorte(nt)?|"
        r"engage(nt)? (également |aussi |vivement |instamment |en outre )*(l|le|la|les|tous|toutes)\b|"
        r"invite(nt)?|encourage(nt)?|prie(nt)?|"
        r"demande(nt)? (également |aussi |instamment |en outre |de nouveau )*(à|au|aux|que)|"
        r"préconise(nt)?|conseille(nt)?|(réitère|renouvelle|rappelle)(nt)?\b.{0,80}\brecommandation|"
        r"appelle(nt)? (l|le|la|les|à)\b|"
        r"(est|sont) (également )?tenue?s? (de|d)\b|il (faut|convient|faudrait))",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        r"(?<![ء-ي])[وف]?(توصي|يوصي|نوصي|ينبغي|تحث|يحث|تدعو(?! (إلى ال|لل)قلق)|يدعو(?! (إلى ال|لل)قلق)|تشجع|"
        r"يشجع|تناشد|يناشد|تهيب|يهيب|تطلب|يطلب|يتعين|يجب|تكرر .{0,40}(توصي|دعوت|طلب)|يكرر .{0,40}(توصي|دعوت|طلب)|"
        r"تلتزم|ملزمة)"
    ),
}

WITHIN = re.compile(
    r"\bwithin (a |one |two |three |\d+ )|\bby \d|\bno later than|\bone year\b|\btwo years\b|"
    r"\bdans (un|le) délai|\bd[’'] ?ici (à|au)|\bavant le\b|\bau plus tard|"
    r"في غضون|خلال (سنة|عام)|بحلول|في موعد (أقصاه|لا يتجاوز)|قبل \d",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"\b(?:paragraphs|paragraphes|paras\.)\s+(?P<many>[^.;:]{1,160})|"
    r"\b(?:paragraph|paragraphe)\s+(?P<one>\d{1,3}(?:\s*\([a-z]\))*)(?=[^.;]{0,30}(?:above|ci-dessus))|"
    r"الفقر(?:ات|تين|تان)\s+(?P<arabic>[^.;؛]{1,160})",
    re.IGNORECASE,
)
CHOSEN = re.compile(r"(?<![\d/-])(\d{1,3})(?![\d/]|\s?(?:years?|ans|months?|mois|days?|jours|(?:\w+ )?20\d\d))")
YEARS = re.compile(r"\b\d{1,2}\s+[^\W\d]+(?:/[^\W\d]+)?\s+\d{4}\b|\b(19|20)\d\d\b")
LAST_PARAGRAPHS = 8


def part_of(headings: tuple[str, ...]) -> Part | None:
    """What the nearest heading that tells says the section is for."""
    for heading in reversed(headings):
        plain = VOWELS.sub("", heading)
        for part, pattern in PARTS:
            if pattern.search(plain):
                return part
    return None


def recommends(text: str, language: str) -> bool:
    """Whether the words of the text recommend, urge, invite or oblige."""
    return bool(RECOMMENDS.get(language, RECOMMENDS["en"]).search(VOWELS.sub("", text)))


def suggested_kind(paragraph: Paragraph, language: str) -> str:
    """Recommendation or observation, as the paragraph's section and words suggest; a person confirms it.

    Introductions, positive aspects and what concerns dissemination and the next report are observations even where
    they invite or request, for no measure is followed up there.
    """
    if part_of(paragraph.headings) in {Part.INTRODUCTION, Part.POSITIVE, Part.FOLLOW_UP}:
        return OBSERVATION
    return RECOMMENDATION if recommends(paragraph.whole, language) else OBSERVATION


def chosen_for_followup(paragraphs: list[Paragraph]) -> set[str]:
    """Numbers of the paragraphs on which the committee asks for an answer within a year or two."""
    chosen: set[str] = set()
    for place, paragraph in enumerate(paragraphs):
        late = place >= len(paragraphs) - LAST_PARAGRAPHS
        if not late and part_of(paragraph.headings) is not Part.FOLLOW_UP:
            continue
        for sentence in re.split(r"(?<=[^\d][.؟])\s+(?=[^\d])", paragraph.whole):
            if WITHIN.search(sentence):
                chosen |= _numbers(sentence, paragraph.number)
    return chosen & {paragraph.number for paragraph in paragraphs}


def _numbers(sentence: str, own: str) -> set[str]:
    found: set[str] = set()
    for listed in LISTED.finditer(arabic_digits(sentence)):
        said = listed.group("many") or listed.group("one") or listed.group("arabic") or ""
        found |= {number for number in CHOSEN.findall(YEARS.sub(" ", said)) if own and int(number) < float(own)}
    return found
