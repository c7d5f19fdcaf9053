"""Addresses of the import's steps."""

from django.urls import path

from tenants.intake.views import carrying_out, describing, finishing, looking, matching, uploading, values

app_name = "intake"

urlpatterns = [
    path("", uploading.start, name="start"),
    path("paste/", uploading.paste, name="paste"),
    path("<uuid:pk>/", matching.batch, name="batch"),
    path("<uuid:pk>/sheet/", matching.sheet, name="sheet"),
    path("<uuid:pk>/match/", matching.match, name="match"),
    path("<uuid:pk>/words/", values.words, name="values"),
    path("<uuid:pk>/source/", describing.describe, name="describe"),
    path("<uuid:pk>/answer/", looking.answer, name="answer"),
    path("<uuid:pk>/state/", matching.state, name="state"),
    path("<uuid:pk>/preview/", looking.preview, name="preview"),
    path("<uuid:pk>/rejected/<str:kind>/", looking.rejected, name="rejected"),
    path("<uuid:pk>/commit/", carrying_out.commit, name="commit"),
    path("<uuid:pk>/progress/", carrying_out.progress, name="progress"),
    path("<uuid:pk>/go-on/", carrying_out.go_on, name="go_on"),
    path("<uuid:pk>/report/", finishing.report, name="report"),
    path("<uuid:pk>/undo/", finishing.undo, name="undo"),
    path("<uuid:pk>/discard/", finishing.discard, name="discard"),
]
