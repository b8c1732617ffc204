"""What changed from one assessment to the next."""

from typing import Any

from services.cases import policies
from services.cases.api.blueprint import routes
from services.cases.api.cases import CASE
from services.cases.comparisons import comparison_of
from services.cases.schemas.comparison import ComparisonAnswer
from shared.web.routes import Call


@routes.get(f"{CASE}/assessments/comparison", on=policies.case_of, who=policies.READER, answer=ComparisonAnswer)
def compare_assessments(call: Call) -> dict[str, Any]:
    return comparison_of(call.session, call.record)
