"""Deadlines as policy, at `/<service>/deadlines`: how long each is and whose number that is, and the form by which they
change. For every service that keeps such lengths."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Response
from marshmallow import Schema

from shared.codes import CodeList
from shared.deadlines.codes import SOURCES, UNITS
from shared.deadlines.lengths import MINUTES, Known
from shared.problems import Invalid
from shared.web.fields import Body, Integer, Part
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Field
from shared.web.pages.lengths import Counted, Lasting, said
from shared.web.pages.reader import this_reader
from shared.web.policy import SIGNED_IN, Policy
from shared.web.routes import Call

Length = dict[str, Any]
"""As the API answers it."""


@dataclass(frozen=True)
class PagesOfDeadlines:
    """`known`: the lengths of the service, `codes` how they read; `present` loads the policy that holds, `shown`
    answers its lengths, `change` puts others in their place; `changes`: who may. `other`: the same of another service.
    """

    known: Known
    codes: CodeList
    present: Callable[..., Any]
    shown: Callable[[Call], Sequence[Length]]
    change: Callable[[Call, list[dict[str, Any]]], Any]
    changes: Policy
    other: str
    other_text: Callable[[], str]


def add_pages(pages: Pages, here: PagesOfDeadlines) -> None:
    """On this blueprint: `/deadlines`, which everybody reads, and `/deadlines/change`."""
    own = f"{pages.url_prefix}/deadlines"
    _add_list(pages, here, own)
    _add_change(pages, here, own)


def _add_list(pages: Pages, here: PagesOfDeadlines, own: str) -> None:
    @pages.page("/deadlines", who=SIGNED_IN, on=here.present)
    def deadlines(call: Call) -> Response:
        rows = [_row(one, here.codes) for one in here.shown(call)]
        change, other_text = f"{own}/change", here.other_text()
        return show("deadlines.html", rows=rows, change=change, other=here.other, other_text=other_text)


def _row(one: Length, codes: CodeList) -> dict[str, str]:
    name = codes.text(one["code"], this_reader().language)
    return {"name": name, "length": said(one["length"], one["unit"]), "source": _source(one)}


def _source(one: Length) -> str:
    return SOURCES.text(one["source"], this_reader().language)


def _add_change(pages: Pages, here: PagesOfDeadlines, own: str) -> None:
    def change_form(call: Call) -> Form:
        lengths = here.shown(call)
        return Form(
            _("Change the deadlines"),
            [_field(one, here.codes) for one in lengths],
            _("Save the deadlines"),
            lead=_("They hold for what begins from now on. What runs already keeps its own."),
            values={f"deadlines.{one['code']}": one["length"] for one in lengths},
            back=own,
        )

    @pages.form(
        "/deadlines/change",
        who=here.changes,
        on=here.present,
        form=change_form,
        body=_body(tuple(here.known)),
        version=lambda present: present.version,
    )
    def change_deadlines(call: Call) -> Response:
        numbers = call.body["deadlines"]
        with _at_their_fields(numbers):
            here.change(call, [{"code": code, "length": number} for code, number in numbers.items()])
        return go(own, _("The deadlines are changed."))


def _body(codes: Sequence[str]) -> Schema:
    """What the form sends: `deadlines.<code>`, a number for each."""
    numbers = Body.from_dict({code: Integer(required=True) for code in codes}, name="Numbers")
    return Body.from_dict({"deadlines": Part(numbers, required=True)}, name="Deadlines")()


def _field(one: Length, codes: CodeList) -> Field:
    unit, language = one["unit"], this_reader().language
    name, text = f"deadlines.{one['code']}", codes.text(one["code"], language)
    bounds = {bound: said(one[bound], unit) for bound in ("least", "most", "usual")}
    hint = _("At least: %(least)s, at most: %(most)s, usually: %(usual)s. %(source)s.", **bounds, source=_source(one))
    errors = {
        "out_of_range": _("Make it no shorter and no longer than this: %(least)s to %(most)s.", **bounds),
        "not_before_the_end": _("The reminder comes no sooner than the deadline ends. Make it shorter."),
    }
    if unit == MINUTES:
        return Lasting(name, text, hint, errors=errors)
    return Counted(name, f"{text} ({UNITS.text(unit, language).lower()})", hint, errors=errors, unit=unit)


@contextmanager
def _at_their_fields(numbers: dict[str, int]) -> Iterator[None]:
    """Commands count places, the form has names."""
    codes = list(numbers)
    try:
        yield
    except Invalid as problem:
        places = {f"deadlines.{place}.length": f"deadlines.{code}" for place, code in enumerate(codes)}
        raise Invalid({places.get(path, path): found for path, found in problem.errors.items()}) from None
