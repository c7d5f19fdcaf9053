"""Addresses of consultations."""

from django.urls import path

from tenants.consultation.views import consultations, inviting, moderation, reporting

app_name = "consultation"

urlpatterns = [
    path("", consultations.consultations, name="list"),
    path("add/", consultations.add, name="add"),
    path("<uuid:pk>/", consultations.board, name="board"),
    path("<uuid:pk>/edit/", consultations.edit, name="edit"),
    path("<uuid:pk>/discard/", consultations.discard, name="discard"),
    path("<uuid:pk>/preview/", consultations.preview, name="preview"),
    path("<uuid:pk>/open/", consultations.open_to_guests, name="open"),
    path("<uuid:pk>/close/", consultations.close, name="close"),
    path("<uuid:pk>/extend/", consultations.extend, name="extend"),
    path("<uuid:pk>/publish/", consultations.publish, name="publish"),
    path("<uuid:pk>/invite/", inviting.invite, name="invite"),
    path("<uuid:pk>/link/", inviting.door, name="door"),
    path("<uuid:pk>/comments/", moderation.comments, name="comments"),
    path("<uuid:pk>/answer/", moderation.answer, name="answer"),
    path("<uuid:pk>/report/", reporting.report, name="report"),
    path("<uuid:pk>/comments.<slug:kind>", reporting.export, name="export"),
    path("people/<uuid:pk>/revoke/", inviting.revoke, name="revoke"),
    path("people/<uuid:pk>/send/", inviting.send_again, name="send_again"),
    path("said/<uuid:pk>/set-aside/", moderation.set_aside, name="set_aside"),
    path("said/<uuid:pk>/redact/", moderation.redact, name="redact"),
]
