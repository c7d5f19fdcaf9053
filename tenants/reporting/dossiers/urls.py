"""Addresses of reports in the making."""

from django.urls import path

from tenants.reporting.dossiers.views import comparing, exporting, making, reading, signing, writing

app_name = "dossiers"

urlpatterns = [
    path("", reading.reports, name="list"),
    path("new/", making.templates, name="templates"),
    path("new/<slug:kind>/", making.begin, name="begin"),
    path("<uuid:pk>/", reading.dossier, name="dossier"),
    path("<uuid:pk>/log/", reading.log, name="log"),
    path("<uuid:pk>/choice/", making.change, name="change"),
    path("<uuid:pk>/obligation/", making.link, name="link"),
    path("<uuid:pk>/redraw/", making.redraw, name="redraw"),
    path("<uuid:pk>/send/", signing.send, name="send"),
    path("<uuid:pk>/sign/", signing.sign, name="sign"),
    path("<uuid:pk>/reopen/", signing.reopen, name="reopen"),
    path("<uuid:pk>/files/", exporting.ask, name="files"),
    path("files/<uuid:pk>/", exporting.download, name="download"),
    path("sections/<uuid:pk>/", writing.write, name="section"),
    path("sections/<uuid:pk>/autosave/", writing.autosave, name="autosave"),
    path("sections/<uuid:pk>/versions/", comparing.versions, name="versions"),
    path("sections/<uuid:pk>/restore/", comparing.restore, name="restore"),
    path("sections/<uuid:pk>/data/", comparing.data, name="data"),
    path("sections/<uuid:pk>/send/", signing.send_section, name="send_section"),
    path("sections/<uuid:pk>/sign/", signing.sign_section, name="sign_section"),
    path("sections/<uuid:pk>/reopen/", signing.reopen_section, name="reopen_section"),
]
