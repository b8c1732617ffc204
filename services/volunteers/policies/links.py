"""Who holds a proposal's link."""

from typing import Any

from sqlalchemy.orm import Session

from services.volunteers import limits
from services.volunteers.commands import links
from services.volunteers.commands.links import Question
from shared.web import attempts
from shared.web.policy import Policy

HOLDER = Policy("holder of a proposal's link", lambda caller, record: True, public=True)


def hold(session: Session, caller: Any, lock: bool, token: str) -> Question:
    """Every try counts, so that nobody guesses."""
    attempts.count_place(limits.LINK_ADDRESS)
    return links.find_question(session, token, lock=lock)
