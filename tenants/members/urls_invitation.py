"""Accepting an invitation: on the institution's host, outside its walls."""

from django.urls import path

from tenants.members.views.invitation import accept_invitation

app_name = "invitation"

urlpatterns = [path("<str:token>/", accept_invitation, name="accept")]
