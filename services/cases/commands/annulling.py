"""Taking back what was written by mistake, wherever it is kept."""

from services.cases.model.annulled import Annullable
from shared import clock
from shared.caller import Caller
from shared.problems import Conflict


def mark(caller: Caller, row: Annullable, reason: str) -> None:
    """From now on it never counted. Raises Conflict the second time."""
    if not row.counts:
        raise Conflict("It was annulled before. Nothing is left to do.", state="annulled")
    row.annulled_at, row.annulled_by, row.annulled_reason = clock.now(), caller.person, reason
