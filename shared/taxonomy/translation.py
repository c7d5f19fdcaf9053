"""Which fields exist in three languages. Labels fall back to English; texts of sources elsewhere never do."""

from modeltranslation.translator import TranslationOptions, translator

from shared.taxonomy import models


class TermTranslation(TranslationOptions):
    fields: tuple[str, ...] = ("label",)
    fallback_languages = {"default": ("en",)}


class MechanismTranslation(TermTranslation):
    fields = ("short_label",)


class ActionCategoryTranslation(TermTranslation):
    fields = ("verbs",)


class CapacityTranslation(TermTranslation):
    fields = ("definition",)


OWN_OPTIONS: dict[type[models.Term], type[TermTranslation]] = {
    models.Mechanism: MechanismTranslation,
    models.ActionCategory: ActionCategoryTranslation,
    models.Capacity: CapacityTranslation,
}

for term in models.Term.__subclasses__():
    translator.register(term, OWN_OPTIONS.get(term, TermTranslation))
