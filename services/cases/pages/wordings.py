"""How the organisation words the forms around a case."""

from services.cases.forms import FILLED
from shared.web.pages import Pages, _
from shared.web.pages.wordings import PagesOfForms, add_pages

pages = Pages("cases", __name__, "wordings")

add_pages(pages, PagesOfForms(FILLED, "/referrals/forms", lambda: _("Texts of forms of a referral")))
