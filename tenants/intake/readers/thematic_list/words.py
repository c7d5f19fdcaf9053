"""The words by which these lists name their columns and parts, in the languages they come in."""

import re

I = re.IGNORECASE  # noqa: E741

# Looked for in this order: "Assessment of the recommendation" is an assessment.
COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "assessment",
        re.compile(
            r"assessment|level of implementation|comments|[ée]valuation|observations|[ée]tat d.avancement"
            r"|evaluaci[oó]n|comentarios|تقييم|التقييم|تعليقات|التعليقات|مستوى التنفيذ",
            I,
        ),
    ),
    ("states", re.compile(r"^recommending states?|^[ée]tats? (auteurs?|recommandants?)|^الدول(ة|) الموصية", I)),
    (
        "sdgs",
        re.compile(
            r"\b(?:SDGs?|ODDs?|ODS)\b|sustainable development|d[ée]veloppement durable|desarrollo sostenible"
            r"|التنمية المستدامة",
            I,
        ),
    ),
    ("position", re.compile(r"^(the )?(position|response|r[ée]ponse|posici[oó]n|respuesta)|^موقف|^الموقف|^الرد", I)),
    ("themes", re.compile(r"themes?\b|th[èe]mes?\b|\btemas?\b|المواضيع|الموضوع|مواضيع|موضوعات|الموضوعات", I)),
    ("groups", re.compile(r"affected persons|groups? of persons|groupes? de personnes|personas|فئات|الأشخاص", I)),
    ("recommendation", re.compile(r"^recomm[ae]ndations?|^recomendaci[oó]n|^(نص )?(التوصي|توصي)", I)),
)  # fmt: skip

THEME = re.compile(r"^(?:theme|thème|theme principal|tema|الموضوع|موضوع)\s*[:：]\s*(.*)$", I)
SOURCE = re.compile(
    r"(?:source\s+(?:of|for)\s+(?:the\s+)?position|source\s+de\s+la\s+position|fuente\s+de\s+la\s+posici[oó]n"
    r"|مصدر\s+(?:ال)?موقف(?:\s+الدولة)?)\s*[:：]?\s*",
    I,
)

# The parts of a theme cell; what follows the colon may stand on the same line.
PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "groups",
        re.compile(
            r"^(?:affected (?:persons?|groups?)|groups? of persons?|persons? affected|groupes? de personnes"
            r"|personnes (?:concernées|touchées|affectées)|grupos de personas|personas afectadas"
            r"|(?:فئات|مجموعات) الأشخاص|الأشخاص (?:المتأثرون|المتضررون|المعنيون)|الفئات (?:المتأثرة|المعنية))"
            r"\s*[:：]\s*(.*)$",
            I,
        ),
    ),
    (
        "sdgs",
        re.compile(
            r"^(?:relevant )?(?:SDGs?|ODDs?|ODS|sustainable development goals?|objectifs? de développement durable"
            r"|objetivos de desarrollo sostenible|أهداف التنمية المستدامة)\s*[:：]\s*(.*)$",
            I,
        ),
    ),
    ("themes", re.compile(r"^(?:human rights )?(?:themes?|thèmes?|temas?|المواضيع|الموضوعات)\s*[:：]\s*(.*)$", I)),
)  # fmt: skip

# What a title looks like: only there is the State sought among the words.
TITLE = re.compile(
    r"\b(?:UPR|EPU)(?:\d+|\b)|universal periodic review|examen périodique universel|examen periódico universal"
    r"|thematic list|liste thématique|lista temática|الاستعراض الدوري الشامل|قائمة (?:مواضيعية|موضوعية)",
    I,
)
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5,
    "premier": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "cinquième": 5,
    "الأولى": 1, "الثانية": 2, "الثالثة": 3, "الرابعة": 4, "الخامسة": 5,
}  # fmt: skip
CYCLE = re.compile(
    r"(\d)\s*(?:st|nd|rd|th|er|ère|e|ème|º)?\s*(?:cycle|ciclo)|(?:cycle|ciclo|الجولة)\s*(\d)\b"
    r"|(first|second|third|fourth|fifth|premier|deuxième|troisième|quatrième|cinquième)\s+cycle"
    r"|الجولة\s+(الأولى|الثانية|الثالثة|الرابعة|الخامسة)",
    I,
)
SESSION = re.compile(
    r"(\d{1,2})\s*(?:st|nd|rd|th|re|ère|e|ème|º|ª)?\s*(?:session|sesión|período|periodo)"
    r"|(?:session|الدورة)\s*(?:n[o°]\s*)?(\d{1,2})\b|\bUPR(\d{1,2})\b",
    I,
)

# Positions of Spanish lists, which the reference lists do not hold.
SPANISH_POSITIONS = {
    "apoyada": "supported", "aceptada": "supported", "anotada": "noted", "se toma nota": "noted",
    "apoyada parcialmente": "supported_in_part", "parcialmente apoyada": "supported_in_part",
    "parcialmente aceptada": "supported_in_part", "apoyada/anotada": "supported_in_part",
}  # fmt: skip
