from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "tenants.intake"
    verbose_name = _("Import")

    def ready(self) -> None:
        from tenants.intake import entrances, jobs  # noqa: F401  importing jobs names their runners

        entrances.register()
