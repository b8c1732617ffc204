"""Pages of cases, a module for each part."""

from services.cases.pages.case import overview
from services.cases.pages.room import pages

__all__ = ["PAGES", "overview"]

PAGES = (pages,)
