"""Organisations: one's own, and all of them for who runs the platform."""

from typing import Any

from flask import Response
from sqlalchemy import select

from services.identity import commands, policies, rules, schemas, states
from services.identity.commands.organisations import NOT_FOR_THEIR_OWN
from services.identity.model import Organisation
from services.identity.pages.choices import districts, time_zones
from shared import clock
from shared.caller import Caller
from shared.codes import ORGANISATION_KINDS
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Choice, Day, Field, Phone, Several, Text, Whole, YesNo, options
from shared.web.paging import PageQuery, newest_first
from shared.web.policy import roles
from shared.web.routes import Call

pages = Pages("identity", __name__, "organisations")

ORGANISATIONS = "/identity/organisations"


@pages.page("/organisations", who=policies.ADMINISTRATOR, query=PageQuery)
def all_of_them(call: Call) -> Response:
    found = newest_first(call.session, select(Organisation), Organisation.id, call.query, _row)
    return show("organisations/list.html", found=found)


def _row(one: Organisation) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "kind": one.kind, "active": one.active, "takes": one.accepts_referrals}


@pages.page("/organisation", who=roles("organisation_administrator", "coordinator"))
def own(call: Call) -> Response:
    return go(f"{ORGANISATIONS}/{call.caller.organisation}")


def new_form(call: Call) -> Form:
    values = {"time_zone": clock.DEFAULT_TIME_ZONE, "accepts_referrals": False, "accepts_appeals": False}
    later = ("active", "no_referrals_until")
    fields = [one for one in _all_fields(call, clock.DEFAULT_TIME_ZONE) if one.name not in later]
    return Form(_("Register an organisation"), fields, _("Register it"), values=values, back=ORGANISATIONS)


@pages.form("/organisations/new", who=policies.ADMINISTRATOR, form=new_form, body=schemas.NewOrganisation)
def register(call: Call) -> Response:
    commands.register_organisation(call.session, call.caller, **call.body)
    return go(ORGANISATIONS, _("The organisation is registered. Register its people now."))


def change_form(call: Call) -> Form:
    record: Organisation = call.record
    fields = [one for one in _all_fields(call, record.time_zone) if _changes(call.caller, one.name)]
    return Form(
        record.name,
        fields,
        _("Save the changes"),
        values=states.of_organisation(record),
        back=ORGANISATIONS if call.caller.has(rules.ADMINISTRATOR) else "/",
    )


@pages.form(
    "/organisations/<uuid:id>",
    on=policies.organisation,
    who=policies.CHANGES_ORGANISATION,
    form=change_form,
    body=schemas.OrganisationChange,
    version=lambda organisation: organisation.version,
)
def change(call: Call) -> Response:
    commands.change_organisation(call.session, call.caller, call.record, **call.body)
    return go(f"{ORGANISATIONS}/{call.record.id}", _("The changes are saved."))


def _changes(caller: Caller, name: str) -> bool:
    """Whether this of an organisation is theirs to change."""
    if caller.has(rules.ADMINISTRATOR):
        return True
    if caller.has("organisation_administrator"):
        return name not in NOT_FOR_THEIR_OWN
    return name in rules.OWN_COORDINATORS_CHANGE


def _all_fields(call: Call, time_zone: str) -> list[Field]:
    gone = _("The day lies in the past. Enter a day from today on, or leave it empty.")
    far = _("A pause lasts a year at most. Enter an earlier day.")
    return [
        Text("name", _("Name of the organisation"), blank=""),
        Choice("kind", _("Kind of organisation"), options=options(ORGANISATION_KINDS)),
        Day(
            "no_referrals_until",
            _("Takes no new referrals until"),
            _("The first day on which it takes them again. Empty: it takes them now."),
            optional=True,
            blank=None,
            errors={"in_past": gone, "out_of_range": far},
        ),
        Phone(
            "duty_phone",
            _("Phone on duty"),
            _("Shown to families and referrers when help can't wait. It is the organisation's, not a person's."),
            optional=True,
            blank=None,
        ),
        YesNo("accepts_referrals", _("Takes referrals")),
        YesNo("accepts_appeals", _("Families may turn to it themselves")),
        Several("districts", _("Districts in which it works"), options=districts(call.session), blank=[]),
        Choice("time_zone", _("Time zone"), options=time_zones(time_zone), many=True),
        Whole(
            "self_sufficiency_threshold",
            _("From which score a family copes by itself"),
            _("From 1 to 5. Empty: as it is."),
            optional=True,
        ),
        YesNo("active", _("Takes part in Opora"), _("If not, its people can't sign in.")),
    ]
