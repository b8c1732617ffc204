"""Pages of cases, a module for each part."""

from services.cases.pages.case import overview
from services.cases.pages.room import pages
from services.cases.pages.steps import pages as steps

__all__ = ["PAGES", "overview"]

PAGES = (pages, steps.pages)
