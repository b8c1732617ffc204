"""What a form asks. A field's name is its dotted path in the body of the command's schema, so that what is refused is
found by the same path; its parameters are those of the GOV.UK component that shows it.

`written` has what is typed, sent along or uploaded, `chosen` what is picked of given answers, `together` what stands
under one legend or several times.
"""

from shared.web.pages.fields.chosen import Choice, Option, Several, Tick, YesNo, options, sentences
from shared.web.pages.fields.together import Group, Rows
from shared.web.pages.fields.written import (
    NOTHING,
    Day,
    Decimal,
    Field,
    File,
    Hidden,
    Moment,
    Phone,
    Text,
    Typed,
    Whole,
)

__all__ = [
    "NOTHING",
    "Choice",
    "Day",
    "Decimal",
    "Field",
    "File",
    "Group",
    "Hidden",
    "Moment",
    "Option",
    "Phone",
    "Rows",
    "Several",
    "Text",
    "Tick",
    "Typed",
    "Whole",
    "YesNo",
    "options",
    "sentences",
]
