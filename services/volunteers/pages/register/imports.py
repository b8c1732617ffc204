"""Volunteers and contact families, from a file."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.volunteers import commands, imports
from services.volunteers.imports.template import TEMPLATE
from services.volunteers.model import Import, Volunteer
from services.volunteers.pages.register.blueprint import REGISTER, pages
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.policies.imports import imported
from services.volunteers.queries.imports import names
from shared.web.pages.imports import ImportPages, Taken, add_pages
from shared.web.routes import Call
from shared.words import N_


def _take(call: Call) -> Taken:
    file = imports.read(call.body["file"], names(call.session))
    return Taken(commands.import_volunteers(call.session, call.caller, file, again=call.body["again"]))


def _made(call: Call, done: Import) -> Sequence[tuple[str, str]]:
    of_file = select(Volunteer).where(Volunteer.id.in_(done.volunteers)).options(joinedload(Volunteer.known))
    found = {one.id: one for one in call.session.scalars(of_file)}
    return [(found[id].display_name, f"{REGISTER}/{id}") for id in done.volunteers]


add_pages(
    pages,
    ImportPages(
        path="/register/import",
        api="/volunteers/api/v1/volunteers/imports",
        title=N_("Put people on the register from a file"),
        lead=N_("One row for each volunteer or contact family, up to 500. They must be able to sign in already: their "
                "administrator registers them as people first."),
        who=COORDINATORS,
        on=imported,
        template=TEMPLATE,
        take=_take,
        made=_made,
        back=REGISTER,
        back_text=N_("Register of volunteers"),
    ),
)  # fmt: skip
