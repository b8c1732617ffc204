"""Pages for who leads others: where a family waits too long, who has how much, and what came of it all."""

from services.cases.pages.supervision import (
    due,
    figures,
    figures_cases,
    handing_over,
    overview,
    without_worker,
    workers,
)
from services.cases.pages.supervision.room import pages

__all__ = ["due", "figures", "figures_cases", "handing_over", "overview", "pages", "without_worker", "workers"]
