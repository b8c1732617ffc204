"""The people of an organisation, or of all for who runs the platform: listed, found, registered, changed."""

from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.identity import api, commands, policies, rules, schemas, views
from services.identity.model import Organisation, Person
from services.identity.pages.choices import colleagues, languages, organisations, time_zones
from shared.caller import Caller
from shared.codes import ROLES
from shared.web.fields import Text as Words
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Choice, Field, Hidden, Phone, Several, Text, options
from shared.web.paging import PageQuery, YesNo
from shared.web.routes import Call
from shared.web.site import this_site

pages = Pages("identity", __name__, "people")

PEOPLE = "/identity/people"
_LIST = "people/list.html"
_ONE: dict[str, Any] = {"on": policies.person, "who": policies.MANAGES_PERSON}


class ListQuery(PageQuery):
    active = YesNo(load_default=True)


class Search(PageQuery):
    q = Words(longest=100, required=True)


@pages.page("/people", who=policies.SEES_PEOPLE, query=ListQuery)
def people(call: Call) -> Response:
    """Those of the reader's own organisation; who runs the platform sees all."""
    active = call.query["active"]
    if not call.caller.has(rules.ADMINISTRATOR):
        call.query["organisation"] = "own"
    return show(_LIST, **_listed(call), active=active, form=search_form(call), searched=False)


def search_form(call: Call) -> Form:
    box = Text("q", _("Surname or phone"), kind="search", width=30)
    return Form(
        _("Find a person"), [box, Hidden("cursor", "")], _("Find"), action="/identity/people/search", shown=_NONE
    )


_NONE: dict[str, Any] = {"rows": None, "next": "", "registers": False, "active": True, "searched": True}


@pages.form("/people/search", who=policies.SEES_PEOPLE, form=search_form, body=Search, template=_LIST)
def search(call: Call) -> Response:
    """What is looked for travels in the body, never in an address."""
    form = search_form(call)
    form["q"].show(call.body["q"])
    call.query = call.body | {"active": True}
    return show(_LIST, form=form, **_NONE | _listed(call))


def _listed(call: Call) -> dict[str, Any]:
    found = api.people(call)
    places = _names_of(call.session, {row["organisation"] for row in found["items"]})
    rows = [
        row | {"place": places.get(row["organisation"], "—"), "manages": _manages(call, row)} for row in found["items"]
    ]
    return {
        "rows": rows,
        "next": found["next"],
        "registers": policies.REGISTERS_PEOPLE.allows(call.caller, None),
        "imports": policies.IMPORTS_PEOPLE.allows(call.caller, None),
    }


def _manages(call: Call, row: dict[str, Any]) -> bool:
    return rules.may_manage(call.caller, row["organisation"], row["roles"])


def _names_of(session: Session, ids: set[UUID | None]) -> dict[UUID | None, str]:
    found = session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids - {None})))
    return {row.id: row.name for row in found}


@pages.page("/people/<uuid:id>", **_ONE)
def person(call: Call) -> Response:
    place = call.session.get(Organisation, call.record.organisation) if call.record.organisation else None
    record = views.person_record(call.caller, call.record)
    return show("people/person.html", person=record, place=place, own=call.record.id == call.caller.person)


def new_form(call: Call) -> Form:
    language = this_site().settings.language
    return Form(
        _("Register a person"),
        _fields(call, None),
        _("Register and invite"),
        lead=_("A mail with a link goes to the address. By it the person chooses a password; it holds for 7 days."),
        values={"language": language, "organisation": call.caller.organisation},
        back=PEOPLE,
    )


@pages.form("/people/new", who=policies.REGISTERS_PEOPLE, form=new_form, body=schemas.NewPerson)
def register(call: Call) -> Response:
    """Without an organisation the person gets the one of who registers them."""
    given = {"language": this_site().settings.language, "organisation": call.caller.organisation} | call.body
    made = commands.register_person(call.session, call.caller, **given)
    return go(f"{PEOPLE}/{made.id}", _("The person is registered. The invitation is on its way."))


def change_form(call: Call) -> Form:
    record: Person = call.record
    fields = _fields(call, record)
    return Form(
        _("Change a person"),
        fields,
        _("Save the changes"),
        values={one.name: getattr(record, one.name) for one in fields},
        back=f"{PEOPLE}/{record.id}",
    )


@pages.form(
    "/people/<uuid:id>/change",
    form=change_form,
    body=schemas.PersonChange,
    version=lambda person: person.version,
    **_ONE,
)
def change(call: Call) -> Response:
    commands.change_person(call.session, call.caller, call.record, **call.body)
    return go(f"{PEOPLE}/{call.record.id}", _("The changes are saved."))


@pages.press("/people/<uuid:id>/link", **_ONE)
def send_link(call: Call) -> Response:
    commands.request_link(call.session, call.record.email)
    return go(f"{PEOPLE}/{call.record.id}", _("A mail with a link is on its way."))


def leave_form(call: Call) -> Form:
    record: Person = call.record
    others = colleagues(call.session, record.organisation, record.id, ROLES) if record.organisation else []
    who = Choice(
        "successor",
        _("Who takes their work over?"),
        _("Each part of the work goes to them as far as the rules allow; the rest is left without anybody."),
        options=others,
        many=True,
        optional=True,
    )
    return Form(
        _("Deactivate: %(name)s", name=record.full_name),
        [who] if others else [],
        _("Deactivate for good"),
        warning=_("The person is signed out everywhere at once and can't sign in any more. This can't be undone."),
        dangerous=True,
        back=f"{PEOPLE}/{record.id}",
    )


@pages.form(
    "/people/<uuid:id>/deactivate",
    form=leave_form,
    body=schemas.Deactivation,
    template="people/deactivate.html",
    **_ONE,
)
def deactivate(call: Call) -> Response:
    commands.deactivate_person(call.session, call.caller, call.record, **call.body)
    return go(PEOPLE, _("The person is deactivated."))


def _fields(call: Call, record: Person | None) -> list[Field]:
    taken = _("Somebody signs in with this address already. Check it, or look for the person in the list.")
    found: list[Field] = [
        Text("last_name", _("Last name"), blank=""),
        Text("first_name", _("First name"), blank=""),
        Text("middle_name", _("Middle name"), optional=True, blank=None),
        Text("email", _("E-mail address"), kind="email", width=30, blank="", errors={"taken": taken}),
        Phone("phone", _("Phone"), optional=True, blank=None),
        _roles(call.caller),
    ]
    if call.caller.has(rules.ADMINISTRATOR):
        found.append(_place(call.session, record))
    found.append(Choice("language", _("Language of pages, mails and messages"), options=languages(), inline=True))
    if record:
        found.append(Choice("time_zone", _("Time zone"), options=time_zones(record.time_zone), many=True))
    return found


def _place(session: Session, record: Person | None) -> Choice:
    inactive = _("This organisation is closed. Choose another one.")
    return Choice(
        "organisation",
        _("Organisation"),
        _("Administrators of the platform belong to none."),
        options=organisations(session),
        many=True,
        blank=None,
        errors={"inactive": inactive, "conflicting": _("Administrators of the platform belong to no organisation.")},
    )


def _roles(caller: Caller) -> Several:
    """Those that the caller may give."""
    offered = [one for one in options(ROLES) if rules.may_manage(caller, caller.organisation, [one[0]])]
    conflicting = _("Administrators of the platform and analysts have no other role. Leave one of them.")
    return Several("roles", _("Roles"), options=offered, blank=[], errors={"conflicting": conflicting})
