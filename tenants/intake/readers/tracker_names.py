"""The names under which ministries and national mechanisms print the columns of their own tables.

Compared like those of `column_names`, whose fields stand here too. Where both know a word, it means here what it
means in such tables: "Action" is what was done, "State" who recommended. A name may end in its language.
"""

from tenants.intake.readers.column_names import NAMES

OTHERWISE_HERE = frozenset({"state", "issues", "action_category", "paragraph", "position", "session", "symbol"})

TRACKER_NAMES: dict[str, tuple[str, ...]] = {
    **{field: names for field, names in NAMES.items() if field not in OTHERWISE_HERE},
    "text": (
        *NAMES["text"],
        "Wording", "Libellé des recommandations", "Texte des recommandations", "Contenu de la recommandation", "Énoncé",
        "نص التوصيات", "محتوى التوصية", "فحوى التوصية", "صيغة التوصية", "منطوق التوصية",
    ),
    "state": ("SuR", "State under Review", "Reviewed State", "État examiné", "الدولة موضوع الاستعراض"),
    "recommending_state": (
        *NAMES["recommending_state"],
        "State", "States", "Country", "Countries", "État", "États", "Pays", "الدولة", "الدول", "البلد",
        "recommending state", "État(s) auteur(s)",
    ),
    "recommending_state_other": ("Recommending State in another language",),
    "position": (*NAMES["position"], "Accepted / noted", "Acceptée ou notée", "موقف الدولة من التوصية", "القبول"),
    "session": (*NAMES["session"], "دورة الاستعراض الدوري الشامل"),
    "symbol": (
        "Symbol", "Document symbol", "UN symbol", "Reference", "Ref", "Ref.", "Source document", "Cote",
        "Cote du document", "Référence", "Réf.", "Document de référence", "Références",
        "رمز الوثيقة", "الرمز الأممي", "المرجع", "رقم الوثيقة", "مرجع التوصية", "الوثيقة المرجعية",
    ),
    "paragraph": (*NAMES["paragraph"], "§", "Paragraphes", "رقم الفقرة في التقرير"),
    "number": (
        "No", "No.", "N°", "Nº", "#", "Number", "Num", "Numéro", "N° d’ordre", "Id", "Serial", "S/N", "Ordre",
        "الرقم", "رقم", "م", "ت", "ر.ت", "الرقم التسلسلي", "التسلسل", "الرقم الترتيبي", "العدد الرتبي",
    ),
    "code": (
        "Code", "Code de la recommandation", "Recommendation code", "Recommendation ID", "Identifiant", "ID code",
        "الرمز", "رمز التوصية", "كود التوصية", "الكود", "معرف التوصية",
    ),
    "mechanism": (
        "Mechanism", "Mechanisms", "UN mechanism", "Human rights mechanism", "Source", "Mécanisme", "Mécanismes",
        "Mécanisme onusien", "Type de mécanisme", "Source de la recommandation",
        "الآلية", "الآليات", "آلية حقوق الإنسان", "الآلية الأممية", "الآلية الدولية", "مصدر التوصية", "المصدر",
    ),
    "body": (
        "Body", "Committee", "Treaty body", "Recommending body", "UN body", "Organe", "Organ", "Comité",
        "Organe conventionnel", "Organe de traité", "Convention", "Treaty", "Instrument",
        "اللجنة", "الهيئة", "هيئة المعاهدة", "الهيئة التعاهدية", "اللجنة التعاهدية", "الاتفاقية", "اللجنة المعنية",
    ),
    "mandate": (
        "Mandate", "Special procedure", "Mandate holder", "Mandat", "Procédure spéciale", "Titulaire de mandat",
        "الولاية", "الإجراء الخاص", "المكلف بالولاية", "صاحب الولاية",
    ),
    "mandate_other": ("Mandate in another language",),
    "issues": (*NAMES["issues"], "Right", "Rights", "Droit", "Droits", "الحق", "الحقوق", "التصنيف"),
    "axis": (
        "Axis", "Pillar", "Area", "Axe", "Axes", "Domaine", "Pilier", "المحور", "المحاور", "المجال", "المحور الرئيسي",
    ),
    "sub_axis": (
        "Sub-axis", "Sub-area", "Sub-theme", "Sous-axe", "Subaxis", "Sous-thème", "Sous-domaine",
        "المحور الفرعي", "الموضوع الفرعي", "المجال الفرعي",
    ),
    "groups": (
        "Group", "Groups", "Affected persons", "Affected groups", "Groups of persons", "Target group", "Groupe",
        "Groupes", "Personnes concernées", "Groupe cible", "Catégorie de personnes",
        "الفئة", "الفئات", "الفئة المستهدفة", "الفئات المستهدفة", "الفئات المعنية",
    ),
    "sdgs": ("SDG", "SDGs", "ODD", "Sustainable Development Goals", "أهداف التنمية المستدامة", "هدف التنمية المستدامة"),
    "lead": (
        "Lead", "Lead body", "Lead ministry", "Lead agency", "Lead institution", "Responsible", "Responsible body",
        "Responsible bodies", "Responsible institution", "Responsible ministry", "Responsibility", "Focal ministry",
        "Responsable", "Responsables", "Organisme responsable", "Entité responsable", "Chef de file",
        "Département responsable", "Ministère responsable", "Département chef de file", "Entité chef de file",
        "Institution responsable", "Secteur responsable", "Départements concernés", "Partie responsable", "Pilote",
        "الجهة المسؤولة", "الجهات المسؤولة", "الجهة المعنية", "الجهات المعنية", "الجهة الرائدة", "الجهة القائدة",
        "الجهة المنفذة", "الجهات المنفذة", "الجهة الرئيسية", "الجهة المكلفة", "القطاع المسؤول", "القطاعات المعنية",
        "الوزارة المعنية", "جهة التنفيذ", "الجهة المسؤولة عن التنفيذ", "الجهة المختصة", "الجهات المختصة", "المسؤول",
    ),
    "lead_other": ("Lead body in another language",),
    "support": (
        "Support", "Supporting", "Supporting body", "Supporting bodies", "Partners", "Partner", "Other bodies",
        "Supporting institutions", "Appui", "En appui", "Partenaires", "Partenaire", "Entités d’appui",
        "Organismes partenaires", "Départements partenaires", "Intervenants", "Parties prenantes",
        "الجهة المساندة", "الجهات المساندة", "الجهات الداعمة", "الجهة الداعمة", "الشركاء", "الجهات الشريكة",
        "الجهة الشريكة", "الأطراف المتدخلة", "المتدخلون", "الجهات المشاركة", "الجهات المتعاونة", "الجهة المشاركة",
    ),
    "support_other": ("Supporting bodies in another language",),
    "status": (
        "Status", "Implementation status", "State of implementation", "Level of implementation", "Implementation",
        "Statut", "État", "État d’avancement", "État de mise en œuvre", "Niveau de mise en œuvre", "Mise en œuvre",
        "État de réalisation", "Situation", "Degré de mise en œuvre",
        "الحالة", "حالة التنفيذ", "وضعية التنفيذ", "مستوى التنفيذ", "وضع التنفيذ", "حالة التوصية", "الوضعية",
        "حالة الإنجاز", "وضعية الإنجاز", "مدى التنفيذ", "موقف التنفيذ",
    ),
    "progress": (
        "Progress", "Progress %", "Progress pct", "% progress", "Percentage", "Completion", "% of implementation",
        "Taux", "Taux de réalisation", "Taux d’avancement", "Avancement", "Pourcentage", "% de réalisation",
        "نسبة الإنجاز", "نسبة التنفيذ", "النسبة", "نسبة التقدم", "النسبة المئوية", "نسبة الإنجاز %",
    ),
    "assessed_on": (
        "Year", "Date", "As of", "Date of assessment", "Assessment date", "Last update", "Updated", "Année",
        "Date d’évaluation", "Date de mise à jour", "Mise à jour", "Mis à jour le",
        "السنة", "العام", "التاريخ", "تاريخ التقييم", "تاريخ التحديث", "آخر تحديث", "سنة التقييم",
    ),
    "due_on": (
        "Timeframe", "Time frame", "Timeline", "Deadline", "Due", "Due date", "Target date", "Schedule", "Échéance",
        "Échéancier", "Délai", "Délais", "Calendrier", "Date limite", "Date butoir",
        "الإطار الزمني", "المدى الزمني", "الأجل", "الآجال", "موعد التنفيذ", "الموعد النهائي", "تاريخ الاستحقاق",
        "الجدول الزمني", "مدة التنفيذ", "أجل التنفيذ", "المدة الزمنية",
    ),
    "action": (
        "Action", "Actions", "Action taken", "Actions taken", "Measures", "Measures taken", "Activities", "Activity",
        "Mesures", "Mesures prises", "Actions prises", "Actions réalisées", "Activités", "Mesures adoptées",
        "الإجراء", "الإجراءات", "الإجراءات المتخذة", "التدابير", "التدابير المتخذة", "الأنشطة", "النشاط",
        "إجراءات التنفيذ", "الجهود المبذولة", "ما تم إنجازه", "المنجزات", "الإنجازات",
    ),
    "indicator": (
        "Indicator", "Indicators", "Indicateur", "Indicateurs", "المؤشر", "المؤشرات", "مؤشر الأداء", "مؤشرات الأداء",
    ),
    "evidence": (
        "Evidence", "Means of verification", "Proof", "Sources of verification", "Preuves", "Éléments de preuve",
        "Moyens de vérification", "Justificatifs", "Pièces justificatives",
        "الأدلة", "الدليل", "وسائل التحقق", "المستندات", "الوثائق الداعمة", "الإثباتات", "المرفقات",
    ),
    "remarks": (
        "Remarks", "Remark", "Comments", "Comment", "Notes", "Observations", "Commentaires", "Commentaire", "Remarques",
        "ملاحظات", "الملاحظات", "ملاحظة", "تعليقات", "التعليق", "التعليقات",
    ),
}  # fmt: skip

