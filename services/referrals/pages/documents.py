"""Documents of a referral: its sender and its present receiver have them in common."""

from services.referrals.documents import OF_REFERRALS
from services.referrals.model import Referral
from shared.web.pages import Pages
from shared.web.pages.documents import PagesOfRecord, add_pages
from shared.web.pages.fields import Option
from shared.web.routes import Call

pages = Pages("referrals", __name__, "documents")


def _about(call: Call, referral: Referral) -> list[Option]:
    known = referral.household.members
    return [(str(one.id), " ".join(part for part in (one.first_name, one.last_name) if part)) for one in known]


add_pages(
    pages,
    PagesOfRecord(OF_REFERRALS, "/<uuid:id>", lambda referral: f"/referrals/{referral.id}", about=_about),
)
