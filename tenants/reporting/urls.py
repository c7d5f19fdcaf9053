"""Addresses of the calendar."""

from django.urls import path

from tenants.reporting.matrix import views as matrix
from tenants.reporting.views import changing, reading, subscribing

app_name = "reporting"

urlpatterns = [
    path("", reading.calendar, name="calendar"),
    path("year/", reading.this_year, name="this_year"),
    path("year/<int:number>/", reading.year, name="year"),
    path("proposals/", changing.proposed, name="proposals"),
    path("new/", changing.add, name="add"),
    path("subscription/", subscribing.subscription, name="subscription"),
    path("matrix/", matrix.choose, name="matrix"),
    path("matrix/<uuid:pk>/", matrix.options, name="matrix_of"),
    path("matrix/<uuid:pk>/file/", matrix.download, name="matrix_file"),
    path("<uuid:pk>/", reading.obligation, name="obligation"),
    path("<uuid:pk>/edit/", changing.edit, name="edit"),
    path("<uuid:pk>/move/", changing.move, name="move"),
    path("<uuid:pk>/done/", changing.complete, name="complete"),
    path("<uuid:pk>/cancel/", changing.cancel, name="cancel"),
    path("<uuid:pk>/reopen/", changing.reopen, name="reopen"),
]
