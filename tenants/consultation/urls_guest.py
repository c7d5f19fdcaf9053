"""Where people from outside read and comment, by the secret in their link."""

from django.urls import path

from tenants.consultation.views import guest, shared_links

app_name = "comment"

urlpatterns = [
    path("open/<str:token>/", shared_links.read_openly, name="open"),
    path("open/<str:token>/on/<slug:part>/", shared_links.write_openly, name="open_write"),
    path("open/<str:token>/heard/", shared_links.heard_openly, name="open_heard"),
    path("anonymous/<str:token>/", shared_links.read_anonymously, name="anonymous"),
    path("anonymous/<str:token>/on/<slug:part>/", shared_links.write_anonymously, name="anonymous_write"),
    path("anonymous/<str:token>/heard/", shared_links.heard_anonymously, name="anonymous_heard"),
    path("<str:token>/", guest.read, name="read"),
    path("<str:token>/on/<slug:part>/", guest.write, name="write"),
    path("<str:token>/heard/", guest.heard, name="heard"),
    path("<str:token>/comments/<uuid:pk>/", guest.own, name="own"),
]
