"""The shape of every page that changes a report."""

from functools import partial

from tenants.tracker import acts

form_page = partial(acts.form_page, folder="reporting/dossiers")
