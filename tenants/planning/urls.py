"""Addresses of the plan."""

from django.urls import path

from tenants.planning.views import actions as action_views
from tenants.planning.views import carrying, indicators, measurements, milestones, national, plan, versions

app_name = "planning"

urlpatterns = [
    path("", plan.plan, name="plan"),
    path("start/", plan.start, name="start"),
    path("rename/", plan.rename, name="rename"),
    path("carry/", carrying.carry, name="carry"),
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
    path("indicators/", indicators.listing, name="indicators"),
    path("indicators/add/", indicators.add, name="add_indicator"),
    path("indicators/<uuid:pk>/", indicators.indicator, name="indicator"),
    path("indicators/<uuid:pk>/edit/", indicators.edit, name="edit_indicator"),
    path("indicators/<uuid:pk>/attach/", indicators.attach, name="attach_indicator"),
    path("indicators/<uuid:pk>/retire/", indicators.retire, name="retire_indicator"),
    path("indicators/<uuid:pk>/restore/", indicators.restore, name="restore_indicator"),
    path("indicators/<uuid:pk>/measure/", measurements.measure, name="measure"),
    path("measurements/<uuid:pk>/correct/", measurements.correct, name="correct_measurement"),
    path("national/", national.listing, name="national"),
    path("national/add/", national.add, name="add_national_item"),
    path("national/<uuid:pk>/edit/", national.edit, name="edit_national_item"),
    path("national/<uuid:pk>/retire/", national.retire, name="retire_national_item"),
    path("national/<uuid:pk>/restore/", national.restore, name="restore_national_item"),
]
