"""Whether a title says what is done: its first word is a verb, or the noun by which Arabic and French name a deed.

The lists hold what plans of action begin with. A word that stands in none of them costs the writer only a hint.
"""

from __future__ import annotations

from functools import lru_cache

from shared.languages.arabic import normalise

_ENGLISH = """
    abolish accede add adopt align allocate allow amend announce apply appoint approve assess assign audit ban build
    bring carry collect commission complete conduct consult convene create criminalise criminalize decriminalise
    decriminalize define deliver deploy design develop disseminate distribute draft draw enact enable end enforce
    equip establish evaluate expand extend finance form fund gather give grant guarantee hold hire implement include
    increase inspect install institute integrate introduce issue launch lift lower make map monitor negotiate open
    operate organise organize pass pay pilot place prepare print procure prohibit provide publish put raise ratify
    recruit reduce refer reform refurbish register remove repeal replace report restore review revise run send set
    sign simplify staff submit supply survey table test train transfer translate transmit update upgrade withdraw write
    """
_FRENCH_NOUNS = """
    abrogation adhésion adoption achat allocation amendement application attribution audit campagne collecte
    conception concertation construction consultation création dépôt déploiement développement diffusion distribution
    élaboration enquête envoi équipement évaluation extension formation généralisation harmonisation inscription
    installation institution intégration lancement levée mise nomination organisation ouverture préparation publication
    ratification recensement recrutement réduction réexamen réforme rénovation renforcement révision signature
    soumission suppression traduction transmission
    """
_ARABIC = """
    إبرام إتاحة إجراء إحالة إحداث إدراج إدماج إدخال إذاعة إرسال إرساء إزالة إصدار إصلاح إضافة إطلاق إعادة إعداد إعلان
    إغلاق إقامة إقرار إلحاق إلغاء إلزام إنجاز إنشاء إنهاء إيداع إيفاد اتخاذ اختيار استحداث استكمال استعراض اعتماد
    افتتاح اقتناء انتداب انضمام الانضمام بدء بناء تأسيس تأهيل تبسيط تجريم تجهيز تحديث تحديد تحسين تحويل تخصيص تدريب
    تدشين ترجمة تركيب تزويد تسجيل تسمية تشغيل تشكيل تصميم تطبيق تطوير تعديل تعميم تعيين تغطية تفعيل تقديم تقصير تقليص
    تكليف تكوين تمديد تمكين تمويل تنظيم تنفيذ تهيئة توحيد توزيع توسيع توظيف توفير توقيع جمع حذف حصر حظر خفض دراسة دعم
    رفع رصد سحب سن شراء صرف صياغة ضم طباعة عرض عقد فتح فرض فصل كفالة مراجعة مسح مصادقة المصادقة منح مواءمة نشر نقل وضع
    وقف يصدر
    """
ENGLISH = frozenset(_ENGLISH.split())
FRENCH_NOUNS = frozenset(_FRENCH_NOUNS.split())
ARABIC = frozenset(normalise(word) for word in _ARABIC.split())


def begins_with_a_verb(title: str, language: str) -> bool:
    """Whether the title in `ar`, `en` or `fr` begins with a deed. One word alone says too little."""
    words = title.split()
    if len(words) < 2:
        return False
    first = words[0].strip("«»“”\"'.,:;()").lower()
    if language == "ar":
        return _is_an_arabic_deed(first)
    if language == "fr":
        return first.endswith(("er", "ir", "re")) or first in FRENCH_NOUNS
    return first in ENGLISH


@lru_cache(maxsize=4096)
def _is_an_arabic_deed(word: str) -> bool:
    """Kept in memory: a plan of thousands begins with the same few words."""
    return normalise(word) in ARABIC
