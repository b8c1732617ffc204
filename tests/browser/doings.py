"""What the sample region lacks, done through its pages so that they can be seen."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

from bs4 import Tag
from sqlalchemy import select

from services.identity import commands as identity
from services.identity.model import Person
from shared import clock
from tests.browser.doings_of_an_office import of_an_office
from tests.browser.doings_of_volunteers import of_volunteers
from tests.browser.doings_outside import beside, last_invitation
from tests.browser.sending import sent
from tests.browser.town import Town
from tests.browser.visitor import Visitor
from tests.browser.walk import Place, links_of, rule_of
from tests.support.pages import Page

WORKER, COORDINATOR, REFERRER = "worker@ngo.example", "coordinator@ngo.example", "referrer@school.example"
ADMINISTRATOR = "orgadmin@ngo.example"
MOTHER = {"role": "mother", "last_name": "Кравцова", "first_name": "Яна"}
CHILD = {"role": "child", "last_name": "Кравцов", "first_name": "Глеб", "born_on": "14.2.2017"}
CASE = "/cases/<uuid:id>"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def done(town: Town) -> list[Place]:
    """A page that is not there yields nothing: that nobody came to it is told by a test of its own."""
    return [
        place
        for place in (
            *_of_a_case(town),
            *_of_referrals(town),
            *of_volunteers(town),
            *_of_accounts(town),
            *_of_forms(town),
            *of_an_office(town),
            *beside(town),
        )
        if place
    ]


def _of_a_case(town: Town) -> Iterator[Place | None]:
    worker = Visitor(town, WORKER)
    case = next(_own_cases(town, worker))
    yield sent(worker, WORKER, f"{case}/concerns/new", {"severity": "danger", "text": "Ребёнок один дома."})
    planned = {"kind": "visit", "at.day": _day(7), "at.time": "14:30", "place": "дома"}
    yield sent(worker, WORKER, f"{case}/visits/new", planned)
    yield sent(worker, WORKER, f"{case}/notes/new", {"text": "Мама просила звонить после шести."})
    yield sent(worker, WORKER, f"{case}/documents/new", {"kind": "other", "file": (BytesIO(PDF), "справка.pdf")})
    yield from _of_a_team(worker, case)
    yield from _of_a_roadmap(town, worker)
    yield Place(WORKER, "/cases/mine?status=closed")
    town.settle()


def _own_cases(town: Town, worker: Visitor) -> Iterator[str]:
    return (link for link in links_of(worker.get("/cases/mine")) if rule_of(town.apps, link) == CASE)


def _of_a_team(worker: Visitor, case: str) -> Iterator[Place | None]:
    """A meeting that was held, of which one decision is done already."""
    meeting = sent(worker, WORKER, f"{case}/meetings/new", {"planned_at.day": _day(0), "planned_at.time": "00:05"})
    yield meeting
    if meeting is None:
        return
    page = worker.get(f"{meeting.address}/held")
    decided = {"text": "Записать ребёнка в кружок.", "who": first_of(page, "decisions.0.who"), "due_on": _day(5)}
    both = {f"decisions.{row}.{name}": value for row in range(2) for name, value in decided.items()}
    held = sent(worker, WORKER, f"{meeting.address}/held", both)
    links = worker.get(held.address).links().values() if held else ()
    done = next((link for link in links if link.endswith("/done")), None)
    yield sent(worker, WORKER, done, {}) if done else None


def _of_a_roadmap(town: Town, worker: Visitor) -> Iterator[Place | None]:
    """In the first case that is so far: a stage that nobody presented yet."""
    stage = {"title": "Семья справляется сама.", "shown_by": "Три месяца без помощи.", "due_on": _day(30)}
    values = {"purpose": "Семья живёт сама."} | {f"stages.0.{name}": value for name, value in stage.items()}
    for page in (worker.get(f"{case}/roadmap/edit") for case in _own_cases(town, worker)):
        free = page.status == 200 and not page.one('[name="stages.0.title"]').get_text(strip=True)
        if free and (drawn := sent(worker, WORKER, page.path, values | {"stages.0.who": "Психолог школы"})):
            yield drawn
            return


def _of_referrals(town: Town) -> Iterator[Place | None]:
    """A draft with somebody in it; a referral that was sent and accepted; an invitation."""
    referrer, coordinator = Visitor(town, REFERRER), Visitor(town, COORDINATOR)
    draft = sent(referrer, REFERRER, "/referrals/new", {})
    yield draft
    if draft:
        yield sent(referrer, REFERRER, f"{draft.address}/members/new", MOTHER)
        yield Place(REFERRER, f"{draft.address}/check")
    whole = sent(referrer, REFERRER, "/referrals/one-page", _whole(referrer.get("/referrals/one-page")))
    yield whole
    if whole:
        accept = whole.address.removesuffix("/sent") + "/accept"
        yield sent(coordinator, COORDINATOR, accept, {"worker": "later"})
    asked = sent(referrer, REFERRER, "/referrals/one-page", _whole(referrer.get("/referrals/one-page")))
    if asked:
        own = asked.address.removesuffix("/sent")
        sent(coordinator, COORDINATOR, f"{own}/ask", {"question": "Знает ли мама о направлении?"})
        yield Place(REFERRER, own)
        yield Place(COORDINATOR, own)
        paper = {"kind": first_of(referrer.get(f"{own}/documents/new"), "kind"), "file": (BytesIO(PDF), "справка.pdf")}
        yield sent(referrer, REFERRER, f"{own}/documents/new", paper)
    invited = {"organisation_name": "Детская поликлиника", "contact_name": "Анна Белова", "email": "clinic@out.example"}
    yield sent(coordinator, COORDINATOR, "/referrals/invitations/new", invited)
    yield Place(None, last_invitation(town))
    sent(coordinator, COORDINATOR, "/referrals/invitations/new", invited)
    yield _of_a_guest(Visitor(town), coordinator, last_invitation(town))
    town.settle()


def _of_a_guest(guest: Visitor, coordinator: Visitor, link: str) -> Place | None:
    """Who was invited has sent a family, and is asked something."""
    whole = sent(guest, None, link, _whole(guest.get(link)))
    invitations = coordinator.get("/referrals/invitations").soup.select("td a[href]")
    own = next((str(a["href"]) for a in invitations if not str(a["href"]).endswith("/cancel")), None)
    if whole and own:
        sent(coordinator, COORDINATOR, f"{own}/ask", {"question": "Знает ли мама о направлении?"})
    return whole


def _whole(page: Page) -> dict[str, str]:
    """A referral on one page."""
    about = {"channel": "partner", "basis.kind": "consent", "basis.given_on": _day(-3), "urgency": "routine"}
    household = {"family.kind": "blood", "family.district": "central", "narrative": "Маме одной трудно."}
    both = enumerate((MOTHER, CHILD))
    members = {f"family.members.{row}.{name}": value for row, one in both for name, value in one.items()}
    ngo = page.soup.find("label", string=re.compile("Тёплый берег"))
    chosen = page.soup.find(id=ngo["for"]) if isinstance(ngo, Tag) else None
    to = {"to_organisation": str(chosen["value"])} if isinstance(chosen, Tag) else {}
    return about | household | members | to | {"reasons": "few_contacts"}


def _of_accounts(town: Town) -> Iterator[Place | None]:
    """A forgotten password, the link that comes by mail, and somebody who will be away."""
    yield sent(Visitor(town), None, "/identity/forgotten", {"email": "nobody@out.example"})
    with town.pump.sessions["identity"].begin() as session:
        person = session.scalars(select(Person).where(Person.email == "worker6@ngo.example")).one()
        yield Place(None, f"/identity/links/{identity.issue_link(session, person)}")
        away = f"/identity/people/{person.id}/absences/new"
    administrator = Visitor(town, ADMINISTRATOR)
    absence = {"from_on": _day(3), "until_on": _day(10), "deputy": first_of(administrator.get(away), "deputy")}
    yield sent(administrator, ADMINISTRATOR, away, absence)


def _of_forms(town: Town) -> Iterator[Place | None]:
    """Wordings of the organisation's own, which can go back to the usual ones."""
    administrator = Visitor(town, ADMINISTRATOR)
    for form in ("/cases/forms/agreement", "/referrals/forms/consent"):
        yield sent(administrator, ADMINISTRATOR, form, {"text": "# Наш бланк\n{signatures}"})


def first_of(page: Page, name: str) -> str:
    """The first answer that can be chosen."""
    return str(page.one(f'[name="{name}"] option[value]:not([value=""])')["value"])


def _day(later: int) -> str:
    return f"{clock.today(clock.DEFAULT_TIME_ZONE) + timedelta(days=later):%d.%m.%Y}"
