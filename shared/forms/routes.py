"""Routes that every service with forms has: its wordings, and empty forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from shared import clock
from shared.caller import Caller
from shared.forms import wordings
from shared.forms.blocks import Values
from shared.forms.catalogue import Form
from shared.forms.printing import PDF, pdf
from shared.forms.schemas import FormAnswer, FormsAnswer, VersionsAnswer, WordingBody
from shared.forms.views import shown, shown_version
from shared.forms.wordings import FormWording, Wording
from shared.problems import NotFound
from shared.web.policy import Policy
from shared.web.routes import Call, Routes

ADMINISTRATOR = "organisation_administrator"
EDITOR = Policy(
    "organisation administrator, of the own organisation",
    lambda caller, _: caller.has(ADMINISTRATOR) and caller.organisation is not None,
)

Blank = Callable[[Session, Caller], Values]
"""What is known before there is a record: the organisation's own name, say."""


@dataclass(frozen=True)
class Forms:
    """The forms of one service; `blank` are the values of an empty one."""

    by_code: Mapping[str, Form]
    blank: Blank

    def wording(self, session: Session, caller: Caller, lock: bool, form: str) -> Wording:
        """Of the caller's own organisation. Raises NotFound for a form that this service does not have."""
        return wordings.present(session, caller.organisation, self.find(form), lock=lock and caller.has(ADMINISTRATOR))

    def find(self, form: str) -> Form:
        if form not in self.by_code:
            raise NotFound
        return self.by_code[form]


def printed(wording: Wording, values: Values, mark: str = "") -> Response:
    """Shown in the browser rather than saved: the computer may be shared."""
    content = pdf(wording.form, wording.text, values, mark)
    headers = {"Content-Disposition": f'inline; filename="{wording.form.file_name}"'}
    return Response(content, mimetype=PDF, headers=headers)


def previewed(wording: Wording, text: str) -> Response:
    """This text in its place, with an invented family. Raises Invalid as saving it would."""
    form: Form = wording.form
    looked_at = FormWording(text=wordings.checked(form, text), version=1, changed_at=clock.now())
    return printed(Wording(form, wording.organisation, looked_at), form.sample())


def add_routes(routes: Routes, forms: Forms, *roles: str) -> None:
    """`roles` are those who print forms here; organisation administrators read the wordings, too."""
    readers = _readers(*roles, ADMINISTRATOR)
    _add_reading(routes, forms, readers)
    _add_writing(routes, forms)

    @routes.get("/forms/<string:form>/blank.pdf", on=forms.wording, who=readers, media=PDF)
    def blank_form(call: Call) -> Response:
        """To be filled in by hand."""
        return printed(call.record, forms.blank(call.session, call.caller))


def _readers(*roles: str) -> Policy:
    names = ", ".join(role.replace("_", " ") for role in roles)
    return Policy(f"{names}, of an organisation", lambda caller, _: caller.has(*roles) and bool(caller.organisation))


def _add_reading(routes: Routes, forms: Forms, readers: Policy) -> None:
    @routes.get("/forms", who=readers, answer=FormsAnswer)
    def forms_of_organisation(call: Call) -> dict[str, Any]:
        """Each with the wording that the caller's organisation prints now."""
        found = [wordings.present(call.session, call.caller.organisation, form) for form in forms.by_code.values()]
        return {"items": [shown(call.session, one) for one in found], "next": None}

    @routes.get("/forms/<string:form>", on=forms.wording, who=readers, version=_version, answer=FormAnswer)
    def form(call: Call) -> dict[str, Any]:
        return shown(call.session, call.record)

    @routes.get("/forms/<string:form>/versions", on=forms.wording, who=readers, answer=VersionsAnswer)
    def form_versions(call: Call) -> dict[str, Any]:
        """Newest first, the last fifty."""
        found = wordings.history(call.session, call.record)
        return {"items": [shown_version(call.session, one) for one in found], "next": None}


def _add_writing(routes: Routes, forms: Forms) -> None:
    path: dict[str, Any] = {"on": forms.wording, "who": EDITOR}
    kept = path | {"version": _version, "exists": _exists, "answer": FormAnswer}

    @routes.put("/forms/<string:form>", body=WordingBody, **kept)
    def save_form(call: Call) -> dict[str, Any]:
        """A wording of the organisation's own. Each fault is named by its line."""
        return shown(call.session, wordings.save(call.session, call.caller, call.record, call.body["text"]))

    @routes.delete("/forms/<string:form>", **kept)
    def go_back_to_ours(call: Call) -> dict[str, Any]:
        """The wording that the product came with holds again; the own one stays among the versions."""
        return shown(call.session, wordings.go_back(call.session, call.caller, call.record))

    @routes.post("/forms/<string:form>/preview", body=WordingBody, media=PDF, **path)
    def preview_form(call: Call) -> Response:
        """What a wording looks like, with an invented family. Nothing is saved."""
        return previewed(call.record, call.body["text"])


def _version(wording: Wording) -> int:
    return wording.version


def _exists(wording: Wording) -> bool:
    return wording.version > 0
