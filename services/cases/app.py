"""Wiring of the service that supports families from acceptance to follow-up."""

from flask import Flask

from services.cases.api import routes
from services.cases.codes import (
    DEADLINE_ORIGINS,
    DEADLINES,
    TIMELINE_KINDS,
    VISIT_KINDS,
    VISIT_STATES,
    WARNED,
    WARNED_WHEN,
)
from services.cases.pages import PAGES
from services.cases.reactions import REACTIONS, REPLICAS
from services.cases.snapshots import snapshots
from services.cases.timers import TIMERS
from shared import codes
from shared.config import Settings, or_stop
from shared.deadlines.codes import SOURCES, UNITS
from shared.documents.codes import CASE_DOCUMENT_KINDS, FILE_ERRORS, FORMATS
from shared.eventing.handlers import Handlers
from shared.service import Service
from shared.web import app as web

SERVICE = Service("cases", Handlers(REPLICAS, REACTIONS), TIMERS, snapshots)

CODES = (
    codes.CASE_STATES,
    codes.DEADLINE_KINDS,
    codes.URGENCIES,
    codes.CHANNELS,
    codes.BASIS,
    codes.REASONS,
    codes.HELP_KINDS,
    codes.FAMILY_KINDS,
    codes.MEMBER_ROLES,
    codes.TEAM_ROLES,
    codes.CONTACT_KINDS,
    codes.ASSESSMENT_TOOLS,
    codes.ASSESSMENT_DOMAINS,
    codes.NON_PARTICIPATION_REASONS,
    codes.SPECIALITIES,
    codes.PLAN_STATES,
    codes.GOAL_STATES,
    codes.OUTCOMES,
    codes.WELLBEING,
    codes.REMOVAL,
    codes.PARENTAL_RIGHTS,
    codes.REQUEST_STATES,
    codes.VOLUNTEER_KINDS,
    codes.SKILLS,
    codes.EXPERIENCE,
    codes.LANGUAGES,
    codes.CONCERN_SEVERITIES,
    codes.CONCERN_STATES,
    codes.EMERGENCY,
    codes.OUTCOME_FIGURES,
    codes.STAGE_STATES,
    codes.STAGE_VERDICTS,
    codes.PROGRAMME_AUDIENCES,
    codes.SESSION_STATES,
    codes.ABSENCE_REASONS,
    codes.LEAVING_REASONS,
    codes.DECISION_STATES,
    DEADLINES,
    DEADLINE_ORIGINS,
    TIMELINE_KINDS,
    VISIT_KINDS,
    VISIT_STATES,
    WARNED,
    WARNED_WHEN,
    UNITS,
    SOURCES,
    CASE_DOCUMENT_KINDS,
    FORMATS,
    FILE_ERRORS,
)


def create_app(settings: Settings | None = None) -> Flask:
    app = web.create_app(SERVICE, [routes], CODES, settings or or_stop("cases"))
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
    return app
