"""Documents of volunteers: `shared.web.documents.routes`."""

from services.volunteers.api.blueprint import register_routes
from services.volunteers.documents import OF_VOLUNTEERS
from shared.web.documents.routes import add_routes

add_routes(register_routes, OF_VOLUNTEERS)
