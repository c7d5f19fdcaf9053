from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "tenants.reporting"
    verbose_name = _("Calendar")

    def ready(self) -> None:
        from tenants.reporting import entrances
        from tenants.reporting.dossiers import jobs  # noqa: F401  importing jobs names their runners

        entrances.register()
