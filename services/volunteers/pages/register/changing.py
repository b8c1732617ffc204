"""What a coordinator writes into the register: somebody new, checks, a profile, who may be asked and who not."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from sqlalchemy import select

from services.volunteers import commands
from services.volunteers.model import Volunteer
from services.volunteers.pages import papers, profiles
from services.volunteers.pages.asking import ROWS_TO_ADD, Answer, Every, InOrder, version
from services.volunteers.pages.register.blueprint import REGISTER, pages
from services.volunteers.pages.register.records import ON_REGISTER, of_person
from services.volunteers.pages.wording import text_of
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.schemas import register as schemas
from shared.codes import DOCUMENT_KINDS, ROLES, VOLUNTEER_KINDS
from shared.directory.model import KnownOrganisation, KnownPerson
from shared.problems import Invalid
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Choice, Day, Group, Hidden, Option, options
from shared.web.routes import Call

_CHANGE: dict[str, Any] = {"body": schemas.ChangeBody, "version": version, **ON_REGISTER}


def _people(call: Call) -> list[Option]:
    """Of the own organisation, whom identity knows as volunteers or contact families and the register does not."""
    there = select(KnownPerson).where(KnownPerson.organisation == call.caller.organisation, KnownPerson.active)
    on_it = select(Volunteer.person).where(Volunteer.status != "left", Volunteer.kind == "contact_family")
    known = there.where(KnownPerson.roles.overlap(list(VOLUNTEER_KINDS)))
    both = known.where(~(KnownPerson.id.in_(on_it) & ~KnownPerson.roles.contains(["volunteer"])))
    found = [(str(one.id), f"{one.display_name} ({_roles(one)})") for one in call.session.scalars(both)]
    return sorted(found, key=lambda one: one[1])


def _roles(known: KnownPerson) -> str:
    return ", ".join(text_of(role, ROLES) for role in VOLUNTEER_KINDS if role in known.roles)


def _new_form(call: Call) -> Form:
    return Form(
        _("Put somebody on the register"),
        [
            Choice("person", _("Whom?"), options=_people(call), many=True, errors=profiles.person_errors()),
            Choice("kind", _("As what?"), options=options(VOLUNTEER_KINDS)),
            *profiles.given(call.session, None),
        ],
        _("Put them on the register"),
        lead=_("In the list are those to whom the administrator gave the role. Checks are noted afterwards."),
        values={"languages": ["ru"], "capacity": 1},
        back=REGISTER,
    )


@pages.form("/register/new", who=COORDINATORS, form=_new_form, body=schemas.RegisterBody)
def register_somebody(call: Call) -> Response:
    """The API takes nobody for oneself: here somebody is chosen."""
    if "person" not in call.body:
        raise Invalid({"person": ["required"]})
    made = commands.register(call.session, call.caller, call.body)
    return go(of_person(made), _("They are on the register. Note the checks before they are asked."))


def _profile_form(call: Call) -> Form:
    row = call.record
    return Form(
        _("Change the profile"),
        [*profiles.given(call.session, row), _employers(call, row.employers)],
        _("Save the profile"),
        values=profiles.values(row) | {"employers": row.employers},
        back=of_person(row),
    )


def _employers(call: Call, already: Sequence[Any]) -> Group:
    """Whoever works where a family is assessed is never asked for it."""
    every = call.session.scalars(select(KnownOrganisation).order_by(KnownOrganisation.name))
    offered: list[Option] = [(str(one.id), one.name) for one in every]
    label = _("Where does somebody of their household work?")
    rows = [
        Group("", [Choice(f"employers.{number}.one", _("Organisation %(number)s", number=number + 1), many=True,
                          options=offered)])
        for number in range(len(already) + ROWS_TO_ADD)
    ]  # fmt: skip
    hint = _("Nobody is asked for a family that their own employer assesses.")
    return Group(label, [InOrder("employers", rows, label, hint)])


@pages.form("/register/<uuid:id>/profile", form=_profile_form, **_CHANGE)
def change_profile(call: Call) -> Response:
    commands.change(call.session, call.caller, call.record, call.body)
    return go(of_person(call.record), _("The profile is saved."))


def _check_form(call: Call) -> Form:
    row = call.record
    late = {
        "before_training": _("The approval cannot come before the training."),
        "before_interview": _("The approval cannot come before the interview."),
    }
    return Form(
        _("Note a check"),
        [
            Day("vetting.trained_on", _("Day of the training"), optional=True, blank=None),
            Day("vetting.interviewed_on", _("Day of the interview"), optional=True, blank=None),
            Day("vetting.approved_on", _("Day of the approval"), optional=True, blank=None, errors=late),
            _documents(row),
        ],
        _("Save the checks"),
        lead=_("A renewed document is a new row: the one that lasts longest counts."),
        values={"vetting": row.vetting},
        back=of_person(row),
    )


def _documents(row: Volunteer) -> Group:
    """Each with the day through which it is good; in own words only those that are there already."""
    words = [one["kind"] for one in row.documents if one["kind"] not in DOCUMENT_KINDS]
    kinds = [*options(DOCUMENT_KINDS), *((one, one) for one in dict.fromkeys(words))]
    rows = [_document(number, kinds) for number in range(len(row.documents) + ROWS_TO_ADD)]
    label = _("Documents that were seen")
    hint = _("Leave a row empty to take a document away. There is room for more after saving.")
    return Group(label, [Every("vetting.documents", rows, label, hint)])


def _document(number: int, kinds: Sequence[Option]) -> Group:
    start = f"vetting.documents.{number}"
    return Group(
        _("Document %(number)s", number=number + 1),
        [
            Choice(f"{start}.kind", _("Which?"), options=kinds, many=True),
            Day(f"{start}.expires_on", _("Good through"), optional=True),
        ],
    )


@pages.form("/register/<uuid:id>/check", form=_check_form, **_CHANGE)
def note_check(call: Call) -> Response:
    commands.change(call.session, call.caller, call.record, call.body)
    return go(of_person(call.record), _("The checks are saved."))


def _ready_form(call: Call) -> Answer:
    pausing = call.record.status == "paused"
    return Answer(
        _("End the pause?") if pausing else _("Say that they can be asked?"),
        [Hidden("status", "")],
        _("End the pause") if pausing else _("Say that they can be asked"),
        lead=_("From now on they stand among the candidates for families that they fit."),
        values={"status": "ready"},
        back=of_person(call.record),
        refusals={
            "not_vetted": _("Their vetting is not complete: their page says what is missing. Note it first."),
            "conflict": _("This is not possible in the state that they are in now."),
        },
    )


@pages.form("/register/<uuid:id>/ready", form=_ready_form, **_CHANGE)
def make_ready(call: Call) -> Response:
    commands.change(call.session, call.caller, call.record, call.body)
    return go(of_person(call.record), _("They can be asked."))


def _pause_form(call: Call) -> Answer:
    return Answer(
        _("Let them pause?"),
        [
            Hidden("status", ""),
            Day("paused_until", _("Until which day?"), optional=True, errors=profiles.pause_errors()),
        ],
        _("Let them pause"),
        lead=_("Questions without an answer are taken back. Families that they meet stay theirs."),
        values={"status": "paused", "paused_until": call.record.paused_until},
        back=of_person(call.record),
        refusals={"conflict": _("A pause is possible only for who can be asked now.")},
    )


@pages.form("/register/<uuid:id>/pause", form=_pause_form, **_CHANGE)
def let_pause(call: Call) -> Response:
    commands.change(call.session, call.caller, call.record, call.body)
    return go(of_person(call.record), _("They pause."))


def _left_form(call: Call) -> Answer:
    return Answer(
        _("Take them off the register?"),
        [Hidden("status", "")],
        _("Take them off the register"),
        warning=_("All their meetings with families end now and open questions are taken back. It cannot be undone: "
                  "they would have to be registered and vetted anew."),
        values={"status": "left"},
        back=of_person(call.record),
        dangerous=True,
    )  # fmt: skip


@pages.form("/register/<uuid:id>/left", form=_left_form, **_CHANGE)
def take_off(call: Call) -> Response:
    commands.change(call.session, call.caller, call.record, call.body)
    return go(of_person(call.record), _("They do not take part any more."))


def _paper_form(call: Call) -> Form:
    return papers.paper_form(of_person(call.record))


@pages.form("/register/<uuid:id>/papers/new", form=_paper_form, body=papers.PAPER, **ON_REGISTER)
def add_paper(call: Call) -> Response:
    papers.add(call)
    return go(of_person(call.record), _("The document is added. Note with the checks through which day it is good."))
