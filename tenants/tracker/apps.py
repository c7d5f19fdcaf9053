from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    name = "tenants.tracker"
    verbose_name = _("Recommendations")

    def ready(self) -> None:
        from tenants.members.actions.settings import when_changed
        from tenants.tracker import entrances, status

        entrances.register()
        when_changed("status_rule", status.derive_all)
