from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LanguagesConfig(AppConfig):
    """Arabic, English and French: comparison of texts, numbers, dates, catalogues, the language in the path."""

    name = "shared.languages"
    verbose_name = _("Languages")
