"""People of an organisation, from a file."""

from collections.abc import Sequence

from sqlalchemy import select

from services.identity import commands, imports, policies
from services.identity.imports.names import names
from services.identity.imports.template import TEMPLATE
from services.identity.model import Import, Person
from services.identity.pages.people import PEOPLE
from shared.web.pages import Pages
from shared.web.pages.imports import ImportPages, Taken, add_pages
from shared.web.routes import Call
from shared.web.site import this_site
from shared.words import N_

pages = Pages("identity", __name__, "imports")


def _take(call: Call) -> Taken:
    file = imports.read(call.body["file"], names(call.session))
    more = {"language": this_site().settings.language, "again": call.body["again"]}
    return Taken(commands.import_people(call.session, call.caller, file, **more))


def _made(call: Call, done: Import) -> Sequence[tuple[str, str]]:
    found = {one.id: one for one in call.session.scalars(select(Person).where(Person.id.in_(done.people)))}
    return [(found[id].full_name, f"{PEOPLE}/{id}") for id in done.people]


add_pages(
    pages,
    ImportPages(
        path="/people/import",
        api="/identity/api/v1/people/imports",
        title=N_("Register people from a file"),
        lead=N_(
            "One row for each person, up to 500. Those who are invited get a mail with a link, one after the other."
        ),
        who=policies.IMPORTS_PEOPLE,
        on=policies.imported,
        template=TEMPLATE,
        take=_take,
        made=_made,
        back=PEOPLE,
        back_text=N_("People"),
    ),
)
