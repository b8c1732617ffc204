"""The routes of a person's open work, alike in every service that has some: asking for it, handing it over."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema

from shared.handing_over.policies import READER, person_of
from shared.web.policy import Policy
from shared.web.routes import Call, Routes

PERSON = "/people/<uuid:id>"


@dataclass(frozen=True)
class OfPerson:
    """What a service says of the work that people have in it.

    `open_work` gets the session, the caller and the person, and answers in the shape of `work`. `hand_over` gets the
    same and what `body` holds, and answers in the shape of `handed_over`; `gives` says who may. `about_work` and
    `about_handing_over` describe both in the API's own description.
    """

    open_work: Callable[..., dict[str, Any]]
    work: type[Schema]
    about_work: str
    hand_over: Callable[..., Any]
    gives: Policy
    body: type[Schema]
    handed_over: type[Schema]
    about_handing_over: str


def add_routes(routes: Routes, of: OfPerson) -> None:
    """On this blueprint."""
    _add_work(routes, of)
    _add_handing_over(routes, of)


def _add_work(routes: Routes, of: OfPerson) -> None:
    def work_of(call: Call) -> dict[str, Any]:
        return of.open_work(call.session, call.caller, call.record)

    work_of.__doc__ = of.about_work
    routes.get(f"{PERSON}/work", on=person_of, who=READER, answer=of.work)(work_of)


def _add_handing_over(routes: Routes, of: OfPerson) -> None:
    def hand_over(call: Call) -> Any:
        return of.hand_over(call.session, call.caller, call.record, **call.body)

    hand_over.__doc__ = of.about_handing_over
    path = f"{PERSON}/hand-over"
    routes.post(path, on=person_of, who=of.gives, body=of.body, answer=of.handed_over)(hand_over)
