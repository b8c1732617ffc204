"""What lies before who works with families, by case reference and kind alone; sessions that they lead, by the
programme's name."""

from services.cases.calendars.sources import own_deadlines, planned_visits
from services.cases.calendars.teamwork import led_sessions, next_stages, team_meetings
from services.cases.commands.team import TEAM_ROLES
from services.cases.model import CalendarLink
from shared.calendars.feed import Feed

FEED = Feed(
    "cases",
    CalendarLink,
    tuple(TEAM_ROLES),
    (planned_visits, own_deadlines, team_meetings, next_stages, led_sessions),
)
