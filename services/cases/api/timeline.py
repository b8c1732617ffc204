"""Everything that happened in a case, with who and when."""

from typing import Any

from services.cases import policies
from services.cases.api.blueprint import routes
from services.cases.api.cases import CASE
from services.cases.schemas.timeline import Line, TimelineQuery
from services.cases.timeline import timeline_of
from shared.web.paging import page_of
from shared.web.routes import Call


@routes.get(f"{CASE}/timeline", on=policies.case_of, who=policies.READER, query=TimelineQuery, answer=page_of(Line))
def timeline(call: Call) -> dict[str, Any]:
    """The newest first. What was annulled is shown as annulled."""
    return timeline_of(call.session, call.record, call.query)
