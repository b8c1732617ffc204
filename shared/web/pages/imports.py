"""Pages on which somebody brings many records in from one file, by what a service says of its files: what such a file
is like, what is wrong in which cell, and what was made of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Response

from shared.ids import uuid7
from shared.problems import Problem
from shared.spreadsheets.kept import taken_back
from shared.spreadsheets.template import Template, written
from shared.web.fields import Flag
from shared.web.pages.fields import File, Tick, YesNo, sentences
from shared.web.pages.form import Form
from shared.web.pages.reader import this_reader
from shared.web.pages.route import Pages, go, show
from shared.web.pages.words import _
from shared.web.policy import Policy
from shared.web.routes import Call
from shared.web.uploads import FIELD, UploadBody

_CELLS, _IMPORTED = "cells", "imported"


class ImportBody(UploadBody):
    """`check`: only say what would be refused. `again`: a file that was imported before is meant."""

    check = Flag(required=True)
    again = Flag(load_default=False)


@dataclass(frozen=True)
class Taken:
    """What became of a file: its row, and what is worth a look though it is no mistake."""

    record: Any
    noticed: Sequence[str] = ()


@dataclass(frozen=True)
class ImportPages:
    """`path` is that of the page, `api` where the API has the same import. `title` and `lead` are English words that
    the service translates. `take` does with `call.body` what the API does; `made` names each record of an imported
    file and its address; `on` finds such a file again."""

    path: str
    api: str
    title: str
    lead: str
    who: Policy
    on: Callable[..., Any]
    template: Template
    take: Callable[[Call], Taken]
    made: Callable[[Call, Any], Sequence[tuple[str, str]]]
    back: str
    back_text: str


@dataclass
class FileForm(Form):
    """`cells`: what is wrong where in the file, as the API's `details`; `more`: how many places are left out."""

    cells: Sequence[Mapping[str, Any]] = field(default=(), init=False)
    more: int = field(default=0, init=False)

    def refuse(self, problem: Problem, errors: Mapping[str, Sequence[str]]) -> None:
        if problem.extra.get("state") == _IMPORTED:
            errors = {"again": [_IMPORTED]}
        elif "details" in problem.extra and not errors.keys() <= {one.name for one in self}:
            self.cells, self.more = problem.extra["details"], problem.extra["more"]  # type: ignore[assignment]
            errors = {FIELD: [_CELLS]}
        super().refuse(problem, errors)


def add_pages(pages: Pages, here: ImportPages) -> None:
    """On this blueprint: `<path>`, and `<path>/<uuid>` for what became of a file."""

    def import_form(call: Call) -> FileForm:
        return _form(here)

    @pages.form(here.path, who=here.who, body=ImportBody, form=import_form, template="import.html")
    def import_file(call: Call) -> Response:
        return _checked(call, here) if call.body["check"] else _imported(call, here)

    @pages.page(f"{here.path}/<uuid:id>", who=here.who, on=here.on)
    def imported(call: Call) -> Response:
        made = here.made(call, call.record)
        return show("imported.html", made=made, back=here.back, back_text=_(here.back_text))

    def _imported(call: Call, here: ImportPages) -> Response:
        record = here.take(call).record
        return go(f"{pages.url_prefix}{here.path}/{record.id}", _("The file is imported."))


def _checked(call: Call, here: ImportPages) -> Response:
    """The form once more, to send the same file for good; nothing stays of what was tried."""
    with taken_back(call.session):
        taken = here.take(call)
        call.session.flush()
        count = len(here.made(call, taken.record))
    form = _form(here, check=False, again=call.body["again"])
    form.key = str(uuid7())
    return show("import.html", form=form, **{**form.shown, "count": count, "noticed": taken.noticed})


def _form(here: ImportPages, *, check: bool = True, again: bool = False) -> FileForm:
    told = {
        "required": _("Choose the file that you filled in."),
        "too_large": _("The file is larger than 2 MB. Make several of it."),
        _CELLS: _("There are mistakes in the file, nothing was imported. Correct the cells below and choose it again."),
    }
    before = _("Your organisation imported this very file before. If you mean it, tick this and choose it again.")
    meant = [("yes", _("Only check it. Nothing is imported.")), ("no", _("Import it, if nothing in it is wrong."))]
    return FileForm(
        _(here.title),
        [
            File(FIELD, _("The file, XLSX or CSV"), errors=sentences(here.template.layout.errors) | told),
            YesNo("check", _("What shall we do with it?"), options=meant, inline=False),
            Tick("again", _("Import it once more"), errors={_IMPORTED: before}),
        ],
        _("Send the file"),
        lead=_(here.lead),
        values={"check": check, "again": again},
        back=here.back,
        back_text=_(here.back_text),
        shown={"columns": _columns(here.template), "example": f"{here.api}/template", "count": None, "noticed": ()},
    )


def _columns(template: Template) -> list[dict[str, Any]]:
    """Each column with the first example that has one."""
    language = this_reader().language
    examples = template.examples(language)
    return [
        {
            "heading": column.heading(language),
            "needed": column.needed,
            "example": next((written(one[column.path]) for one in examples if column.path in one), ""),
        }
        for column in template.layout.columns
    ]
