"""Addresses of the scales, under the list."""

from django.urls import path

from tenants.tracker.scales import views

urlpatterns = [
    path("", views.scale, name="scales"),
    path("<str:kind>/", views.scale, name="scale"),
    path("<str:kind>/add/", views.add, name="scale_add"),
    path("<str:kind>/<str:code>/", views.edit, name="scale_edit"),
    path("<str:kind>/<str:code>/move/", views.move, name="scale_move"),
    path("<str:kind>/<str:code>/retire/", views.retire, name="scale_retire"),
    path("<str:kind>/<str:code>/delete/", views.delete, name="scale_delete"),
]
