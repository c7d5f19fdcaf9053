from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "tenants.planning"
    verbose_name = _("Implementation plan")

    def ready(self) -> None:
        from tenants.planning import entrances

        entrances.register()
