"""Duty and the referrals that somebody had taken up go to a colleague."""

from typing import Any

from flask import Response
from sqlalchemy import func, select

from services.referrals import policies
from services.referrals.commands.handing_over import HandedOver
from services.referrals.handing_over import OF_PEOPLE
from services.referrals.model import DutyRoster, Referral
from services.referrals.pages.receiver.room import pages, referral_at
from services.referrals.rules.duty import ON_DUTY_ROLES
from services.referrals.rules.states import UNDECIDED
from shared.directory.model import KnownPerson
from shared.handing_over.colleagues import who_has_work
from shared.web.pages import _, go
from shared.web.pages.dates import until
from shared.web.pages.handing_over import Kind, PagesOfPeople, Row, Work, add_pages, work_of
from shared.web.routes import Call


def _people(call: Call) -> list[KnownPerson]:
    there = call.caller.organisation
    on_duty = select(func.unnest(DutyRoster.people)).where(DutyRoster.organisation == there)
    took_up = select(Referral.acknowledged_by).where(
        Referral.to_organisation == there, Referral.status.in_(UNDECIDED), Referral.acknowledged_by.is_not(None)
    )
    return who_has_work(call.session, there, ON_DUTY_ROLES, on_duty, took_up)


def _kinds(call: Call, work: Work) -> list[Kind]:
    counts = work["counts"]
    return [
        Kind(_("Places on the duty roster"), counts["duty"]),
        Kind(_("Referrals to which they see, not decided yet"), counts["taken_up"], _rows(work["taken_up"])),
        Kind(_("Referrals that they sent, not decided yet"), counts["sent"], _rows(work["sent"])),
        Kind(_("Questions that wait for their answer"), counts["questions"]),
    ]


def _rows(rows: list[dict[str, Any]]) -> list[Row]:
    return [Row(_said(row), referral_at(row["id"])) for row in rows]


def _said(row: dict[str, Any]) -> str:
    return ", ".join(part for part in (row["reference"], until(row["answer_by"] or row["reply_by"])) if part)


def _done(call: Call, done: HandedOver) -> Response:
    duty = _("Their place on duty is handed over, too.") if done.duty else ""
    said = _("It is handed over. Referrals: %(referrals)s.", referrals=len(done.referrals))
    return go(work_of("referrals", call.record.id), f"{said} {duty}".strip())


add_pages(
    pages,
    PagesOfPeople(
        of=OF_PEOPLE,
        gives=policies.ANSWERS,
        people=_people,
        kinds=_kinds,
        roles=ON_DUTY_ROLES,
        errors=lambda: {"wrong_role": _("They can't be on duty any more. Choose a coordinator or supervisor.")},
        done=_done,
        back="/referrals/duty",
    ),
)
