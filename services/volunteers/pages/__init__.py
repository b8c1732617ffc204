"""Pages of volunteers, a module for each part."""

from services.volunteers.pages import feedback, links, matching, mine, register

PAGES = (links.blueprint, feedback.pages, mine.pages, matching.pages, register.pages)
