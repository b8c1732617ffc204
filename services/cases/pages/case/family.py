"""The family: who belongs to it, where it lives, and what changed there."""

from typing import Any

from flask import Response
from sqlalchemy import select

from services.cases import commands, policies
from services.cases.api.blueprint import version
from services.cases.commands.checks import today
from services.cases.model import Case, Member
from services.cases.pages import frame
from services.cases.pages.people import role_and_age
from services.cases.pages.room import CASE, pages
from services.cases.schemas.cases import FamilyBody
from shared.codes import MEMBER_ROLES
from shared.directory.model import KnownDistrict
from shared.problems import NotFound
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Day, Group, Hidden, Phone, Rows, Text, Whole, options
from shared.web.routes import Call

MEMBER = f"{CASE}/family/<uuid:member>"
_CHANGING: dict[str, Any] = {
    "on": policies.case_of,
    "who": policies.WORKER,
    "version": version,
    "body": FamilyBody,
    "template": "case_form.html",
}


@pages.page(f"{CASE}/family", on=policies.case_of, who=policies.READER)
def family(call: Call) -> Response:
    case, day = call.record, today(call.session, call.record)
    here, gone = case.household(day), [one for one in case.members if not one.lives_there(day)]
    district = call.session.get(KnownDistrict, case.district)
    shown = {"district": district.name if district else case.district, "case": case}
    members = [{"member": one, "said": role_and_age(one, case, call.session)} for one in here]
    return show("people/family.html", **frame.of(call, "family"), members=members, gone=gone, **shown)


def _member(call: Call) -> Member:
    case: Case = call.record
    found = case.member(call.path["member"])
    if found is None:
        raise NotFound
    return found


def _about(legend: str) -> Group:
    """All that is known of one member. An age is for whose birthday nobody knows."""
    unknown = _("If the birthday is not known")
    asked = _("Enter the child's date of birth, or the age below.")
    return Group(
        legend,
        [
            Hidden("members.0.id", ""),
            Choice("members.0.role", _("Who is it in the family?"), options=options(MEMBER_ROLES), many=True),
            Text("members.0.first_name", _("First name"), blank=""),
            Text("members.0.middle_name", _("Patronymic"), optional=True, blank=None),
            Text("members.0.last_name", _("Surname"), optional=True, blank=None),
            Day("members.0.born_on", _("Date of birth"), optional=True, blank=None, errors={"required": asked}),
            Whole("members.0.age", _("Age in years"), hint=unknown, optional=True, blank=None),
        ],
    )


def _form(call: Call, title: str, button: str, rows: list[Group], member: dict[str, Any], **more: Any) -> Form:
    return Form(
        title,
        [Rows("members", rows)],
        button,
        values={"members": [member]},
        back=f"{frame.address_of(call.record)}/family",
        shown=frame.of(call, "family"),
        **more,
    )


def new_form(call: Call) -> Form:
    lead = _(
        "A child that was born, a partner who moved in: who lives with the family now. The plan is then to be talked"
        " over with them too."
    )
    return _form(
        call, _("Someone came into the family"), _("Add to the family"), [_about(_("About them"))], {}, lead=lead
    )


@pages.form(f"{CASE}/family/new", form=new_form, **_CHANGING)
def add_member(call: Call) -> Response:
    return _changed(call, _("They belong to the family now."))


def change_form(call: Call) -> Form:
    member = _member(call)
    names = ("id", "role", "first_name", "middle_name", "last_name", "born_on")
    known = {name: getattr(member, name) for name in names}
    age = None if member.born_on else member.age_on(today(call.session, call.record))
    return _form(call, _("Correct who it is"), _("Save"), [_about(_("About them"))], known | {"age": age})


@pages.form(MEMBER, form=change_form, **_CHANGING)
def change_member(call: Call) -> Response:
    return _changed(call, _("It is saved."))


def left_form(call: Call) -> Form:
    member, day = _member(call), today(call.session, call.record)
    asked = Group(
        member.first_name,
        [Hidden("members.0.id", ""), Day("members.0.left_on", _("The last day in the family"), blank="")],
    )
    lead = _("For who does not live with the family any more. What was written of them stays in the case; enrolments in"
             " groups end.")  # fmt: skip
    known = {"id": member.id, "left_on": day}
    return _form(call, _("Someone left the family"), _("They don't live there any more"), [asked], known, lead=lead)


@pages.form(f"{MEMBER}/left", form=left_form, **_CHANGING)
def member_left(call: Call) -> Response:
    return _changed(call, _("They don't belong to the household any more."))


def home_form(call: Call) -> Form:
    case = call.record
    districts = call.session.execute(select(KnownDistrict.code, KnownDistrict.name).order_by(KnownDistrict.name))
    return Form(
        _("Where the family lives, and its phone"),
        [
            Choice("district", _("District"), options=[(code, name) for code, name in districts], many=True),
            Text("address", _("Address"), optional=True, rows=2, blank=None),
            Phone("phone", _("Phone"), optional=True, blank=None),
        ],
        _("Save"),
        values={name: getattr(case, name) for name in ("district", "address", "phone")},
        back=f"{frame.address_of(case)}/family",
        shown=frame.of(call, "family"),
    )


@pages.form(f"{CASE}/family/home", form=home_form, **_CHANGING)
def change_home(call: Call) -> Response:
    return _changed(call, _("It is saved."))


def _changed(call: Call, said: str) -> Response:
    commands.change_family(call.session, call.caller, call.record, **call.body)
    return go(f"{frame.address_of(call.record)}/family", said)
