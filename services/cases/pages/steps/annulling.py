"""Taking back an assessment, a service, a review or a follow-up that was written by mistake."""

from typing import Any

from flask import Response

from services.cases import commands, policies
from services.cases.pages import frame
from services.cases.pages.steps.room import CASE, at, pages
from services.cases.schemas.entries import AnnulBody
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Text
from shared.web.routes import Call

PLACES = {"assessments": "assessments", "services": "services", "reviews": "reviews", "follow-ups": "follow-ups"}
"""Part of the path → the page of the case on which such entries are listed."""


def reason() -> Text:
    return Text("reason", _("Why was it a mistake?"), rows=3, longest=2_000)


def _add(written: str, place: str) -> None:
    def entry_here(session: Any, caller: Any, lock: bool, **path: Any) -> Any:
        return policies.entry_of(session, caller, lock, entries=written, **path)

    def annul_form(call: Call) -> Form:
        case, _entry = call.record
        return Form(
            _("Take this entry back"),
            [reason()],
            _("Take the entry back"),
            warning=_(
                "The entry will not count any more. It stays in the list with the reason, and can't be restored."
            ),
            dangerous=True,
            back=at(case, place),
            shown=frame.of(call, place, case),
        )

    def annul(call: Call) -> Response:
        case, entry = call.record
        commands.annul(call.session, call.caller, case, entry, **call.body)
        return go(at(case, place), _("The entry does not count any more."))

    annul.__name__ = f"annul_{written.replace('-', '_')}"
    rights = {"on": entry_here, "who": policies.ANNULLING, "template": "case_form.html"}
    pages.form(f"{CASE}/{written}/<uuid:entry>/annul", **rights, body=AnnulBody, form=annul_form)(annul)


for _written, _place in PLACES.items():
    _add(_written, _place)
