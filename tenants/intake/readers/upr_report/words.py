"""What Working Group reports say in the three languages, as patterns. Arabic is matched without marks and tatweel."""

from __future__ import annotations

import re

ARABIC_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
MARKS = re.compile(r"[\u064b-\u0652\u0640]")
ANY = re.IGNORECASE

CONCLUSIONS = re.compile(
    r"conclusions?\s*(?:and\s*/\s*or|and|or|/)\s*recommendations?"
    r"|conclusions?\s*(?:et\s*/\s*ou|et|ou|/)\s*recommandations?"
    r"|(?:ال)?(?:استنتاجات|نتائج)\s*(?:و\s*/\s*(?:أو|او)|و|/)\s*(?:أو\s*)?(?:ال)?توصيات",
    ANY,
)
_ORDINAL = r"(?:[IVX]{1,4}\s*[.\-–—]?|[1-9]\s*[.\-–]|(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا)ا?\s*[.\-–—]?)"
HEADING = re.compile(rf"^(?:{_ORDINAL}\s*)?(?:{CONCLUSIONS.pattern})\s*[*\u2217\d]{{0,3}}\s*[.:]?$", ANY)
_PLEDGES = (
    r"(?:voluntary\s+(?:pledges?|commitments?)(?:\s+and\s+(?:other\s+)?(?:pledges?|commitments?))?"
    r"(?:\s+(?:of|by|made\s+by)\s+the\s+state\s+under\s+review)?"
    r"|(?:engagements|promesses|annonces)\s.{0,60}|(?:ال)?(?:تعهدات|التزامات)\s.{0,60})"
)
OTHER_HEADING = re.compile(
    r"^(?:(?:III|IV|V)\s*[.\-–—]|(?:ثالثا|رابعا)\s*[.\-–—])\s*\S"
    rf"|^(?:[IVX]{{1,4}}\s*[.\-–—]\s*)?{_PLEDGES}\s*[.*]{{0,4}}$"
    r"|^(?:annexe?s?|appendi(?:x|ces)|المرفق(?:ات)?|مرفق|التذييل)(?:\s*(?:[IVX]{1,3}|\d|الأول|الثاني))?\s*[*.:]{0,2}$"
    r"|^composition\s+(?:of\s+the|de\s+la)\s+d[ée]l[ée]gation|^(?:تشكيل|تكوين|تشكيلة)\s+(?:ال)?وفد",
    ANY,
)
CLOSING = re.compile(
    r"(?:all|the)\s+conclusions?\s+and\s*/?\s*or\s+recommendations?\s+(?:contained|in\s+the\s+present)"
    r"|reflect\s+the\s+positions?\s+of\s+the\s+submitting|should\s+not\s+be\s+construed\s+as\s+endorsed"
    r"|(?:toutes\s+)?les\s+conclusions\s+(?:et\s*/?\s*ou|et)\s+(?:les\s+)?recommandations\s+(?:figurant|contenues|formulées\s+dans)"
    r"|ne\s+(?:sauraient|doivent|devraient|doit)\s+(?:pas\s+)?être\s+(?:considérées|interprétées)"
    r"|(?:جميع|كل|إن)\s+.{0,20}(?:استنتاجات|نتائج).{0,30}الواردة\s+في\s+هذا\s+التقرير",
    ANY | re.DOTALL,
)
TITLE = re.compile(
    r"report\s+of\s+the\s+working\s+group\s+on\s+the\s+universal(?:\s+periodic(?:\s+review)?)?"
    r"|rapport\s+du\s+groupe\s+de\s+travail\s+sur\s+l.examen\s+périodique(?:\s+universel)?"
    r"|تقرير\s+الفريق\s+العامل\s+المعني\s+بالاستعراض\s+الدوري(?:\s+الشامل)?",
    ANY,
)
REPLY = re.compile(
    r"views\s+on\s+conclusions?\s+and\s*/?\s*or\s+recommendations?"
    r"|observations\s+sur\s+les\s+conclusions\s+et\s*/?\s*ou\s+recommandations"
    r"|آراء\s+.{0,30}(?:استنتاجات|توصيات)",
    ANY | re.DOTALL,
)

