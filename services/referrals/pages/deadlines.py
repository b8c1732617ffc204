"""How long an answer to a referral may take: everybody reads it, who runs the platform changes it."""

from services.referrals import commands, policies
from services.referrals.codes import DEADLINES
from services.referrals.rules.lengths import USUAL
from services.referrals.views import deadlines as views
from shared.web.pages import Pages, _
from shared.web.pages.deadlines import PagesOfDeadlines, add_pages

pages = Pages("referrals", __name__, "deadlines")

add_pages(
    pages,
    PagesOfDeadlines(
        known=USUAL,
        codes=DEADLINES,
        present=policies.lengths,
        shown=lambda call: list(views.lengths(call.session, call.record.policy)["deadlines"]),
        change=lambda call, deadlines: commands.change_lengths(
            call.session, call.caller, call.record, deadlines=deadlines
        ),
        changes=policies.ADMINISTRATOR,
        other="/cases/deadlines",
        other_text=lambda: _("Deadlines of supported families"),
    ),
)
