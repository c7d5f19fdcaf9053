from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationConfig(AppConfig):
    name = "tenants.consultation"
    verbose_name = _("Consultations")

    def ready(self) -> None:
        from tenants.consultation import entrances, jobs  # noqa: F401  jobs registers its runners

        entrances.register()
