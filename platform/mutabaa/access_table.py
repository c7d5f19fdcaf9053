"""Who may open what: one row for each address of both hosts.

A test walks every row as every role; a system check (mutabaa.checks) refuses an address without one, and a row that
says something else than its view. Addresses of django-allauth answer for themselves: what the rows say of them is
held by the test alone.
"""

from __future__ import annotations

from enum import StrEnum

from tenants.members.roles import Permission
from tenants.network.roles import NetworkPermission


class Who(StrEnum):
    """Those whom no role tells apart."""

    EVERYONE = "everyone"
    SIGNED_IN = "signed_in"
    NOBODY = "nobody"


Access = Who | Permission | NetworkPermission

# About the person herself: the same on every host.
ACCOUNT: dict[str, Access] = {
    "choose_language": Who.EVERYONE,
    "account_login": Who.EVERYONE,
    "account_logout": Who.EVERYONE,
    "account_inactive": Who.EVERYONE,
    "account_signup": Who.NOBODY,
    "account_reauthenticate": Who.SIGNED_IN,
    "account_email": Who.SIGNED_IN,
    "account_email_verification_sent": Who.EVERYONE,
    "account_confirm_email": Who.EVERYONE,
    "account_change_password": Who.SIGNED_IN,
    "account_set_password": Who.SIGNED_IN,
    "account_reset_password": Who.EVERYONE,
    "account_reset_password_done": Who.EVERYONE,
    "account_reset_password_from_key": Who.EVERYONE,
    "account_reset_password_from_key_done": Who.EVERYONE,
    "account_preferences": Who.SIGNED_IN,
    "mfa_index": Who.SIGNED_IN,
    "mfa_authenticate": Who.EVERYONE,
    "mfa_reauthenticate": Who.SIGNED_IN,
    "mfa_activate_totp": Who.SIGNED_IN,
    "mfa_deactivate_totp": Who.SIGNED_IN,
    "mfa_view_recovery_codes": Who.SIGNED_IN,
    "mfa_generate_recovery_codes": Who.SIGNED_IN,
    "mfa_download_recovery_codes": Who.SIGNED_IN,
    "mfa_list_webauthn": Who.SIGNED_IN,
    "mfa_add_webauthn": Who.SIGNED_IN,
    "mfa_edit_webauthn": Who.SIGNED_IN,
    "mfa_remove_webauthn": Who.SIGNED_IN,
    "mfa_reauthenticate_webauthn": Who.SIGNED_IN,
    "mfa_login_webauthn": Who.EVERYONE,
    "usersessions_list": Who.SIGNED_IN,
    "pages:about": Who.EVERYONE,
    "pages:accessibility": Who.EVERYONE,
    "pages:privacy": Who.EVERYONE,
    "pages:help": Who.EVERYONE,
    "pages:gallery": Who.EVERYONE,
}

# Inside an institution, app by app.
MEMBERS: dict[str, Access] = {
    "invitation:accept": Who.EVERYONE,
    "members:people": Permission.SEE_PEOPLE,
    "members:invite": Permission.MANAGE_PEOPLE,
    "members:revoke": Permission.MANAGE_PEOPLE,
    "members:send_again": Permission.MANAGE_PEOPLE,
    "members:change_role": Permission.MANAGE_PEOPLE,
    "members:end": Permission.MANAGE_PEOPLE,
    "members:leave": Permission.SEE,
    "members:roles": Permission.SEE,
    "members:bodies": Permission.SEE,
    "members:add_body": Permission.MANAGE_BODIES,
    "members:edit_body": Permission.MANAGE_BODIES,
    "members:retire_body": Permission.MANAGE_BODIES,
    "members:restore_body": Permission.MANAGE_BODIES,
    "members:settings": Permission.MANAGE_SETTINGS,
}

NOTICES: dict[str, Access] = {
    "notices:list": Permission.SEE,
    "notices:all_seen": Permission.SEE,
    "notices:open": Permission.SEE,
}

