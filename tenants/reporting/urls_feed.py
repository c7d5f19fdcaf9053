"""Where calendar programs fetch the obligations: on the institution's host, without a session."""

from django.urls import path

from tenants.reporting.views.subscribing import feed

app_name = "feed"

urlpatterns = [path("<str:token>/obligations.ics", feed, name="calendar")]
