"""Addresses of the list and the record."""

from django.urls import include, path

from tenants.tracker.listing import bulk, export, views

app_name = "tracker"

urlpatterns = [
    path("", views.recommendations, name="list"),
    path("export/<str:kind>/", export.export, name="export"),
    path("views/save/", views.save_view, name="save_view"),
    path("views/<uuid:pk>/forget/", views.forget_view, name="forget_view"),
    path("bulk/", bulk.change, name="bulk"),
    path("bulk/<uuid:pk>/undo/", bulk.undo, name="bulk_undo"),
    path("scales/", include("tenants.tracker.scales.urls")),
    path("clusters/", include("tenants.tracker.clusters.urls")),
    path("criteria/", include("tenants.tracker.priorities.urls")),
    path("<uuid:pk>/", include("tenants.tracker.record.urls")),
]
