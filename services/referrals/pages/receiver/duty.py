"""Who of the organisation is called, one after the other, when a family is in danger right now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import select

from services.referrals import commands, policies
from services.referrals.commands.duty import people_on_duty
from services.referrals.model import DutyRoster
from services.referrals.pages.receiver.room import pages, version
from services.referrals.schemas import duty as schemas
from services.referrals.schemas.duty import ROSTER_AT_MOST
from services.referrals.views import duty as views
from shared.directory.model import KnownPerson
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Choice, Group, Option, Rows
from shared.web.routes import Call

SPARE = 3
"""Empty places below those that are taken."""


@dataclass
class Places(Rows):
    """People in an order, as a list of their ids. Empty places are no places."""

    def show(self, value: Sequence[Any] | None) -> None:
        super().show([{"person": person} for person in value or ()])

    def read(self) -> list[Any]:
        return [item["person"] for row in self.rows if (item := self._item(row))]


def roster_form(call: Call) -> Form:
    roster: DutyRoster = call.record
    shown = views.roster(call.session, roster)
    able = people_on_duty(call.session, roster.organisation)
    places = min(len(roster.people) + SPARE, max(len(able), len(roster.people)), ROSTER_AT_MOST)
    offered = _people(call, able | set(roster.people), able)
    return Form(
        _("Who is on duty"),
        [Places("people", [_place(number, offered) for number in range(places)], _("Who is called"))],
        _("Save the order"),
        lead=_(
            "When a referral says that there is danger right now, the first is called at once, then the next, until "
            "somebody says that they see to it. Without an order all coordinators and supervisors are called together."
        ),
        values={"people": [str(one) for one in roster.people]},
        shown={"roster": shown},
    )


@pages.form(
    "/duty",
    on=policies.roster,
    who=policies.KEEPS_ROSTER,
    version=version,
    form=roster_form,
    body=schemas.RosterBody,
    template="receiver/duty.html",
)
def duty(call: Call) -> Response:
    commands.write_roster(call.session, call.caller, call.record, **call.body)
    return go("/referrals/duty", _("The order is saved. It counts from the next call on."))


def _place(number: int, offered: list[Option]) -> Group:
    errors = {
        "twice": _("This person is there twice. Leave one of the places empty."),
        "not_found": _("This person can't be called any more. Choose somebody else."),
    }
    label = _("Called first") if number == 0 else _("Called as number %(number)s", number=number + 1)
    return Group(label, [Choice(f"people.{number}.person", label, many=True, options=offered, errors=errors)])


def _people(call: Call, ids: set[UUID], able: set[UUID]) -> list[Option]:
    """By name; who cannot be called any more says so."""
    found = select(KnownPerson).where(KnownPerson.id.in_(ids)).order_by(KnownPerson.last_name, KnownPerson.id)
    gone = _("can't be called any more")
    return [
        (str(one.id), one.display_name if one.id in able else f"{one.display_name} — {gone}")
        for one in call.session.scalars(found)
    ]