EVIDENCE: dict[str, Access] = {
    "evidence:register": Permission.SEE,
    "evidence:piece": Permission.SEE,
    "evidence:file": Permission.SEE,
    "evidence:picture": Permission.SEE,
    "evidence:page": Permission.SEE,
    "evidence:page_picture": Permission.SEE,
    "evidence:add": Permission.KEEP_EVIDENCE,
    "evidence:add_link": Permission.KEEP_EVIDENCE,
    "evidence:direct": Permission.KEEP_EVIDENCE,
    "evidence:arrived": Permission.KEEP_EVIDENCE,
    "evidence:edit": Permission.KEEP_EVIDENCE,
    "evidence:classify": Permission.KEEP_EVIDENCE,
    "evidence:replace": Permission.KEEP_EVIDENCE,
    "evidence:erase": Permission.KEEP_EVIDENCE,
    "evidence:attach": Permission.KEEP_EVIDENCE,
    "evidence:detach": Permission.KEEP_EVIDENCE,
}

TRACKER: dict[str, Access] = {
    "overview": Permission.SEE,
    "tracker:list": Permission.SEE,
    "tracker:export": Permission.EXPORT,
    "tracker:save_view": Permission.SEE,
    "tracker:forget_view": Permission.SEE,
    "tracker:bulk": Permission.SEE,
    "tracker:bulk_undo": Permission.SEE,
    "tracker:record": Permission.SEE,
    "tracker:history": Permission.SEE,
    "tracker:classify": Permission.CLASSIFY,
    "tracker:cluster": Permission.CLASSIFY,
    "tracker:link": Permission.CLASSIFY,
    "tracker:assign": Permission.ASSIGN,
    "tracker:prioritise": Permission.PRIORITISE,
    "tracker:position": Permission.EDIT_RECOMMENDATIONS,
    "tracker:edit": Permission.EDIT_RECOMMENDATIONS,
    "tracker:sheet": Permission.PRIORITISE,
    "tracker:followup": Permission.EDIT_RECOMMENDATIONS,
    "tracker:clusters": Permission.SEE,
    "tracker:cluster_page": Permission.SEE,
    "tracker:add_cluster": Permission.CLASSIFY,
    "tracker:describe_cluster": Permission.CLASSIFY,
    "tracker:gather": Permission.CLASSIFY,
    "tracker:release": Permission.CLASSIFY,
    "tracker:split_cluster": Permission.CLASSIFY,
    "tracker:merge_clusters": Permission.CLASSIFY,
    "tracker:delete_cluster": Permission.CLASSIFY,
    "tracker:suggestions": Permission.CLASSIFY,
    "tracker:compute_suggestions": Permission.CLASSIFY,
    "tracker:decide_suggestion": Permission.CLASSIFY,
    "tracker:criteria": Permission.MANAGE_SETTINGS,
    "tracker:add_criterion": Permission.MANAGE_SETTINGS,
    "tracker:edit_criterion": Permission.MANAGE_SETTINGS,
    "tracker:retire_criterion": Permission.MANAGE_SETTINGS,
    "tracker:restore_criterion": Permission.MANAGE_SETTINGS,
    "tracker:bands": Permission.MANAGE_SETTINGS,
    "tracker:assess": Permission.SEE,
    "tracker:withdraw_assessment": Permission.SEE,
    # Whose scale it is decides who changes it; everybody here reads all of them.
    "tracker:scales": Permission.SEE,
    "tracker:scale": Permission.SEE,
    "tracker:scale_add": Permission.SEE,
    "tracker:scale_edit": Permission.SEE,
    "tracker:scale_move": Permission.SEE,
    "tracker:scale_retire": Permission.SEE,
    "tracker:scale_delete": Permission.SEE,
}

INTAKE: dict[str, Access] = {
    "demo_file": Permission.IMPORT,
    "intake:start": Permission.IMPORT,
    "intake:paste": Permission.IMPORT,
    "intake:describe": Permission.IMPORT,
    "intake:answer": Permission.IMPORT,
    "intake:batch": Permission.IMPORT,
    "intake:sheet": Permission.IMPORT,
    "intake:match": Permission.IMPORT,
    "intake:values": Permission.IMPORT,
    "intake:state": Permission.IMPORT,
    "intake:preview": Permission.IMPORT,
    "intake:rejected": Permission.IMPORT,
    "intake:commit": Permission.IMPORT,
    "intake:progress": Permission.IMPORT,
    "intake:go_on": Permission.IMPORT,
    "intake:report": Permission.IMPORT,
    "intake:undo": Permission.IMPORT,
    "intake:discard": Permission.IMPORT,
}

