"""Identity's JSON API."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from services.identity import attempts, commands, entering, policies, schemas, views
from services.identity.model import District, Organisation, Person
from shared import search, tokens
from shared.problems import Invalid
from shared.web.fields import Body
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.policy import ANYONE, SIGNED_IN
from shared.web.routes import Call, Routes
from shared.web.site import this_site

routes = Routes("identity", __name__)

VERSION = {"version": lambda record: record.version}


# --- signing in and out -------------------------------------------------------------------------------------------


@routes.post("/tokens", who=ANYONE, body=schemas.SignIn, answer=schemas.Token, status=201)
def sign_in(call: Call) -> dict[str, Any]:
    return _token(entering.enter(call.session, call.body["email"], call.body["password"]))


@routes.post("/tokens/renew", who=SIGNED_IN, body=Body, answer=schemas.Token, status=201)
def renew(call: Call) -> dict[str, Any]:
    return _token(commands.renew(call.session, call.caller))


@routes.post("/tokens/revoke", who=SIGNED_IN, body=schemas.Revoke, status=204)
def revoke(call: Call) -> None:
    commands.revoke(call.session, call.caller, all=call.body["all"])


def _token(claims: tokens.Claims) -> dict[str, Any]:
    return {"token": entering.token_of(claims), "expires_at": claims.expires_at}


@routes.post("/links", who=ANYONE, body=schemas.LinkRequest, status=202)
def request_link(call: Call) -> None:
    attempts.count_link(call.session, call.body["email"])
    commands.request_link(call.session, call.body["email"])


@routes.post("/links/<token>", who=ANYONE, on=policies.link, body=schemas.NewPassword, status=204)
def use_link(call: Call) -> None:
    person = commands.use_link(call.session, call.record, call.body["password"], demo=this_site().settings.demo)
    attempts.forget(call.session, person.email)


@routes.get("/me", who=SIGNED_IN, on=policies.myself, answer=schemas.MeAnswer, **VERSION)
def me(call: Call) -> dict[str, Any]:
    return views.own_record(call.session, call.record)


@routes.patch("/me", who=SIGNED_IN, on=policies.myself, body=schemas.OwnChange, answer=schemas.MeAnswer, **VERSION)
def change_me(call: Call) -> dict[str, Any]:
    commands.change_own(call.session, call.caller, call.record, **call.body)
    return views.own_record(call.session, call.record)


# --- organisations ------------------------------------------------------------------------------------------------

_ORGANISATION = {"on": policies.organisation, "answer": schemas.OrganisationAnswer, **VERSION}


@routes.get(
    "/organisations",
    who=SIGNED_IN,
    query=schemas.OrganisationQuery,
    answer=page_of(schemas.OrganisationAnswer),
)
def organisations(call: Call) -> dict[str, Any]:
    found = select(Organisation)
    if "kind" in call.query:
        found = found.where(Organisation.kind == call.query["kind"])
    if "accepts_referrals" in call.query:
        found = found.where(Organisation.accepts_referrals == (call.query["accepts_referrals"]))
    return newest_first(call.session, found, Organisation.id, call.query, _as_it_is)


@routes.post(
    "/organisations",
    who=policies.ADMINISTRATOR,
    body=schemas.NewOrganisation,
    answer=schemas.OrganisationAnswer,
    status=201,
)
def register_organisation(call: Call) -> Organisation:
    return commands.register_organisation(call.session, call.caller, **call.body)


@routes.get("/organisations/<uuid:id>", who=SIGNED_IN, **_ORGANISATION)
def organisation(call: Call) -> Organisation:
    return call.record  # type: ignore[no-any-return]


@routes.patch(
    "/organisations/<uuid:id>", who=policies.CHANGES_ORGANISATION, body=schemas.OrganisationChange, **_ORGANISATION
)
def change_organisation(call: Call) -> Organisation:
    return commands.change_organisation(call.session, call.caller, call.record, **call.body)


# --- districts ----------------------------------------------------------------------------------------------------

_DISTRICT = {"on": policies.district, "answer": schemas.DistrictAnswer, **VERSION}


@routes.get("/districts", who=SIGNED_IN, query=PageQuery, answer=page_of(schemas.DistrictAnswer))
def districts(call: Call) -> dict[str, Any]:
    return newest_first(call.session, select(District), District.id, call.query, _as_it_is)


@routes.post(
    "/districts", who=policies.ADMINISTRATOR, body=schemas.NewDistrict, answer=schemas.DistrictAnswer, status=201
)
def register_district(call: Call) -> District:
    return commands.register_district(call.session, call.caller, **call.body)


@routes.get("/districts/<code>", who=SIGNED_IN, **_DISTRICT)
def district(call: Call) -> District:
    return call.record  # type: ignore[no-any-return]


@routes.patch("/districts/<code>", who=policies.ADMINISTRATOR, body=schemas.DistrictChange, **_DISTRICT)
def change_district(call: Call) -> District:
    return commands.change_district(call.session, call.caller, call.record, **call.body)


# --- people -------------------------------------------------------------------------------------------------------

_PERSON = {"on": policies.person, "who": policies.MANAGES_PERSON, "answer": schemas.PersonAnswer, **VERSION}


@routes.get("/people", who=policies.SEES_PEOPLE, query=schemas.PeopleQuery, answer=page_of(schemas.PersonRow))
def people(call: Call) -> dict[str, Any]:
    query = call.query
    active = Person.active if query["active"] else ~Person.active
    found = select(Person).where(active, policies.visible_people(call.caller, query.get("role")))
    if "organisation" in query:
        found = found.where(Person.organisation == _organisation_asked(call, query["organisation"]))
    if query.get("q"):
        found = found.where(and_(*search.matches(query["q"], Person.id)))
    return newest_first(call.session, found, Person.id, query, lambda person: views.person_row(call.caller, person))


def _organisation_asked(call: Call, asked: str) -> UUID | None:
    if asked == "own":
        return call.caller.organisation
    try:
        return UUID(asked)
    except ValueError:
        raise Invalid({"organisation": ["type"]}) from None


@routes.post("/people", who=policies.REGISTERS_PEOPLE, body=schemas.NewPerson, answer=schemas.PersonAnswer, status=201)
def register_person(call: Call) -> dict[str, Any]:
    """Without an organisation the person gets the one of who registers them."""
    given = {"language": this_site().settings.language, "organisation": call.caller.organisation} | call.body
    return views.person_record(call.caller, commands.register_person(call.session, call.caller, **given))


@routes.get("/people/<uuid:id>", **_PERSON)
def person(call: Call) -> dict[str, Any]:
    return views.person_record(call.caller, call.record)


@routes.patch("/people/<uuid:id>", body=schemas.PersonChange, **_PERSON)
def change_person(call: Call) -> dict[str, Any]:
    changed = commands.change_person(call.session, call.caller, call.record, **call.body)
    return views.person_record(call.caller, changed)


@routes.post("/people/<uuid:id>/deactivate", body=schemas.Deactivation, **_PERSON)
def deactivate_person(call: Call) -> dict[str, Any]:
    """At once, whatever is open of theirs; each service gives the successor what they may have by its own rules."""
    left = commands.deactivate_person(call.session, call.caller, call.record, **call.body)
    return views.person_record(call.caller, left)


def _as_it_is(record: Any) -> Any:
    return record
