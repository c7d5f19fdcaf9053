from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchivesConfig(AppConfig):
    name = "tenants.archives"
    verbose_name = _("Archives")

    def ready(self) -> None:
        from tenants.archives import entrances, jobs  # noqa: F401  the worker's function is named by its module

        entrances.register()
