"""The names under which sources print each field, in English, French and Arabic.

Compared without regard to case, accents, spaces and punctuation (see `columns.simplified`).
"""

NAMES: dict[str, tuple[str, ...]] = {
    "state": (
        "To", "SuR", "State under Review", "State under review (SuR)", "Reviewed State", "State reviewed",
        "State concerned", "Country", "Countries", "Country concerned", "Countries Concerned", "State",
        "État examiné", "État soumis à l’examen", "État faisant l’objet de l’examen", "État concerné", "Pays",
        "Pays concerné", "Pays examiné", "État",
        "الدولة موضوع الاستعراض", "الدولة محل الاستعراض", "الدولة قيد الاستعراض", "الدولة الخاضعة للاستعراض",
        "الدولة المستعرضة", "الدولة المعنية", "الدولة", "البلد", "البلد المعني",
    ),
    "text": (
        "Text", "Recommendation", "Recommendations", "Recommendation text", "Text of the recommendation",
        "Full text", "Recommandation", "Recommandations", "Texte", "Texte de la recommandation",
        "Libellé de la recommandation", "Intitulé de la recommandation", "Libellé",
        "التوصية", "التوصيات", "نص التوصية", "النص", "مضمون التوصية",
    ),
    "text_ar": ("text_ar", "Text (Arabic)", "Text (AR)", "Arabic text", "Arabic", "Recommendation (Arabic)",
                "Texte arabe", "Texte (arabe)", "Texte en arabe", "النص العربي", "النص بالعربية",
                "نص التوصية بالعربية", "التوصية بالعربية", "التوصية (عربي)"),
    "text_fr": ("text_fr", "Text (French)", "Text (FR)", "French text", "French", "Recommendation (French)",
                "Texte français", "Texte (français)", "Texte en français", "النص الفرنسي", "النص بالفرنسية",
                "نص التوصية بالفرنسية", "التوصية بالفرنسية", "التوصية (فرنسي)"),
    "text_en": ("text_en", "Text (English)", "Text (EN)", "English text", "English", "Recommendation (English)",
                "Texte anglais", "Texte (anglais)", "Texte en anglais", "النص الإنجليزي", "النص الإنكليزي",
                "النص بالإنجليزية", "نص التوصية بالإنجليزية", "التوصية بالإنجليزية", "التوصية (إنجليزي)"),
    "recommending_state": (
        "From", "RS", "Recommending State", "Recommending States", "Reccomending State", "Recommending country",
        "UPR Recommending States", "UPR Reccomending States", "State making the recommendation",
        "État auteur de la recommandation", "État recommandant", "État auteur", "États auteurs",
        "État à l’origine de la recommandation", "Pays recommandant", "Pays auteur",
        "الدولة الموصية", "الدول الموصية", "الدولة مقدمة التوصية", "الدول مقدمة التوصية",
        "الدولة صاحبة التوصية", "الجهة الموصية",
    ),
    "position": (
        "Response", "Position", "UPR Position", "State response", "Position of the State under review", "Reply",
        "Réponse", "Position de l’État", "Position de l’État examiné", "Réponse de l’État",
        "الموقف", "موقف الدولة", "الرد", "رد الدولة", "موقف الدولة موضوع الاستعراض", "الاستجابة",
    ),
    "action_category": (
        "Action", "Action category", "Category of action", "Catégorie d’action", "Type d’action",
        "فئة الإجراء", "الإجراء", "نوع الإجراء", "تصنيف الإجراء",
    ),
    "issues": (
        "Issue", "Issues", "Theme", "Themes", "Topic", "Topics", "Full list of themes", "Thème", "Thèmes",
        "Problématique", "Problématiques", "Sujet", "Sujets", "Thématique",
        "القضية", "القضايا", "الموضوع", "المواضيع", "الموضوعات", "المسألة", "المسائل",
    ),
    "session": (
        "Session", "UPR Session", "Session number", "WG session", "Working Group session", "Session de l’EPU",
        "Numéro de session", "الدورة", "دورة الاستعراض", "دورة الفريق العامل", "رقم الدورة",
    ),
    "cycle": ("Cycle", "UPR Cycle", "Round", "Cycle de l’EPU", "Cycle d’examen", "الجولة", "جولة الاستعراض", "الدور"),
    "paragraph": (
        "Paragraph", "Para", "Par.", "Paragraph number", "Recommendation number", "Paragraphe", "N° de paragraphe",
        "Numéro de recommandation", "الفقرة", "رقم الفقرة", "رقم التوصية",
    ),
    "symbol": (
        "Symbol", "Document symbol", "Document", "UN symbol", "Cote", "Cote du document",
        "رمز الوثيقة", "الوثيقة", "الرمز",
    ),
    "state_group": ("To-Rgrp", "SuR group", "SuR Rgrp", "Regional group of the State under review",
                    "Groupe régional de l’État examiné", "المجموعة الإقليمية للدولة موضوع الاستعراض"),
    "state_organisation": ("To-Org", "SuR organisation", "SuR Org", "Organisation de l’État examiné",
                           "منظمة الدولة موضوع الاستعراض"),
    "recommending_group": ("From-Rgrp", "RS group", "RS Rgrp", "Regional group of the recommending State",
                           "Recommending Regions", "Groupe régional de l’État auteur",
                           "المجموعة الإقليمية للدولة الموصية"),
    "recommending_organisation": ("From-Org", "RS organisation", "RS Org", "Organisation de l’État auteur",
                                  "منظمة الدولة الموصية"),
}  # fmt: skip

# Names that belong to whichever state column stands before them: (after state, after recommending state).
FOLLOWING: dict[tuple[str, str], tuple[str, ...]] = {
    ("state_group", "recommending_group"): (
        "Rgrp", "Regional group", "Region", "Group", "Groupe régional", "Région", "المجموعة الإقليمية", "المنطقة",
    ),
    ("state_organisation", "recommending_organisation"): (
        "Org", "Organisation", "Organization", "Organisations", "Organizations", "المنظمة", "المنظمات",
    ),
}  # fmt: skip
