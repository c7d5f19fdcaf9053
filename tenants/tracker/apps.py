from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrackerConfig(AppConfig):
    name = "tenants.tracker"
    verbose_name = _("Recommendations")

    def ready(self) -> None:
        from tenants.members.actions.settings import when_changed
        from tenants.tracker import entrances, status
        from tenants.tracker.clusters import jobs as cluster_jobs  # noqa: F401  importing jobs names their runners
        from tenants.tracker.priorities import jobs as priority_jobs  # noqa: F401

        entrances.register()
        when_changed("status_rule", status.derive_all)
