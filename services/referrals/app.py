"""Wiring of the service `referrals`."""

from flask import Flask

from services.referrals.api import ROUTES
from services.referrals.background import send_links
from services.referrals.codes import (
    BOXES,
    DEADLINES,
    DUPLICATE_DOUBTS,
    DUPLICATE_REASONS,
    DUPLICATE_STRENGTHS,
    ENTRY_KINDS,
    IMPORT_ERRORS,
    INVITATION_STATES,
)
from services.referrals.figures import FIGURES
from services.referrals.pages import PAGES
from services.referrals.reactions import REACTIONS, REPLICAS
from services.referrals.snapshots import snapshots
from services.referrals.timers import TIMERS
from shared import codes
from shared.config import Settings, or_stop
from shared.deadlines.codes import SOURCES, UNITS
from shared.documents.codes import FILE_ERRORS, FORMATS, REFERRAL_DOCUMENT_KINDS
from shared.eventing.handlers import Handlers
from shared.service import Service
from shared.spreadsheets.codes import CELL_KINDS
from shared.web.app import create_app as make_app

SERVICE = Service("referrals", Handlers(REPLICAS, REACTIONS), TIMERS, snapshots, (send_links,), FIGURES)

CODES = (
    codes.CHANNELS,
    codes.BASIS,
    codes.URGENCIES,
    codes.REASONS,
    codes.HELP_KINDS,
    codes.FAMILY_KINDS,
    codes.MEMBER_ROLES,
    codes.DECLINE_REASONS,
    codes.WITHDRAW_REASONS,
    codes.REFERRAL_STATES,
    codes.OUTCOMES,
    BOXES,
    DUPLICATE_REASONS,
    DUPLICATE_DOUBTS,
    DUPLICATE_STRENGTHS,
    ENTRY_KINDS,
    DEADLINES,
    UNITS,
    SOURCES,
    IMPORT_ERRORS,
    CELL_KINDS,
    INVITATION_STATES,
    REFERRAL_DOCUMENT_KINDS,
    FORMATS,
    FILE_ERRORS,
)


def create_app(settings: Settings | None = None) -> Flask:
    web = make_app(SERVICE, ROUTES, CODES, settings or or_stop("referrals"))
    for blueprint in PAGES:
        web.register_blueprint(blueprint)
    return web
