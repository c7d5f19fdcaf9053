"""Mutabaa's settings, a page for each subject. What differs between installations comes from mutabaa.env."""

from mutabaa.settings.apps import *  # noqa: F403
from mutabaa.settings.data import *  # noqa: F403
from mutabaa.settings.face import *  # noqa: F403
from mutabaa.settings.people import *  # noqa: F403
from mutabaa.settings.security import *  # noqa: F403
from mutabaa.settings.work import *  # noqa: F403
