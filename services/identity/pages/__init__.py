"""Identity's pages, a module for each part."""

from services.identity.pages import absences, districts, imports, links, me, organisations, people, sign_in

PAGES = (
    sign_in.pages,
    sign_in.front,
    links.pages,
    me.pages,
    absences.pages,
    people.pages,
    imports.pages,
    organisations.pages,
    districts.pages,
)