# Endings that only say in which language the column is.
LANGUAGE_ENDINGS = (
    "fr", "ar", "en", "french", "arabic", "english", "francais", "arabe", "anglais", "enfrancais", "enarabe",
    "enanglais", "بالفرنسيه", "بالعربيه", "بالانجليزيه", "عربي", "فرنسي", "انجليزي", "العربيه", "الفرنسيه",
)  # fmt: skip
# How a line that only adds others up begins.
TOTALS = ("total", "sous total", "grand total", "sum", "somme", "المجموع", "مجموع", "الاجمالي", "اجمالي")
# The words of the Universal Periodic Review, however they are spelled on.
UPR_WORDS = (
    "universal periodic", "upr", "examen periodique univers", "epu", "الاستعراض الدوري الشامل", "الاستعراض الدوري",
)  # fmt: skip
# How far something is, when the file says it in figures only: beside the words of an account.
PROGRESS_SAID = {
    "ar": "نسبة الإنجاز في الملف: {0} %",
    "fr": "Avancement selon le fichier : {0} %",
    "en": "Progress in the file: {0}%",
}
# How statuses are put: beginnings of folded words, the rung they stand for, and the value of that name where a scale
# has it. What denies stands before what it denies.
STATUS_WORDS = (
    ("non prevu", "not_implemented", "not_planned"), ("not planned", "not_implemented", "not_planned"),
    ("rejet", "not_implemented", "not_planned"), ("لا يعتزم", "not_implemented", "not_planned"),
    ("non ", "not_started", "not_started"), ("not ", "not_started", "not_started"),
    ("pas ", "not_started", "not_started"), ("aucun", "not_started", "not_started"),
    ("لم ", "not_started", "not_started"), ("غير ", "not_started", "not_started"),
    ("pending", "not_started", "not_started"), ("en attente", "not_started", "not_started"),
    ("partiel", "partly", "partially"), ("partial", "partly", "partially"), ("partly", "partly", "partially"),
    ("جزيي", "partly", "partially"), ("منفذه جزيي", "partly", "partially"),
    ("continu", "in_progress", "continuous"), ("مستمر", "in_progress", "continuous"),
    ("planifi", "not_started", "planned"), ("planned", "not_started", "planned"),
    ("programm", "not_started", "planned"),
    ("prevu", "not_started", "planned"), ("مخطط", "not_started", "planned"), ("مبرمج", "not_started", "planned"),
    ("en cours", "in_progress", "in_progress"), ("in progress", "in_progress", "in_progress"),
    ("ongoing", "in_progress", "in_progress"), ("under way", "in_progress", "in_progress"),
    ("قيد ", "in_progress", "in_progress"), ("جار", "in_progress", "in_progress"),
    ("في طور", "in_progress", "in_progress"), ("تحت ", "in_progress", "in_progress"),
    ("realis", "implemented", "implemented"), ("mise en oeuvre", "implemented", "implemented"),
    ("mis en oeuvre", "implemented", "implemented"), ("acheve", "implemented", "implemented"),
    ("execut", "implemented", "implemented"), ("implemented", "implemented", "implemented"),
    ("completed", "implemented", "implemented"), ("done", "implemented", "implemented"),
    ("achieved", "implemented", "implemented"), ("fully", "implemented", "implemented"),
    ("نفذ", "implemented", "implemented"), ("منفذ", "implemented", "implemented"),
    ("منجز", "implemented", "implemented"), ("انجز", "implemented", "implemented"),
    ("مكتمل", "implemented", "implemented"), ("تم ", "implemented", "implemented"),
    ("كلي", "implemented", "implemented"),
)  # fmt: skip
