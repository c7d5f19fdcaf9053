from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "tenants.network"
    verbose_name = _("The network")

    def ready(self) -> None:
        from tenants.network import entrances

        entrances.register()
