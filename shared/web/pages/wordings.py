"""How an organisation words the forms that it prints, at `/<service>/forms`: the list, writing a wording and looking at
it before it is kept, going back to ours. For every service that has forms (`shared.forms.routes.Forms`)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import Response

from shared.codes import Text as Said
from shared.forms import wordings
from shared.forms.catalogue import Form as Printed
from shared.forms.notation import LONGEST, missing
from shared.forms.routes import EDITOR, Forms, previewed
from shared.forms.schemas import WordingBody
from shared.forms.views import shown
from shared.forms.wordings import Wording
from shared.problems import Problem
from shared.web.fields import Flag
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Field, Text
from shared.web.pages.form import Wrong
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

FAULTS_AT_ONCE = 10
"""Lines that are named at once; who mends them is told of the next (ours)."""


class Written(WordingBody):
    """`preview`: it is only looked at."""

    preview = Flag(load_default=False)


@dataclass
class Pressed(Field):
    """Whether this of the form's buttons was pressed."""

    component: ClassVar[str] = "button"

    def read(self) -> bool:
        return bool(self.typed == "yes")


@dataclass
class Lines(Text):
    """As it was typed, from the first line on: faults are told by the numbers of lines."""

    def read(self) -> Any:
        return self.typed or self.blank


@dataclass
class WordingForm(Form):
    """Each line with a fault is named."""

    def refuse(self, problem: Problem, errors: Mapping[str, Sequence[str]]) -> None:
        super().refuse(problem, errors)
        lines = problem.extra.get("lines")
        if isinstance(lines, list):
            said = [_fault(one) for one in lines[:FAULTS_AT_ONCE]]
            self.wrong = [Wrong(self["text"].id, text) for text in said]
            self["text"].error = " ".join(said)


def _fault(one: Mapping[str, Any]) -> str:
    say = _FAULTS.get(one["code"])
    return say(one) if say else _("Line %(line)s can't be printed as it is. Check it.", line=one["line"])


_FAULTS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "required": lambda one: _("Write the text, or go back to the usual one."),
    "too_long": lambda one: _("The text is too long: at most %(most)s characters. Shorten it.", most=LONGEST),
    "unknown_placeholder": lambda one: _(
        "Line %(line)s: nothing is known as %(found)s. Take one of the list below.", **one
    ),
    "unclosed_brace": lambda one: _(
        "Line %(line)s: a brace has no other half. To print a brace, type it twice.", **one
    ),
    "not_alone": lambda one: _("Line %(line)s: %(found)s needs a line of its own.", **one),
    "too_often": lambda one: _("Line %(line)s: %(found)s stands there too often. Take it out here.", **one),
    "control_character": lambda one: _("Line %(line)s has a character that can't be printed. Type it again.", **one),
    "hidden_character": lambda one: _("Line %(line)s has a character that can't be seen. Type it again.", **one),
}


@dataclass(frozen=True)
class PagesOfForms:
    """`other`: the same of another service."""

    forms: Forms
    other: str
    other_text: Callable[[], str]


def add_pages(pages: Pages, here: PagesOfForms) -> None:
    """On this blueprint: `/forms`, `/forms/<form>` and `/forms/<form>/usual`."""
    own = f"{pages.url_prefix}/forms"
    _add_list(pages, here, own)
    _add_writing(pages, here.forms, own)
    _add_going_back(pages, here.forms, own)


def _add_list(pages: Pages, here: PagesOfForms, own: str) -> None:
    @pages.page("/forms", who=EDITOR)
    def wordings_of_forms(call: Call) -> Response:
        there = call.caller.organisation
        found = [wordings.present(call.session, there, form) for form in here.forms.by_code.values()]
        rows = [_row(call, one) for one in found]
        blank = f"{pages.url_prefix}/api/v1/forms"
        return show(
            "wordings/list.html", rows=rows, own=own, blank=blank, other=here.other, other_text=here.other_text()
        )


def _row(call: Call, wording: Wording) -> dict[str, Any]:
    return shown(call.session, wording) | {"title": _said(wording.form.name), "lacks": _lacks(wording)}


def _lacks(wording: Wording) -> str:
    form: Printed = wording.form
    return ", ".join(_said(form.by_name[name].text) for name in missing(wording.text, form))


def _said(text: Said) -> str:
    return text.ru if this_reader().language == "ru" else text.en


def _add_writing(pages: Pages, forms: Forms, own: str) -> None:
    def wording_form(call: Call) -> Form:
        wording: Wording = call.record
        form: Printed = wording.form
        listed = [(one.name, _said(one.text), one.is_block) for one in form.placeholders]
        usual = "" if wording.is_default else f"{own}/{form.code}/usual"
        return WordingForm(
            _said(form.name),
            [Lines("text", _("Text of the form"), rows=25, longest=LONGEST), Pressed("preview", _("Look at it (PDF)"))],
            _("Save and print it so"),
            lead=_("Your organisation prints this form so from now on. What was printed before stays as it is."),
            values={"text": wording.text},
            back=own,
            shown={"placeholders": listed, "usual": usual, "lacks": _lacks(wording)},
        )

    @pages.form(
        "/forms/<string:form>",
        on=forms.wording,
        who=EDITOR,
        form=wording_form,
        body=Written,
        version=_version,
        template="wordings/edit.html",
    )
    def write_wording(call: Call) -> Response:
        if call.body["preview"]:
            return previewed(call.record, call.body["text"])
        wordings.save(call.session, call.caller, call.record, call.body["text"])
        return go(own, _("The text is saved. The form is printed so from now on."))


def _add_going_back(pages: Pages, forms: Forms, own: str) -> None:
    def usual_form(call: Call) -> Form:
        wording: Wording = call.record
        return Form(
            _("Back to the usual text"),
            [],
            _("Print the usual text again"),
            lead=_said(wording.form.name),
            warning=_("What your organisation wrote is printed no more. Who wants it again has to type it again."),
            back=f"{own}/{wording.form.code}",
        )

    @pages.form("/forms/<string:form>/usual", on=forms.wording, who=EDITOR, form=usual_form, version=_version)
    def go_back_to_usual(call: Call) -> Response:
        wordings.go_back(call.session, call.caller, call.record)
        return go(own, _("The usual text is printed again."))


def _version(wording: Wording) -> int:
    return wording.version
