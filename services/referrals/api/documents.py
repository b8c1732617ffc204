"""Documents of referrals: `shared.web.documents.routes`."""

from services.referrals.documents import OF_REFERRALS
from shared.web.documents.routes import add_routes
from shared.web.routes import Routes

routes = Routes("referrals", __name__)
routes.name = "referrals-documents"

add_routes(routes, OF_REFERRALS)
