from modeltranslation.translator import TranslationOptions, register

from tenants.institutions.models import Institution


@register(Institution)
class InstitutionTranslation(TranslationOptions):
    fields = ("name",)
