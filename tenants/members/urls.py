"""Addresses of the institution's people, bodies and settings."""

from django.urls import path

from tenants.members.views import bodies, people, settings

app_name = "members"

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/invite/", people.invite_person, name="invite"),
    path("people/invitations/<uuid:pk>/revoke/", people.revoke_invitation, name="revoke"),
    path("people/invitations/<uuid:pk>/send/", people.send_invitation_again, name="send_again"),
    path("people/<uuid:pk>/role/", people.change_role_of, name="change_role"),
    path("people/<uuid:pk>/end/", people.end_membership_of, name="end"),
    path("people/leave/", people.leave, name="leave"),
    path("people/roles/", people.roles, name="roles"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/add/", bodies.add, name="add_body"),
    path("bodies/<uuid:pk>/", bodies.edit, name="edit_body"),
    path("bodies/<uuid:pk>/retire/", bodies.retire, name="retire_body"),
    path("bodies/<uuid:pk>/restore/", bodies.restore, name="restore_body"),
    path("settings/", settings.settings, name="settings"),
]
