"""What the sample region lacks, done through its pages, so that they can be seen: each answers where it led."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from sqlalchemy import select

from services.identity import commands as identity
from services.identity.model import Person
from tests.browser.town import Town
from tests.browser.visitor import Visitor
from tests.browser.walk import Place, rule_of

WORKER, COORDINATOR, REFERRER = "worker@ngo.example", "coordinator@ngo.example", "referrer@school.example"
ADMINISTRATOR = "orgadmin@ngo.example"
CASE = "/cases/<uuid:id>"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def done(town: Town) -> list[Place]:
    """A page that is not there yields nothing: that nobody came to it is told by a test of its own."""
    return [place for place in (*_of_a_case(town), *_of_referrals(town), *_of_accounts(town)) if place]


def _of_a_case(town: Town) -> Iterator[Place | None]:
    worker = Visitor(town, WORKER)
    case = next(link for link in worker.get("/cases/mine").links().values() if rule_of(town.apps, link) == CASE)
    yield _sent(worker, WORKER, f"{case}/concerns/new", {"severity": "danger", "text": "Ребёнок один дома."})
    planned = {"kind": "visit", "at.day": "24.03.2027", "at.time": "14:30", "place": "дома"}
    yield _sent(worker, WORKER, f"{case}/visits/new", planned)
    yield _sent(worker, WORKER, f"{case}/notes/new", {"text": "Мама просила звонить после шести."})
    yield _sent(worker, WORKER, f"{case}/documents/new", {"kind": "other", "file": (BytesIO(PDF), "справка.pdf")})
    town.settle()


def _of_referrals(town: Town) -> Iterator[Place | None]:
    yield _sent(Visitor(town, REFERRER), REFERRER, "/referrals/new", {})
    invited = {"organisation_name": "Детская поликлиника", "contact_name": "Анна Белова", "email": "clinic@out.example"}
    yield _sent(Visitor(town, COORDINATOR), COORDINATOR, "/referrals/invitations/new", invited)


def _of_accounts(town: Town) -> Iterator[Place | None]:
    """A forgotten password, the link that comes by mail, and somebody who will be away."""
    yield _sent(Visitor(town), None, "/identity/forgotten", {"email": "nobody@out.example"})
    with town.pump.sessions["identity"].begin() as session:
        person = session.scalars(select(Person).where(Person.email == "worker6@ngo.example")).one()
        yield Place(None, f"/identity/links/{identity.issue_link(session, person)}")
        away = f"/identity/people/{person.id}/absences/new"
    days = {"reason": "leave", "from_on": "01.03.2027", "until_on": "14.03.2027"}
    yield _sent(Visitor(town, ADMINISTRATOR), ADMINISTRATOR, away, days)


def _sent(visitor: Visitor, email: str | None, address: str, values: dict[str, Any]) -> Place | None:
    """Where the form led; None where the page is not there, or asks for something else."""
    page = visitor.get(address)
    if page.status != 200:
        return None
    led = page.submit({name: value for name, value in values.items() if page.soup.find(attrs={"name": name})})
    return Place(email, led.path) if led.status == 200 else None
