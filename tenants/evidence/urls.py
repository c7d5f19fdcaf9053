"""Addresses of evidence."""

from django.urls import path

from tenants.evidence.views import attaching, changing, direct, reading

app_name = "evidence"

urlpatterns = [
    path("", reading.register, name="register"),
    path("add/", changing.add, name="add"),
    path("add-link/", changing.add_link, name="add_link"),
    path("direct/", direct.direct, name="direct"),
    path("direct/<uuid:pk>/", direct.arrived, name="arrived"),
    path("attach/<slug:noun>/<uuid:pk>/", attaching.attach, name="attach"),
    path("citations/<uuid:pk>/detach/", attaching.detach, name="detach"),
    path("<uuid:pk>/", reading.piece, name="piece"),
    path("<uuid:pk>/edit/", changing.edit, name="edit"),
    path("<uuid:pk>/class/", changing.classify, name="classify"),
    path("<uuid:pk>/replace/", changing.replace, name="replace"),
    path("<uuid:pk>/versions/<int:number>/file/", reading.file, name="file"),
    path("<uuid:pk>/versions/<int:number>/picture/", reading.picture, name="picture"),
    path("<uuid:pk>/versions/<int:number>/erase/", changing.erase, name="erase"),
    path("<uuid:pk>/versions/<int:number>/pages/<int:page>/", reading.page, name="page"),
    path("<uuid:pk>/versions/<int:number>/pages/<int:page>/picture/", reading.page_picture, name="page_picture"),
]
