from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DesignConfig(AppConfig):
    """The face: style sheets, icons, faces, template tags and the pages that belong to no other app."""

    name = "mutabaa.design"
    verbose_name = _("Design")