PLANNING: dict[str, Access] = {
    "planning:plan": Permission.SEE,
    "planning:start": Permission.PLAN,
    "planning:move": Permission.PLAN,
    "planning:adopt": Permission.PLAN,
    "planning:version": Permission.SEE,
    "planning:since": Permission.SEE,
    "planning:between": Permission.SEE,
    "planning:add_action": Permission.PLAN,
    "planning:action": Permission.SEE,
    "planning:edit_action": Permission.PLAN,
    "planning:serves": Permission.PLAN,
    "planning:standing": Permission.SEE,
    "planning:add_milestone": Permission.PLAN,
    "planning:reach_milestone": Permission.SEE,
    "planning:move_milestone": Permission.PLAN,
    "planning:remove_milestone": Permission.PLAN,
    "planning:rename": Permission.PLAN,
    "planning:carry": Permission.PLAN,
    "planning:indicators": Permission.SEE,
    "planning:indicator": Permission.SEE,
    "planning:add_indicator": Permission.PLAN,
    "planning:edit_indicator": Permission.PLAN,
    "planning:attach_indicator": Permission.PLAN,
    "planning:retire_indicator": Permission.PLAN,
    "planning:restore_indicator": Permission.PLAN,
    "planning:measure": Permission.SEE,
    "planning:correct_measurement": Permission.SEE,
    "planning:national": Permission.SEE,
    "planning:add_national_item": Permission.PLAN,
    "planning:edit_national_item": Permission.PLAN,
    "planning:retire_national_item": Permission.PLAN,
    "planning:restore_national_item": Permission.PLAN,
}

FOLLOWUP: dict[str, Access] = {
    "followup:workbooks": Permission.RUN_ROUNDS,
    "followup:workbooks_pack": Permission.RUN_ROUNDS,
    "followup:workbooks_packed": Permission.RUN_ROUNDS,
    "followup:workbook": Permission.SEE,
    "followup:workbook_make": Permission.SEE,
    "followup:workbook_upload": Permission.SEE,
    "followup:workbook_original": Permission.SEE,
    "followup:workbook_decide": Permission.SEE,
    "followup:workbook_again": Permission.SEE,
    "followup:workbook_go_on": Permission.SEE,
    "followup:rounds": Permission.RUN_ROUNDS,
    "followup:prepare": Permission.RUN_ROUNDS,
    "followup:round": Permission.RUN_ROUNDS,
    "followup:change": Permission.RUN_ROUNDS,
    "followup:remove": Permission.RUN_ROUNDS,
    "followup:open": Permission.RUN_ROUNDS,
    "followup:progress": Permission.RUN_ROUNDS,
    "followup:extend": Permission.RUN_ROUNDS,
    "followup:close": Permission.RUN_ROUNDS,
    "followup:queue": Permission.RUN_ROUNDS,
    "followup:accept_many": Permission.RUN_ROUNDS,
    "followup:download": Permission.RUN_ROUNDS,
    "followup:asked": Permission.RUN_ROUNDS,
    "followup:extend_request": Permission.RUN_ROUNDS,
    "followup:withdraw": Permission.RUN_ROUNDS,
    "followup:review": Permission.RUN_ROUNDS,
    "followup:mine": Permission.ANSWER_REQUESTS,
    "followup:request": Permission.ANSWER_REQUESTS,
    "followup:submit_all": Permission.ANSWER_REQUESTS,
    "followup:pass_request_on": Permission.ANSWER_REQUESTS,
    "followup:take_request_back": Permission.ANSWER_REQUESTS,
    "followup:update": Permission.ANSWER_REQUESTS,
    "followup:autosave": Permission.ANSWER_REQUESTS,
    "followup:pass_on": Permission.ANSWER_REQUESTS,
    "followup:take_back": Permission.ANSWER_REQUESTS,
    "followup:standing_in": Permission.SEE,
    "followup:deputies": Permission.RUN_ROUNDS,
    "followup:name_deputy": Permission.RUN_ROUNDS,
    "followup:add_absence": Permission.SEE,
    "followup:end_absence": Permission.SEE,
    "followup:hand_over": Permission.SEE,
}

