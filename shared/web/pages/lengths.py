"""Deadlines as policy, at `/<service>/deadlines`: how long each is and whose number that is, and the form by which they
change. For every service that keeps such lengths."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from marshmallow import Schema

from shared.codes import CodeList
from shared.deadlines.codes import SOURCES, UNITS
from shared.deadlines.lengths import DAYS, MONTHS
from shared.problems import Invalid
from shared.web.fields import Body, Integer, Part
from shared.web.pages.dates import days
from shared.web.pages.fields import Whole
from shared.web.pages.form import Form
from shared.web.pages.reader import this_reader
from shared.web.pages.words import _, ngettext

Length = dict[str, Any]


def body_of(codes: Sequence[str]) -> Schema:
    """What the form sends: `deadlines.<code>`, a number for each."""
    numbers = Body.from_dict({code: Integer(required=True) for code in codes}, name="Numbers")
    return Body.from_dict({"deadlines": Part(numbers, required=True)}, name="Deadlines")()


def rows(lengths: Sequence[Length], codes: CodeList) -> list[dict[str, Any]]:
    """As the page shows them."""
    language = this_reader().language
    return [
        {
            "name": codes.text(one["code"], language),
            "length": said(one["length"], one["unit"]),
            "source": SOURCES.text(one["source"], language),
        }
        for one in lengths
    ]


def said(length: int, unit: str) -> str:
    """“15 minutes”, “36 hours”, “3 days”: in the largest unit that loses nothing."""
    if unit == MONTHS:
        return ngettext("%(num)s month", "%(num)s months", length)
    if unit == DAYS:
        return days(length)
    if length > 24 * 60 and length % (24 * 60) == 0:
        return days(length // (24 * 60))
    if length and length % 60 == 0:
        return ngettext("%(num)s hour", "%(num)s hours", length // 60)
    return ngettext("%(num)s minute", "%(num)s minutes", length)


def form(lengths: Sequence[Length], codes: CodeList, back: str) -> Form:
    return Form(
        _("Change the deadlines"),
        [_field(one, codes) for one in lengths],
        _("Save the deadlines"),
        lead=_("They hold for what begins from now on. What runs already keeps its own."),
        values={f"deadlines.{one['code']}": one["length"] for one in lengths},
        back=back,
    )


def _field(one: Length, codes: CodeList) -> Whole:
    language = this_reader().language
    bounds = {"least": one["least"], "most": one["most"], "usual": one["usual"]}
    return Whole(
        f"deadlines.{one['code']}",
        f"{codes.text(one['code'], language)} ({UNITS.text(one['unit'], language).lower()})",
        _("From %(least)s to %(most)s, usually %(usual)s.", **bounds),
        errors={
            "out_of_range": _("Enter a number from %(least)s to %(most)s.", **bounds),
            "not_before_the_end": _("The reminder comes no sooner than the deadline ends. Make it shorter."),
        },
    )


def named(numbers: dict[str, int]) -> list[dict[str, Any]]:
    """As the commands take them."""
    return [{"code": code, "length": number} for code, number in numbers.items()]


@contextmanager
def at_their_fields(numbers: dict[str, int]) -> Iterator[None]:
    """Commands count places, the form has names."""
    codes = list(numbers)
    try:
        yield
    except Invalid as problem:
        places = {f"deadlines.{place}.length": f"deadlines.{code}" for place, code in enumerate(codes)}
        raise Invalid({places.get(path, path): found for path, found in problem.errors.items()}) from None
