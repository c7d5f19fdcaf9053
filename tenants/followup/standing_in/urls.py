"""Addresses of absences, deputies and handovers, under those of the rounds."""

from django.urls import path

from tenants.followup.standing_in import views

urlpatterns = [
    path("", views.standing_in, name="standing_in"),
    path("deputies/", views.deputies_of_bodies, name="deputies"),
    path("bodies/<uuid:pk>/deputy/", views.name_deputy, name="name_deputy"),
    path("people/<uuid:pk>/absence/", views.add_absence, name="add_absence"),
    path("absences/<uuid:pk>/end/", views.end_absence, name="end_absence"),
    path("people/<uuid:pk>/hand-over/", views.hand_over, name="hand_over"),
]
