"""Volunteers and contact families: found, asked, paired with a family, kept company. Wiring only."""

from flask import Flask

from services.volunteers.api import ROUTES
from services.volunteers.background import send_links
from services.volunteers.codes import CHAIN_STATES, CHAIN_STEPS, IMPORT_ERRORS, MATCH_CHANGES, SKIP_REASONS
from services.volunteers.pages import PAGES
from services.volunteers.reactions import REACTIONS, REPLICAS
from services.volunteers.snapshots import snapshots
from services.volunteers.timers import TIMERS
from shared.codes import (
    ASSIGNMENT_STATES,
    CONCERN_SEVERITIES,
    CONCERN_STATES,
    DOCUMENT_KINDS,
    EMERGENCY,
    EXCLUSION_RULES,
    EXPERIENCE,
    FEEDBACK_ANSWERS,
    FEEDBACK_QUESTIONS,
    LANGUAGES,
    MATCH_REASONS,
    NOT_READY_REASONS,
    PROPOSAL_STATES,
    REQUEST_STATES,
    SETTING_SOURCES,
    SKILLS,
    VOLUNTEER_KINDS,
    VOLUNTEER_SETTINGS,
    VOLUNTEER_STATES,
)
from shared.config import Settings, or_stop
from shared.documents.codes import FILE_ERRORS, FORMATS, VOLUNTEER_DOCUMENT_KINDS
from shared.eventing.handlers import Handlers
from shared.service import Service
from shared.spreadsheets.codes import CELL_KINDS
from shared.web import app as web

SERVICE = Service("volunteers", Handlers(REPLICAS, REACTIONS), TIMERS, snapshots, (send_links,))

CODES = (
    VOLUNTEER_KINDS,
    VOLUNTEER_STATES,
    SKILLS,
    EXPERIENCE,
    LANGUAGES,
    REQUEST_STATES,
    PROPOSAL_STATES,
    ASSIGNMENT_STATES,
    CONCERN_SEVERITIES,
    CONCERN_STATES,
    EMERGENCY,
    MATCH_REASONS,
    EXCLUSION_RULES,
    CHAIN_STATES,
    CHAIN_STEPS,
    SKIP_REASONS,
    MATCH_CHANGES,
    DOCUMENT_KINDS,
    NOT_READY_REASONS,
    FEEDBACK_QUESTIONS,
    FEEDBACK_ANSWERS,
    SETTING_SOURCES,
    VOLUNTEER_SETTINGS,
    VOLUNTEER_DOCUMENT_KINDS,
    FORMATS,
    FILE_ERRORS,
    IMPORT_ERRORS,
    CELL_KINDS,
)


def create_app(settings: Settings | None = None) -> Flask:
    site = web.create_app(SERVICE, ROUTES, CODES, settings or or_stop("volunteers"))
    for blueprint in PAGES:
        site.register_blueprint(blueprint)
    return site
