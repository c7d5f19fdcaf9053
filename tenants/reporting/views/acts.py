"""The shape of every page that changes the calendar: what was changed is shown afterwards."""

from functools import partial
from operator import methodcaller

from tenants.tracker import acts

form_page = partial(acts.form_page, folder="reporting", template="act", go_on=methodcaller("get_absolute_url"))
