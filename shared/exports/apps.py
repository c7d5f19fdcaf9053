from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    """Tables that leave the house: CSV and Excel files made of headers and rows."""

    name = "shared.exports"
    verbose_name = _("Exports")
