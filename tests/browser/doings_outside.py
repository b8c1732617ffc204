"""What comes from outside: a family's own appeal, an invitation's link, and events that nobody can read."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from services.referrals.commands.letters import issue_link
from services.referrals.model import Invitation
from services.referrals.rules import slips
from shared import clock
from shared.eventing import deadletters
from shared.eventing.record import Raw
from tests.browser.town import NEWCOMERS, Town
from tests.browser.visitor import Visitor
from tests.browser.walk import Place

APPEAL = "/referrals/appeal"
ADMINISTRATOR_OF_ALL = "admin@opora.example"


def beside(town: Town) -> Iterator[Place]:
    yield from _of_a_family(town)
    yield from _of_lost_events(town)
    yield Place(NEWCOMERS["volunteer"], "/volunteers/mine")


def _of_a_family(town: Town) -> Iterator[Place]:
    """It asks for help itself and then looks what became of that."""
    nobody = Visitor(town)
    yield Place(None, APPEAL)
    chosen = next(link for link in nobody.get(APPEAL).links().values() if link.startswith(f"{APPEAL}/") and "-" in link)
    asks = nobody.get(chosen)
    sent = asks.submit(_appeal(town) | {"consent_covers": str(asks.one("[name=consent_covers]")["value"])})
    reference, code = (one.get_text() for one in sent.soup.select(".govuk-panel strong"))
    state = nobody.get(f"{APPEAL}/status").submit({"reference": reference, "code": code})
    asked = state.submit(form=f'main form[action="{APPEAL}/leaving"]')
    yield from (Place(None, str(form["action"])) for page in (state, asked) for form in page.soup.select("main form"))
    yield Place(None, f"{APPEAL}/answer")


def slip(town: Town) -> str:
    """As of somebody who wrote for a minute."""
    secret = str(town.pump.settings["referrals"].secret)
    return slips.signed(slips.new_form(clock.system() - timedelta(minutes=1)), secret)


def _appeal(town: Town) -> dict[str, str]:
    mother = {"names.last_name": "Седова", "names.first_name": "Ольга", "role": "mother", "age": "34"}
    home = {"phone": "+7 921 555-01-77", "district": "central", "urgency": "routine"}
    return mother | home | {"form": slip(town), "text": "Трудно одной с детьми."}


def last_invitation(town: Town) -> str:
    """Where the link of its mail leads."""
    with town.pump.sessions["referrals"].begin() as session:
        invitation = session.scalars(select(Invitation).order_by(Invitation.id.desc()).limit(1)).one()
        return f"/referrals/invitations/{issue_link(session, invitation)}"


def _of_lost_events(town: Town) -> Iterator[Place]:
    for service, sessions in town.pump.sessions.items():
        with sessions.begin() as session:
            deadletters.bury(session, Raw("opora.identity", 0, 1, b"key", b"{", []), "broken_seal")
        yield Place(ADMINISTRATOR_OF_ALL, f"/{service}/system")
