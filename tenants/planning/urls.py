"""Addresses of the plan."""

from django.urls import path

from tenants.planning.views import actions as action_views
from tenants.planning.views import milestones, plan, versions

app_name = "planning"

urlpatterns = [
    path("", plan.plan, name="plan"),
    path("start/", plan.start, name="start"),
    path("move/", plan.move, name="move"),
    path("adopt/", plan.adopt, name="adopt"),
    path("versions/<uuid:pk>/", versions.version, name="version"),
    path("versions/<uuid:pk>/since/", versions.since, name="since"),
    path("versions/<uuid:pk>/since/<uuid:earlier>/", versions.between, name="between"),
    path("actions/add/", action_views.add, name="add_action"),
    path("actions/<uuid:pk>/", action_views.action, name="action"),
    path("actions/<uuid:pk>/edit/", action_views.edit, name="edit_action"),
    path("actions/<uuid:pk>/serves/", action_views.serves, name="serves"),
    path("actions/<uuid:pk>/standing/", action_views.standing, name="standing"),
    path("actions/<uuid:pk>/milestones/add/", milestones.add, name="add_milestone"),
    path("milestones/<uuid:pk>/reach/", milestones.reach, name="reach_milestone"),
    path("milestones/<uuid:pk>/move/", milestones.move, name="move_milestone"),
    path("milestones/<uuid:pk>/remove/", milestones.remove, name="remove_milestone"),
]
