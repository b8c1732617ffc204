"""Who still has nobody, who could be asked, and asking: one by one, in order, or after a run for all at once."""

from services.volunteers.pages.matching import asking, candidates, figures, requests, runs, settings
from services.volunteers.pages.matching.blueprint import pages

__all__ = ["asking", "candidates", "figures", "pages", "requests", "runs", "settings"]
