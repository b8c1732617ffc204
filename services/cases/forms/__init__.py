"""Forms to print around a case: agreement, act of living conditions, plan, report of a review."""

from services.cases.forms.catalogue import FORMS
from services.cases.forms.gathering import Which, blank, values_of
from shared.forms.routes import Forms

FILLED = Forms(FORMS, blank)

__all__ = ["FILLED", "FORMS", "Which", "blank", "values_of"]
