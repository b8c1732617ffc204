"""How the organisation words the forms of a referral."""

from services.referrals.forms import FILLED
from shared.web.pages import Pages, _
from shared.web.pages.wordings import PagesOfForms, add_pages

pages = Pages("referrals", __name__, "wordings")

add_pages(pages, PagesOfForms(FILLED, "/cases/forms", lambda: _("Texts of forms of a supported family")))
