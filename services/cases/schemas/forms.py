"""Shapes of HTTP: forms to print."""

from shared.web.fields import Body, Id
from shared.web.paging import Count


class FormQuery(Body):
    entry = Id(metadata={"description": "The assessment of living conditions, or the review; the last by default."})
    version = Count(least=1, most=2**31 - 1, metadata={"description": "Of the plan; the present one by default."})
