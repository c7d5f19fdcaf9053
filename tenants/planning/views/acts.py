"""The shape of every page that changes the plan."""

from functools import partial

from tenants.tracker import acts

form_page = partial(acts.form_page, folder="planning")
