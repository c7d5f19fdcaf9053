"""Reports of country visits: whose they are, and where their conclusions and recommendations stand."""

from __future__ import annotations

import re

from tenants.intake.readers.neutral import Resolver
from tenants.intake.readers.observations.front import MANDATE
from tenants.intake.readers.observations.paragraphs import Paragraph

CONCLUDING = re.compile(
    r"^(main |final |overall |preliminary )*(conclusions?|recommendations?)( and (conclusions?|recommendations?))?\b|"
    r"^(conclusions?|recommandations?)( et (conclusions?|recommandations?))?\b|"
    r"^(ال)?(استنتاجات|خاتمة|خلاصة|توصيات)( و(ال)?توصيات)?(?![ء-ي])",
    re.IGNORECASE,
)
RECOMMENDATIONS = re.compile(r"recommendation|recommandation|توصيات", re.IGNORECASE)
ANNEX = re.compile(r"^(annex|appendix|annexe|مرفق|المرفق|تذييل)", re.IGNORECASE)
EARLIEST = 0.25
ADDRESSED = re.compile(
    r"\b(?:recommends?|urges?|calls? (?:up)?on|encourages?|invites?|recommande(?:nt)?|invite(?:nt)?|encourage(?:nt)?|"
    r"engage(?:nt)?)\s+(?:also |further |to |that |à |au |aux |que )*(?:the |la |le |les |l’|l'|l[’'] ?)?"
    r"(?P<who>[^,:;.()]{3,90}?)\s*(?:to\b|should\b|:|,|;|\.|de\b|d’|d'|à\b|$)|"
    r"(?:توصي|يوصي|تحث|يحث|تدعو|يدعو|تشجع|يشجع)(?:\s+(?:المقررة?|الخبيرة?|الفريق|اللجنة)[ء-ي ]{0,30}?)?\s+"
    r"(?P<arabic>(?:الأمم المتحدة|المجتمع الدولي|مؤسسات الأعمال|الشركات|المجتمع المدني|الجهات المانحة|"
    r"البلدان المانحة|وكالات)(?:\s[ء-ي]+){0,3})",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"united nations|international community|business(es| enterprises)?|compan(ies|y)|corporations?|"
    r"civil society( organi[sz]ations)?|non-governmental organi[sz]ations|donors?|agenc(y|ies)|high commissioner|ohchr|"
    r"unhcr|unicef|undp|international organi[sz]ations?|financial institutions?|world bank|media|"
    r"nations unies|communauté internationale|entreprises|sociétés|société civile|bailleurs|donateurs|"
    r"haut-commissariat|institutions financières|"
    r"الأمم المتحدة|المجتمع الدولي|مؤسسات الأعمال|الشركات|المجتمع المدني|المانحة|وكالات",
    re.IGNORECASE,
)
FEMININE = (
    ("rapporteuse spéciale", "rapporteur spécial"), ("experte indépendante", "expert indépendant"),
    ("chargée", "chargé"), ("المقررة الخاصة المعنية", "المقرر الخاص المعني"), ("المقررة الخاصة", "المقرر الخاص"),
    ("الخبيرة المستقلة المعنية", "الخبير المستقل المعني"), ("الخبيرة المستقلة", "الخبير المستقل"),
)  # fmt: skip
SHORT = {"special rapporteur": "SR", "independent expert": "IE", "working group": "WG"}


def concluding(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs of the section of conclusions and recommendations, up to the annexes; all when there is none."""
    start = next(
        (
            place
            for place, one in enumerate(paragraphs)
            if place >= EARLIEST * len(paragraphs) and any(CONCLUDING.search(heading) for heading in one.headings)
        ),
        None,
    )
    if start is None:
        return paragraphs
    section = paragraphs[start:]
    end = next((place for place, one in enumerate(section) if any(map(ANNEX.search, one.headings))), len(section))
    return section[:end]


def recommending_section(paragraph: Paragraph) -> bool:
    """Whether the nearest of its headings that tells says that recommendations stand here."""
    telling = [
        heading for heading in paragraph.headings if CONCLUDING.search(heading) or RECOMMENDATIONS.search(heading)
    ]
    return (
        bool(telling) and bool(RECOMMENDATIONS.search(telling[-1])) and not telling[-1].lower().startswith("conclusion")
    )


def addressee(text: str) -> str:
    """Who is asked, when it is somebody else than the state: the United Nations, businesses, donors."""
    for found in ADDRESSED.finditer(text):
        who = (found.group("who") or found.group("arabic") or "").strip()
        if other := OTHERS.search(who):
            return who[:1].upper() + who[1 : other.end()]
    return ""


def mandate_in(texts: list[str], resolver: Resolver) -> str:
    """The code of the mandate whose report it is; empty when none of the known ones is named."""
    for text in texts:
        plain = text
        for feminine, known in FEMININE:
            plain = re.sub(feminine, known, plain, flags=re.IGNORECASE)
        for found in MANDATE.finditer(plain):
            if code := _mandate(plain[found.start() :], found.group().lower(), resolver):
                return code
    return ""


def _mandate(text: str, office: str, resolver: Resolver) -> str:
    words = text.replace("*", " ").split()[:45]
    for length in range(len(words), 2, -1):
        name = " ".join(words[:length]).strip(" ,;:.،")
        if found := resolver.find_body(name):
            return found.code
    topic = re.sub(r"^\W*(on|in the field of)\s+(the )?(situation of |issue of |right to |human right to )?", "",
                   text[len(office) :], flags=re.IGNORECASE)  # fmt: skip
    topic_words = topic.split()[:8]
    for length in range(len(topic_words), 0, -1):
        if office in SHORT and (
            found := resolver.find_body(f"{SHORT[office]} {' '.join(topic_words[:length])}".strip(" ,"))
        ):
            return found.code
    return ""
