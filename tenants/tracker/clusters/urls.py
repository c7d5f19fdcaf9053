"""Addresses of clusters and suggestions, under the recommendations."""

from django.urls import path

from tenants.tracker.clusters import change_views, suggestion_views, views

urlpatterns = [
    path("", views.clusters_page, name="clusters"),
    path("add/", views.add, name="add_cluster"),
    path("suggestions/", suggestion_views.suggested, name="suggestions"),
    path("suggestions/compute/", suggestion_views.compute, name="compute_suggestions"),
    path("suggestions/<uuid:pk>/", suggestion_views.decide, name="decide_suggestion"),
    path("<uuid:pk>/", views.cluster_page, name="cluster_page"),
    path("<uuid:pk>/describe/", views.describe, name="describe_cluster"),
    path("<uuid:pk>/gather/", change_views.gather, name="gather"),
    path("<uuid:pk>/release/", change_views.release, name="release"),
    path("<uuid:pk>/split/", change_views.split, name="split_cluster"),
    path("<uuid:pk>/merge/", change_views.merge, name="merge_clusters"),
    path("<uuid:pk>/delete/", change_views.delete, name="delete_cluster"),
]
