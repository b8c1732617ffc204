"""Wiring of the service `referrals`."""

from flask import Flask

from services.referrals.api import routes
from services.referrals.codes import BOXES, DUPLICATE_DOUBTS, DUPLICATE_REASONS, DUPLICATE_STRENGTHS, ENTRY_KINDS
from services.referrals.commands.likeness import KEYS_TIMER
from services.referrals.figures import FIGURES
from services.referrals.reactions import REACTIONS, REPLICAS
from services.referrals.snapshots import snapshots
from services.referrals.timers import TIMERS
from shared import codes
from shared.config import Settings, or_stop
from shared.eventing.handlers import Handlers
from shared.service import Service
from shared.web.app import create_app as make_app

SERVICE = Service("referrals", Handlers(REPLICAS, REACTIONS), [*TIMERS, KEYS_TIMER], snapshots, figures=FIGURES)

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
)


def create_app(settings: Settings | None = None) -> Flask:
    return make_app(SERVICE, [routes], CODES, settings or or_stop("referrals"))
