"""Addresses of the round trip through Excel."""

from django.urls import URLPattern, path

from tenants.followup.workbook.views import deciding, of_request, of_round, upload

urlpatterns: list[URLPattern] = [
    path("<uuid:pk>/workbooks/", of_round.workbooks, name="workbooks"),
    path("<uuid:pk>/workbooks/pack/", of_round.pack, name="workbooks_pack"),
    path("workbooks/packs/<uuid:pk>/", of_round.packed, name="workbooks_packed"),
    path("requests/<uuid:pk>/workbook/", of_request.workbook, name="workbook"),
    path("requests/<uuid:pk>/workbook/file/", of_request.make, name="workbook_make"),
    path("workbooks/<uuid:pk>/", upload.upload, name="workbook_upload"),
    path("workbooks/<uuid:pk>/file/", upload.original, name="workbook_original"),
    path("workbooks/<uuid:pk>/decide/", deciding.decide, name="workbook_decide"),
    path("workbooks/<uuid:pk>/again/", deciding.again, name="workbook_again"),
    path("workbooks/<uuid:pk>/go-on/", deciding.go_on, name="workbook_go_on"),
]
