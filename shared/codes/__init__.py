"""Every list of codes, a file for each topic. Lists grow; a code is never renamed or given a new meaning."""

from typing import Any

from shared.codes.case import (
    CASE_STATES,
    CLOSED_CASE_STATES,
    DEADLINE_KINDS,
    OUTCOMES,
    PARENTAL_RIGHTS,
    REMOVAL,
    REQUEST_STATES,
    WELLBEING,
)
from shared.codes.codelist import CodeList, Text
from shared.codes.family import EXPERIENCE, FAMILY_KINDS, MEMBER_ROLES, REASONS
from shared.codes.people import (
    ASSIGNMENT_STATES,
    CONCERN_SEVERITIES,
    EXCLUSION_RULES,
    MATCH_REASONS,
    ORGANISATION_KINDS,
    PROPOSAL_STATES,
    ROLES,
    SKILLS,
    TEAM_ROLES,
    VOLUNTEER_KINDS,
    VOLUNTEER_STATES,
)
from shared.codes.referral import (
    BASIS,
    CHANNELS,
    DECLINE_REASONS,
    REFERRAL_STATES,
    URGENCIES,
    WITHDRAW_REASONS,
)
from shared.codes.talk import DELIVERY_CHANNELS, INTERFACE_LANGUAGES, LANGUAGES
from shared.codes.work import (
    ASSESSMENT_DOMAINS,
    ASSESSMENT_TOOLS,
    CONTACT_KINDS,
    ENTRY_KINDS,
    GOAL_STATES,
    HELP_KINDS,
    NON_PARTICIPATION_REASONS,
    PLAN_STATES,
    SPECIALITIES,
)

ALL: tuple[CodeList, ...] = (
    ORGANISATION_KINDS,
    ROLES,
    TEAM_ROLES,
    FAMILY_KINDS,
    MEMBER_ROLES,
    CHANNELS,
    BASIS,
    URGENCIES,
    REASONS,
    HELP_KINDS,
    DECLINE_REASONS,
    WITHDRAW_REASONS,
    REFERRAL_STATES,
    CASE_STATES,
    DEADLINE_KINDS,
    ASSESSMENT_TOOLS,
    ASSESSMENT_DOMAINS,
    NON_PARTICIPATION_REASONS,
    ENTRY_KINDS,
    PLAN_STATES,
    GOAL_STATES,
    CONTACT_KINDS,
    SPECIALITIES,
    OUTCOMES,
    WELLBEING,
    REMOVAL,
    PARENTAL_RIGHTS,
    REQUEST_STATES,
    VOLUNTEER_KINDS,
    VOLUNTEER_STATES,
    PROPOSAL_STATES,
    ASSIGNMENT_STATES,
    SKILLS,
    EXPERIENCE,
    MATCH_REASONS,
    EXCLUSION_RULES,
    CONCERN_SEVERITIES,
    LANGUAGES,
    INTERFACE_LANGUAGES,
    DELIVERY_CHANNELS,
)

BY_NAME: dict[str, CodeList] = {codes.name: codes for codes in ALL}


def public(*lists: CodeList) -> dict[str, list[dict[str, Any]]]:
    """The body of `GET /<service>/api/v1/codes`: each list under its name."""
    return {codes.name: codes.public() for codes in lists}


__all__ = [
    "ALL",
    "ASSESSMENT_DOMAINS",
    "ASSESSMENT_TOOLS",
    "ASSIGNMENT_STATES",
    "BASIS",
    "BY_NAME",
    "CASE_STATES",
    "CHANNELS",
    "CLOSED_CASE_STATES",
    "CONCERN_SEVERITIES",
    "CONTACT_KINDS",
    "DEADLINE_KINDS",
    "DECLINE_REASONS",
    "DELIVERY_CHANNELS",
    "ENTRY_KINDS",
    "EXCLUSION_RULES",
    "EXPERIENCE",
    "FAMILY_KINDS",
    "GOAL_STATES",
    "HELP_KINDS",
    "INTERFACE_LANGUAGES",
    "LANGUAGES",
    "MATCH_REASONS",
    "MEMBER_ROLES",
    "NON_PARTICIPATION_REASONS",
    "ORGANISATION_KINDS",
    "OUTCOMES",
    "PARENTAL_RIGHTS",
    "PLAN_STATES",
    "PROPOSAL_STATES",
    "REASONS",
    "REFERRAL_STATES",
    "REMOVAL",
    "REQUEST_STATES",
    "ROLES",
    "SKILLS",
    "SPECIALITIES",
    "TEAM_ROLES",
    "URGENCIES",
    "VOLUNTEER_KINDS",
    "VOLUNTEER_STATES",
    "WELLBEING",
    "WITHDRAW_REASONS",
    "CodeList",
    "Text",
    "public",
]
