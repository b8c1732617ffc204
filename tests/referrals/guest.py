"""Who is invited: a link, what it can do, and the mails that bring it."""

import re
from contextlib import closing
from email.message import EmailMessage
from typing import Any

from sqlalchemy import text

from services.referrals.background import send_next
from services.referrals.commands.letters import issue_link
from services.referrals.model import Invitation
from shared.mail import Post
from tests.referrals.family import API, BODY, Region
from tests.support.bench import Answer

INVITED = {"organisation_name": "Школа № 7", "email": "Zavuch@School7.example", "contact_name": "Ольга Ёлкина"}
LINKS = f"{API}/invitations"


class Guest:
    """Somebody with a link and nothing else."""

    def __init__(self, region: Region, token: str) -> None:
        self.api, self.token = region.bench.nobody, token

    def get(self) -> Answer:
        return self.api.get(f"{LINKS}/{self.token}")

    def do(self, what: str, body: Any) -> Answer:
        return self.api.post(f"{LINKS}/{self.token}/{what}", body)

    def send(self, body: Any = BODY) -> Answer:
        return self.do("referral", body)


def invite(region: Region) -> dict[str, Any]:
    answer = region.coordinator.api.post(LINKS, INVITED)
    assert answer.status == 201, answer.text
    return dict(answer.json)


def post_mails(region: Region) -> None:
    with closing(Post(region.bench.settings.smtp_url)) as post:
        while send_next(region.bench.sessions, region.bench.settings, post):
            pass


def token_of(mail: EmailMessage) -> str:
    [token] = re.findall(r"https://opora\.example/referrals/invitations/(\S+)", mail.get_content())
    return str(token)


def new_guest(region: Region) -> Guest:
    """Invited, with a link made as a mail would bring it."""
    id = invite(region)["id"]
    with region.bench.session() as session:
        session.execute(text("delete from invitation_mails"))
        return Guest(region, issue_link(session, session.get_one(Invitation, id)))


def sent_referral(region: Region, reference: str) -> dict[str, Any]:
    [row] = region.listed(f"q={reference}")
    return dict(region.get(row["id"]).json)
