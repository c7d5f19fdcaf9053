from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    name = "tenants.tracker"
    verbose_name = _("Recommendations")

    def ready(self) -> None:
        from tenants.tracker import entrances

        entrances.register()
