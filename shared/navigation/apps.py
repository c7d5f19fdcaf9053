from django.apps import AppConfig


class NavigationConfig(AppConfig):
    name = "shared.navigation"
    verbose_name = "Navigation"
