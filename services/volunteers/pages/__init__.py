"""Pages of volunteers, a module for each part."""

from services.volunteers.pages import feedback, links, mine

PAGES = (links.blueprint, feedback.pages, mine.pages)
