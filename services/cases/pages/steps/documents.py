"""Documents of a case, and its forms to print."""

from typing import Any

from flask import Response

from services.cases.documents import OF_CASES
from services.cases.forms import FORMS
from services.cases.model import Case
from services.cases.pages import frame
from services.cases.pages.steps import people
from services.cases.pages.steps.room import CASE, READ, pages
from shared.web.pages import show
from shared.web.pages.documents import PagesOfRecord, add_pages
from shared.web.pages.fields import Option
from shared.web.pages.reader import this_reader
from shared.web.routes import Call


def _framed(call: Call, case: Case) -> dict[str, Any]:
    forms = f"/cases/{case.id}/forms"
    return frame.of(call, "documents", case) | {"forms_at": forms}


def _about(call: Call, case: Case) -> list[Option]:
    """Those who have left too: a document may be of the time before."""
    return people.offered(case.members)


add_pages(
    pages,
    PagesOfRecord(OF_CASES, CASE, lambda case: f"/cases/{case.id}", _framed, "case.html", "case_form.html", _about),
)


@pages.page(f"{CASE}/forms", **READ)
def forms_to_print(call: Call) -> Response:
    """PDFs, filled in with what is known, and empty ones."""
    language = this_reader().language
    found = [(form.code, form.name.ru if language == "ru" else form.name.en) for form in FORMS.values()]
    return show("steps/forms.html", **frame.of(call, "documents"), found=found)
