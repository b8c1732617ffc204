"""Documents of cases: `shared.web.documents.routes`."""

from services.cases.api.blueprint import routes
from services.cases.documents import OF_CASES
from shared.web.documents.routes import add_routes

add_routes(routes, OF_CASES)
