"""The calendar feed of volunteers and contact families."""

from services.volunteers.api.blueprint import register_routes as routes
from services.volunteers.calendars import FEED
from shared.web.calendars import add_routes

add_routes(routes, FEED)
