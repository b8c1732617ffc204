"""The calendar feed of who works with families."""

from services.cases.api.blueprint import routes
from services.cases.calendars import FEED
from shared.web.calendars import add_routes

add_routes(routes, FEED)
