"""The calendar feed of who works with families."""

from services.cases.calendars import FEED
from services.cases.pages.room import pages
from shared.web.pages.calendars import add_pages

add_pages(pages, FEED, "/calendar", "calendar_feed.html")
