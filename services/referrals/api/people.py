"""Open work of people who come and go, and handing it over: `shared.handing_over`."""

from services.referrals.api.blueprint import routes
from services.referrals.handing_over import OF_PEOPLE
from shared.handing_over.routes import add_routes

add_routes(routes, OF_PEOPLE)
