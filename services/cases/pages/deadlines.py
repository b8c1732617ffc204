"""How long the steps of a case may take: everybody reads it, who runs the platform changes it."""

from collections.abc import Sequence
from typing import Any

from services.cases import commands, policies
from services.cases.codes import DEADLINES
from services.cases.deadlines import Shown, policy_of
from services.cases.rules.lengths import USUAL
from shared.web.pages import Pages, _
from shared.web.pages.deadlines import PagesOfDeadlines, add_pages
from shared.web.routes import Call

pages = Pages("cases", __name__, "deadlines")


def _shown(call: Call) -> Sequence[Shown]:
    return list(policy_of(call.session, call.record.policy)["deadlines"])


def _change(call: Call, deadlines: list[dict[str, Any]]) -> None:
    """Who is told when stays as it is."""
    warned = policy_of(call.session, call.record.policy)["warned"]
    commands.change_lengths(call.session, call.caller, call.record, deadlines=deadlines, warned=warned)


add_pages(
    pages,
    PagesOfDeadlines(
        known=USUAL,
        codes=DEADLINES,
        present=policies.lengths,
        shown=_shown,
        change=_change,
        changes=policies.ADMINISTRATOR,
        other="/referrals/deadlines",
        other_text=lambda: _("Deadlines of answers to referrals"),
    ),
)
