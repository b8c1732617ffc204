"""Somebody says yes and can be introduced; somebody is asked and has not answered; somebody is no volunteer any more,
whose pairing their coordinator ends."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from services.identity.model import Person
from services.volunteers.model import Assignment, Proposal
from shared import clock
from tests.browser.sending import sent
from tests.browser.town import EMAILS, Town
from tests.browser.visitor import Visitor
from tests.browser.walk import Place, links_of, rule_of

ADMINISTRATOR, MATCHMAKER = "orgadmin@ngo.example", "volunteers@ngo.example"
WISH = "/volunteers/requests/<uuid:id>"


def of_volunteers(town: Town) -> Iterator[Place | None]:
    """A matching run, besides."""
    yield sent(Visitor(town, MATCHMAKER), MATCHMAKER, "/volunteers/runs", {})
    yield Place(MATCHMAKER, "/volunteers/settings/history")
    yield from _of_a_yes(town)
    yield _of_a_question(town)
    yield _of_who_has_gone(town)


def _of_a_yes(town: Town) -> Iterator[Place | None]:
    """From somebody whose account is not known, so that the others keep their questions; the family wants a volunteer,
    too."""
    with town.pump.sessions["volunteers"].begin() as session:
        waiting = session.scalars(select(Proposal).where(Proposal.status == "made").order_by(Proposal.id))
        asked = [(one.id, one.volunteer.person, one.request.worker, one.request.case) for one in waiting]
    everybody = [(question, _email(town, whom), _email(town, worker), case) for question, whom, worker, case in asked]
    question, whom, worker, case = next(one for one in everybody if one[1] not in EMAILS and one[2] in EMAILS)
    sent(Visitor(town, whom), whom, f"/volunteers/mine/questions/{question}/yes", {})
    town.settle()
    yield Place(worker, f"/cases/{case}/support")
    agreed = clock.today(clock.DEFAULT_TIME_ZONE)
    wished = {"kind": "volunteer", "about": "Погулять с младшим по субботам.", "family_agreed_on": f"{agreed:%d.%m.%Y}"}
    yield sent(Visitor(town, worker), worker, f"/cases/{case}/support/new", wished)


def _of_a_question(town: Town) -> Place | None:
    """Where it can be taken back."""
    coordinator = Visitor(town, MATCHMAKER)
    waiting = (link for link in links_of(coordinator.get("/volunteers/requests")) if rule_of(town.apps, link) == WISH)
    offered = (link for request in waiting for link in links_of(coordinator.get(request)) if "/ask?" in link)
    asks = next(offered, None)
    return sent(coordinator, MATCHMAKER, asks, {}) if asks else None


def _of_who_has_gone(town: Town) -> Place:
    coordinated = links_of(Visitor(town, MATCHMAKER).get("/volunteers/assignments"))
    pairings = [link for link in coordinated if rule_of(town.apps, link) == "/volunteers/assignments/<uuid:id>"]
    with town.pump.sessions["volunteers"].begin() as session:
        known = [(link, session.get_one(Assignment, UUID(link.rsplit("/", 1)[1]))) for link in pairings]
        meeting = [(link, one.volunteer.person) for link, one in known if one.introduced_at]
    pairing, gone = next(one for one in meeting if _email(town, one[1]) not in EMAILS)
    sent(Visitor(town, ADMINISTRATOR), ADMINISTRATOR, f"/identity/people/{gone}/change", {"roles": ["specialist"]})
    town.settle()
    return Place(MATCHMAKER, pairing)


def _email(town: Town, person: UUID | None) -> str:
    with town.pump.sessions["identity"].begin() as session:
        return session.get_one(Person, person).email