CONSULTATION: dict[str, Access] = {
    "consultation:list": Permission.SEE,
    "consultation:report": Permission.SEE,
    "consultation:add": Permission.CONSULT,
    "consultation:board": Permission.CONSULT,
    "consultation:edit": Permission.CONSULT,
    "consultation:discard": Permission.CONSULT,
    "consultation:preview": Permission.CONSULT,
    "consultation:open": Permission.CONSULT,
    "consultation:close": Permission.CONSULT,
    "consultation:extend": Permission.CONSULT,
    "consultation:publish": Permission.CONSULT,
    "consultation:invite": Permission.CONSULT,
    "consultation:door": Permission.CONSULT,
    "consultation:comments": Permission.CONSULT,
    "consultation:answer": Permission.CONSULT,
    "consultation:export": Permission.CONSULT,
    "consultation:revoke": Permission.CONSULT,
    "consultation:send_again": Permission.CONSULT,
    "consultation:set_aside": Permission.CONSULT,
    "consultation:redact": Permission.CONSULT,
    # People outside have no session: the secret in the address opens it.
    "comment:read": Who.EVERYONE,
    "comment:write": Who.EVERYONE,
    "comment:heard": Who.EVERYONE,
    "comment:own": Who.EVERYONE,
    "comment:open": Who.EVERYONE,
    "comment:open_write": Who.EVERYONE,
    "comment:open_heard": Who.EVERYONE,
    "comment:anonymous": Who.EVERYONE,
    "comment:anonymous_write": Who.EVERYONE,
    "comment:anonymous_heard": Who.EVERYONE,
}

REPORTING: dict[str, Access] = {
    "reporting:calendar": Permission.SEE,
    "reporting:this_year": Permission.SEE,
    "reporting:year": Permission.SEE,
    "reporting:obligation": Permission.SEE,
    "reporting:subscription": Permission.SEE,
    "reporting:matrix": Permission.EXPORT,
    "reporting:matrix_of": Permission.EXPORT,
    "reporting:matrix_file": Permission.EXPORT,
    "reporting:proposals": Permission.MANAGE_CALENDAR,
    "reporting:add": Permission.MANAGE_CALENDAR,
    "reporting:edit": Permission.MANAGE_CALENDAR,
    "reporting:move": Permission.MANAGE_CALENDAR,
    "reporting:complete": Permission.MANAGE_CALENDAR,
    "reporting:reopen": Permission.MANAGE_CALENDAR,
    "reporting:cancel": Permission.MANAGE_CALENDAR,
    "dossiers:list": Permission.SEE,
    "dossiers:dossier": Permission.SEE,
    "dossiers:log": Permission.SEE,
    "dossiers:templates": Permission.DRAFT_REPORTS,
    "dossiers:begin": Permission.DRAFT_REPORTS,
    "dossiers:change": Permission.DRAFT_REPORTS,
    "dossiers:link": Permission.DRAFT_REPORTS,
    "dossiers:redraw": Permission.DRAFT_REPORTS,
    "dossiers:send": Permission.DRAFT_REPORTS,
    "dossiers:section": Permission.DRAFT_REPORTS,
    "dossiers:autosave": Permission.DRAFT_REPORTS,
    "dossiers:versions": Permission.DRAFT_REPORTS,
    "dossiers:restore": Permission.DRAFT_REPORTS,
    "dossiers:data": Permission.DRAFT_REPORTS,
    "dossiers:send_section": Permission.DRAFT_REPORTS,
    "dossiers:sign": Permission.SIGN_REPORTS,
    "dossiers:reopen": Permission.SIGN_REPORTS,
    "dossiers:sign_section": Permission.SIGN_REPORTS,
    "dossiers:reopen_section": Permission.SIGN_REPORTS,
    "dossiers:files": Permission.EXPORT,
    "dossiers:download": Permission.EXPORT,
    # A calendar program has no session: the secret in the address opens it, and only to read.
    "feed:calendar": Who.EVERYONE,
}

ARCHIVES: dict[str, Access] = {
    "archives:archives": Permission.ARCHIVE,
    "archives:download": Permission.ARCHIVE,
    "archives:remove": Permission.ARCHIVE,
}

INSTITUTION: dict[str, Access] = (
    ACCOUNT
    | MEMBERS
    | NOTICES
    | EVIDENCE
    | TRACKER
    | INTAKE
    | PLANNING
    | FOLLOWUP
    | CONSULTATION
    | REPORTING
    | ARCHIVES
)

NETWORK: dict[str, Access] = ACCOUNT | {
    "network:home": Who.EVERYONE,
    "network:members": Who.EVERYONE,
    "network:places": Who.SIGNED_IN,
    "network:desk": NetworkPermission.SEE_DESK,
    "network:roles": NetworkPermission.SEE_DESK,
    "network:confirm_assessor": NetworkPermission.CONFIRM_ASSESSORS,
    "network:decline_assessor": NetworkPermission.CONFIRM_ASSESSORS,
}