# Positions, asked for in this order; see positions.py. Each is a pattern over one clause.
NOT_SUPPORTED = re.compile(
    r"\b(?:do|does|did|have|has|had|are|is|were|was|could|can|would|will|shall|may)\s*n[o']t\s+(?:\w+\s+){0,4}?"
    r"(?:enjoy|support|accept|endors|agree|receiv|have\s+the\s+support|meet|in\s+a\s+position|garner|gain|"
    r"acceptable|fall\s+within)"
    r"|\bexpress(?:es|ed)?\s+(?:its\s+)?reservations?|\bcannot\s+(?:\w+\s+){0,2}?(?:enjoy|accept|support|be\s+accepted|be\s+supported|endorse|agree)"
    r"|\breject(?:s|ed)?\b|\bunable\s+to\s+(?:accept|support)|\bnot\s+(?:accepted|supported|acceptable)\b"
    r"|\bfactually\s+(?:incorrect|wrong|inaccurate)|\bf[ae]ll(?:s|ing)?\s+(?:outside|beyond)\s+the\s+(?:scope|mandate)"
    r"|\bdeclin(?:es|ed)\b|\bwithout\s+the\s+support\b|\bnot\s+enjoy(?:ing)?\b|\bnot\s+in\s+a\s+position\s+to\s+(?:accept|support)"
    r"|\bn.(?:ont|a|est|appuie|appuient|accepte|acceptent|emporte\w*|obtien\w+)\s+(?:pas|aucun)"
    r"|\bne\s+(?:\w+\s+){0,2}?(?:recueill|bénéfici|reçoi|sont|soutien|souscri|emport|jouiss|rencontr|obtien|peu[tv]|"
    r"saurai|soutient|soutiennent|tombent|relèvent)\w*\s+(?:\w+\s+)?(?:pas|être|accept|aucun)"
    r"|\bn.ont\s+pas\s+(?:recueilli|reçu|été\s+accept|bénéfici|obtenu)|\brejet(?:te|tent|ée?s?|és?)\b|\brefus\w+"
    r"|(?:لا|لم|لن|ليست?|غير)\s+(?:\S+\s+){0,3}?(?:ت?يؤيد|تؤيد\S*|تحظ\S*|يحظ\S*|تقبل\S*|يقبل\S*|تلق\S*|تنل|مقبول\S*|تدعم\S*|توافق|"
    r"يمكن\S*\s+(?:\S+\s+){0,2}?(?:قبول|تأييد|أن\s+(?:تقبل|تؤيد))|في\s+وضع)"
    r"|(?:ت?رفض\S*|مرفوضة|يتعذر\s+\S*\s*(?:قبول|تأييد))",
    ANY,
)
IMPLEMENTED = re.compile(
    r"\balready\s+(?:been\s+)?(?:\w+\s+)?(?:implement|achiev|compli|fulfil|realiz|in\s+place|under\s+implement)"
    r"|\bin\s+(?:the\s+)?(?:process|course)\s+of\s+(?:being\s+)?implement|\b(?:are|is|being)\s+(?:already\s+)?(?:being\s+)?implemented"
    r"|\bha(?:s|ve)\s+(?:already\s+)?been\s+implemented|\bunder\s+implementation\b"
    r"|\bdéjà\s+(?:été\s+)?(?:mis|appliqu|réalis|exécut|satisf|suivi|en\s+œuvre|en\s+oeuvre)"
    r"|\ben\s+(?:cours|voie)\s+(?:d.|de\s+)(?:application|mise|exécution|réalisation|être)"
    r"|(?:نفذت|منفذة|نفذها|نفذتها|تنفذ|مطبقة|طبقت|ينفذ|تنفيذها)\s*(?:\S+\s+){0,3}?(?:بالفعل|فعلا|سلفا|قيد|بصدد|أو|جار|طور|حاليا)"
    r"|(?:قيد|طور|بصدد|سبيلها\s+إلى)\s+التنفيذ",
    ANY,
)
IN_PART = re.compile(
    r"\b(?:partially|partly)\s+(?:\w+\s+)?(?:support|accept|enjoy|endors)"
    r"|\b(?:support|accept)(?:s|ed)?\s+(?:\w+\s+)?(?:in\s+part|partially|partly)\b|\benjoy(?:s|ed)?\s+(?:the\s+)?partial\s+support"
    r"|\bpartiellement|\ben\s+partie\b|\bpartiel(?:le)?\b|جزئيا|جزئي\b|تأييدا\s+جزئيا",
    ANY,
)
SUPPORTED = re.compile(
    r"\benjoy(?:s|ed)?\b.{0,40}\bsupport|\b(?:has|have|had|met|received?|gained?|garner(?:ed)?|meet)\s+(?:\w+\s+){0,2}?(?:support|approval|agreement)\b"
    r"|\b(?:has|have|were|are|was|is|been|be)\s+(?:\w+\s+){0,2}?(?:supported|accepted|endorsed|agreed|approved)\b"
    r"|\b(?:fully\s+)?(?:accepts?|accepted|supports?|supported|endorses?|endorsed)\b|\bacceptable\s+to\b|\bagree(?:s|d)?\s+(?:with|to|on)\b"
    r"|\bin\s+agreement\s+with|\bwith\s+the\s+support\s+of|\bcommit(?:s|ted)\s+itself"
    r"|\b(?:recueill|recueil|reçoi|reçu|bénéfici|emport|obt(?:enu|ien)|rencontr|jouiss)\w*\b.{0,30}?(?:appui|adhésion|agrément|assentiment|soutien|accord|approbation)"
    r"|\b(?:accepte|acceptent|acceptées?|accepté|appuie|appuient|appuyées?|approuve|approuvées?|souscrit|adhère|soutient|soutenues?)\b"
    r"|(?:تحظى|حظيت|يحظى|حظي|نالت|تنال|لقيت|تلقى)\s+(?:\S+\s+){0,3}?(?:ب?ال?تأييد|ب?تأييد\S*|ب?قبول|ب?موافقة|ب?دعم)"
    r"|(?:تؤيد|أيدت|أيدتها|يؤيد|تقبل|قبلت|قبلتها|وافقت|توافق|مقبولة|بتأييد|بالتأييد|بدعم|تأييد\S*)",
    ANY,
)
PENDING = re.compile(
    r"\b(?:will|shall)\s+(?:\w+\s+){0,3}?(?:examin|consider|provid|respond|repl|stud|review|give|present|submit|revert|inform|be\s+examin)"
    r"|\bresponses?\b.{0,120}\bwill\s+be\b|\bwill\s+be\s+(?:\w+\s+){0,3}?(?:examin|consider|provid|includ|stud|review|present|respond|given)"
    r"|\bunder\s+(?:consideration|examination|study)\b|\bpending\b|\b(?:needs?|requires?)\s+(?:further\s+)?(?:consideration|examination|study)"
    r"|\b(?:seront|sera)\s+(?:\w+\s+){0,3}?(?:examin|étudi|consid|inclu|présent|consign|incorpor|communiqu|fourni|donn|port)"
    r"|\b(?:examinera|étudiera|répondra|fournira|donnera|apportera|présentera|fera|communiquera)\b|\ben\s+(?:cours\s+d.examen|suspens|attente)"
    r"|(?:ست|سي)(?:نظر|درس|بحث|قدم|رد|كون\s+محل|تم|جري|خضع|عكف|دلي|تيح|وفر|وافي|وضع|دمج|درج)"
    r"|سوف\s+\S+|قيد\s+(?:النظر|الدراسة|البحث)",
    ANY,
)
NOTED = re.compile(
    r"\b(?:are|is|were|was|been|be|being|has|have|thus|duly|only)\s+(?:\w+\s+)?noted\b|\btak(?:es?|ing|en)\s+(?:due\s+)?note\b|\btook\s+note\b|\bnotes?\s+the\s+(?:following\s+)?recommendations"
    r"|\bpr(?:end|ennent|is|ises?|end\s+acte)\s+(?:\w+\s+)?(?:note|acte)|\b(?:a|ont|sont|été)\s+(?:\w+\s+)?notées?\b|\bpris(?:es?)?\s+(?:\w+\s+)?note\b"
    r"|(?:أحاط\S*|تحيط|يحيط|يحاط|أحيط|محاط\S*|الإحاطة|تحاط)\s+(?:\S+\s+){0,4}?علم",
    ANY,
)
ABOVE = re.compile(
    r"\babove\b|\bthese\s+recommendations|\bci-dessus|\bqui\s+précèdent|\bces\s+recommandations|أعلاه|السابقة|السالفة|هذه\s+التوصيات|المذكورة\s+آنفا",
    ANY,
)
BELOW = re.compile(
    r"\bbelow\b|\bfollowing\b|\bci-après|\bci-dessous|\bsuivantes?\b|أدناه|التالي|الآتي|فيما\s+يلي|المبينة|كما\s+يلي",
    ANY,
)
COMMENTS = re.compile(
    r"\b(?:following|offers?|makes?|provides?|these)\s+(?:\w+\s+)?(?:comments?|explanations?|clarifications?|observations?|responses?|pledges?|commitments?)\b"
    r"|\b(?:observations|commentaires|réponses|engagements|précisions)\s+(?:ci-après|suivante?s)|(?:التعليقات|الملاحظات|التعهدات|الالتزامات|الردود)\s+التالية",
    ANY,
)
OTHERS = re.compile(
    r"\b(?:the|all)\s+other\s+recommendations\b|\bles\s+autres\s+recommandations\b|(?:سائر|بقية|باقي)\s+التوصيات|التوصيات\s+الأخرى",
    ANY,
)
ANNOUNCED = re.compile(
    r"\bthe\s+following\s+recommendations\b|\brecommendations\s+(?:formulated|listed|made|below)\b"
    r"|\brecommandations\s+(?:ci-après|ci-dessous|formulées|suivantes|énumérées)|التوصيات\s+(?:التالية|الواردة|المدرجة|المقدمة)",
    ANY,
)
PARAGRAPHS = re.compile(r"\bpara(?:graph|graphe)?s?\b|الفقر", ANY)
RECOMMENDATION = re.compile(r"recomm[ea]nd|suggest|توصي|أوص", ANY)


def plain(text: str) -> str:
    """The text as these patterns expect it: figures of Europe, no Arabic vowel marks, plain apostrophes."""
    return MARKS.sub("", text.translate(ARABIC_DIGITS)).replace("\u2019", "'").replace("\u02bc", "'")
