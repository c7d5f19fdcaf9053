from modeltranslation.translator import TranslationOptions, register

from tenants.members.models import ResponsibleBody


@register(ResponsibleBody)
class ResponsibleBodyTranslation(TranslationOptions):
    fields = ("name", "short_name")
