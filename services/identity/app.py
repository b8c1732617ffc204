"""Wiring of the service identity."""

from flask import Flask

from services.identity.absences import api as absences
from services.identity.absences.rules import ABSENCE_STATES
from services.identity.absences.timers import TIMERS as ABSENCE_TIMERS
from services.identity.background import send_links
from services.identity.codes import IMPORT_ERRORS
from services.identity.figures import FIGURES
from services.identity.imports import api as imports
from services.identity.pages import PAGES
from services.identity.snapshots import snapshots
from services.identity.standing import known, standing
from services.identity.timers import TIMERS
from shared.codes import INTERFACE_LANGUAGES, ORGANISATION_KINDS, ROLES
from shared.config import Settings, or_stop
from shared.eventing.handlers import Handlers
from shared.service import Service
from shared.spreadsheets.codes import CELL_KINDS
from shared.web import app
from shared.web.assets import serving

SERVICE = Service("identity", Handlers({}, {}), [*TIMERS, *ABSENCE_TIMERS], snapshots, (send_links,), FIGURES)
CODES = (ORGANISATION_KINDS, ROLES, INTERFACE_LANGUAGES, ABSENCE_STATES, IMPORT_ERRORS, CELL_KINDS)


def create_app(settings: Settings | None = None) -> Flask:
    routes = [absences.routes, imports.routes]
    web = app.create_app(SERVICE, routes, CODES, settings or or_stop("identity"), standing, known)
    for blueprint in (*PAGES, serving.blueprint()):
        web.register_blueprint(blueprint)
    return web
