"""Who may do what inside an institution. The database holds slugs; this page holds their meaning."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """Things a person may be allowed to do, named as in the actions."""

    SEE = "see"
    SEE_PEOPLE = "see_people"
    CLASSIFY = "classify"
    ASSIGN = "assign"
    PRIORITISE = "prioritise"
    PLAN = "plan"
    EDIT_RECOMMENDATIONS = "edit_recommendations"
    IMPORT = "import"
    EXPORT = "export"
    SHARE_VIEWS = "share_views"
    ASSESS_FOR_STATE = "assess_for_state"
    ASSESS_FOR_OWN_BODY = "assess_for_own_body"
    MANAGE_BODIES = "manage_bodies"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_SETTINGS = "manage_settings"
    MANAGE_CALENDAR = "manage_calendar"
    RUN_ROUNDS = "run_rounds"
    ANSWER_REQUESTS = "answer_requests"
    KEEP_EVIDENCE = "keep_evidence"
    CONSULT = "consult"
    ARCHIVE = "archive"
    DRAFT_REPORTS = "draft_reports"
    SIGN_REPORTS = "sign_reports"

    @property
    def label(self) -> str | Promise:
        """What it allows, as the page of roles says it."""
        return PERMISSION_LABELS[self]


PERMISSION_LABELS: dict[Permission, str | Promise] = {
    Permission.SEE: _("Read recommendations, accounts and bodies"),
    Permission.SEE_PEOPLE: _("See who belongs to the institution"),
    Permission.CLASSIFY: _("Classify recommendations"),
    Permission.ASSIGN: _("Assign recommendations to bodies"),
    Permission.PRIORITISE: _("Set priorities"),
    Permission.PLAN: _("Write the implementation plan and adopt it"),
    Permission.EDIT_RECOMMENDATIONS: _("Add and correct recommendations"),
    Permission.IMPORT: _("Import files"),
    Permission.EXPORT: _("Download lists"),
    Permission.SHARE_VIEWS: _("Share saved views"),
    Permission.ASSESS_FOR_STATE: _("Record the state’s account"),
    Permission.ASSESS_FOR_OWN_BODY: _("Record the account of an assessing body"),
    Permission.MANAGE_BODIES: _("Manage bodies"),
    Permission.MANAGE_PEOPLE: _("Invite people, change roles, end memberships"),
    Permission.MANAGE_SETTINGS: _("Change the institution’s settings"),
    Permission.MANAGE_CALENDAR: _("Keep the calendar of obligations"),
    Permission.RUN_ROUNDS: _("Open rounds of information, accept or return answers, close them"),
    Permission.ANSWER_REQUESTS: _("Answer the requests sent to one’s own body"),
    Permission.KEEP_EVIDENCE: _("Add evidence to the register"),
    Permission.CONSULT: _("Invite comments from outside and answer them"),
    Permission.ARCHIVE: _("Take everything the institution holds away as one archive"),
    Permission.DRAFT_REPORTS: _("Draft reports from what is held here"),
    Permission.SIGN_REPORTS: _("Sign reports off and open signed ones again"),
}


@dataclass(frozen=True)
class Role:
    """A role with what it is called, what it is for, and what it may do."""

    slug: str
    name: str | Promise
    description: str | Promise
    permissions: frozenset[Permission]
    speaks_for_a_body: bool = False

    @staticmethod
    def of(slug: str) -> Role:
        return _BY_SLUG[slug]


COORDINATOR = Role(
    slug="coordinator",
    name=_("Coordinator"),
    description=_("Runs the institution's follow-up: imports, assigns, records the state's account, invites people."),
    permissions=frozenset(Permission) - {Permission.ASSESS_FOR_OWN_BODY, Permission.ANSWER_REQUESTS},
)
ANALYST = Role(
    slug="analyst",
    name=_("Analyst"),
    description=_("Keeps the list complete: imports, classifies, prioritises and assigns."),
    permissions=frozenset(
        {
            Permission.SEE,
            Permission.SEE_PEOPLE,
            Permission.CLASSIFY,
            Permission.ASSIGN,
            Permission.PRIORITISE,
            Permission.PLAN,
            Permission.EDIT_RECOMMENDATIONS,
            Permission.IMPORT,
            Permission.EXPORT,
            Permission.SHARE_VIEWS,
            Permission.MANAGE_CALENDAR,
            Permission.KEEP_EVIDENCE,
            Permission.CONSULT,
            Permission.DRAFT_REPORTS,
        }
    ),
)
FOCAL_POINT = Role(
    slug="focal_point",
    name=_("Focal point"),
    description=_("Answers for one body: reports what it did on the recommendations it leads or supports."),
    permissions=frozenset(
        {
            Permission.SEE,
            Permission.ASSESS_FOR_STATE,
            Permission.ANSWER_REQUESTS,
            Permission.KEEP_EVIDENCE,
            Permission.EXPORT,
        }
    ),
    speaks_for_a_body=True,
)
ASSESSOR = Role(
    slug="assessor",
    name=_("Assessor"),
    description=_("Gives the independent account of an assessing body, which nobody else can change."),
    permissions=frozenset(
        {
            Permission.SEE,
            Permission.ASSESS_FOR_OWN_BODY,
            Permission.KEEP_EVIDENCE,
            Permission.EXPORT,
            Permission.DRAFT_REPORTS,
            Permission.SIGN_REPORTS,
        }
    ),
    speaks_for_a_body=True,
)
OBSERVER = Role(
    slug="observer",
    name=_("Observer"),
    description=_("Reads the recommendations and the accounts of them."),
    permissions=frozenset({Permission.SEE}),
)

ROLES = (COORDINATOR, ANALYST, FOCAL_POINT, ASSESSOR, OBSERVER)
_BY_SLUG = {role.slug: role for role in ROLES}
