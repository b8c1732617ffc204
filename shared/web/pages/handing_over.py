"""Pages of people who come and go, alike in every service that has open work: whose it is, what is open, and giving it
to somebody else. They stand on what a service says for the API (`shared.handing_over.routes.OfPerson`)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from flask import Response

from shared.directory.model import KnownPerson
from shared.handing_over.colleagues import who_can_have_it
from shared.handing_over.policies import READER, person_of
from shared.handing_over.routes import OfPerson
from shared.web.pages import Form, Pages, _, show
from shared.web.pages.fields import Choice, Field
from shared.web.policy import Policy
from shared.web.routes import Call

Work = Mapping[str, Any]
"""As the API answers it."""


class Row(NamedTuple):
    """`address`: empty where the reader may not go."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Kind:
    """How many of something are open, and those of them that the reader may see."""

    text: str
    count: int
    rows: Sequence[Row] = ()


@dataclass(frozen=True)
class Asked:
    """What a hand-over asks besides to whom: fields of the body, and what stands in them at first."""

    fields: Sequence[Field] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PagesOfPeople:
    """`gives`: the roles of who may hand over; `people`: whose work there can be; `kinds` of what is open, those too of
    which there is nothing; `roles`: of who can have it, `errors` when they cannot; `done` answers when it is given.
    `warning` stands above the form where it cannot be undone in one step; `back` is the page that leads here."""

    of: OfPerson
    gives: Policy
    people: Callable[[Call], Sequence[KnownPerson]]
    kinds: Callable[[Call, Work], Sequence[Kind]]
    roles: Collection[str]
    errors: Callable[[], Mapping[str, str]]
    done: Callable[[Call, Any], Response]
    back: str
    asked: Callable[[Call, Work], Asked] = lambda call, work: Asked()
    warning: Callable[[], str] = lambda: ""


def work_of(service: str, person: UUID) -> str:
    """The address of what is open of somebody in a service."""
    return f"/{service}/people/{person}/work"


def add_pages(pages: Pages, here: PagesOfPeople) -> None:
    """On this blueprint: `/hand-over`, `/people/<uuid>/work` and `/people/<uuid>/hand-over`."""
    _add_list(pages, here)
    _add_work(pages, here)
    _add_handing_over(pages, here)


def _add_list(pages: Pages, here: PagesOfPeople) -> None:
    @pages.page("/hand-over", who=here.gives)
    def whose_work(call: Call) -> Response:
        return show("handing_over/people.html", people=here.people(call), own=pages.url_prefix, back=here.back)


def _add_work(pages: Pages, here: PagesOfPeople) -> None:
    @pages.page("/people/<uuid:id>/work", on=person_of, who=READER)
    def work(call: Call) -> Response:
        found = here.of.open_work(call.session, call.caller, call.record)
        return show(
            "handing_over/work.html",
            person=call.record,
            kinds=_open(here, call, found),
            queue=found.get("queue"),
            gives=here.of.gives.allows(call.caller, call.record),
            own=pages.url_prefix,
        )


def _open(here: PagesOfPeople, call: Call, work: Work) -> list[Kind]:
    return [kind for kind in here.kinds(call, work) if kind.count]


def _add_handing_over(pages: Pages, here: PagesOfPeople) -> None:
    def hand_over_form(call: Call) -> Form:
        person: KnownPerson = call.record
        work = here.of.open_work(call.session, call.caller, person)
        said = [f"{kind.text}: {kind.count}" for kind in _open(here, call, work)]
        asked = here.asked(call, work)
        return Form(
            _("Hand work over"),
            [_to(here, call), *asked.fields],
            _("Hand it over"),
            lead="\n".join([person.display_name, *(said or [_("Nothing of theirs is open here.")])]),
            warning=here.warning(),
            values=asked.values,
            back=work_of(str(pages.url_prefix)[1:], person.id),
        )

    @pages.form("/people/<uuid:id>/hand-over", on=person_of, who=here.of.gives, form=hand_over_form, body=here.of.body)
    def hand_over(call: Call) -> Response:
        return here.done(call, here.of.hand_over(call.session, call.caller, call.record, **call.body))


def _to(here: PagesOfPeople, call: Call) -> Choice:
    others = who_can_have_it(call.session, call.record, here.roles)
    nobody = _("Nobody else here has the role for it. Give somebody the role first.")
    errors = {
        "not_found": _("They do not work here any more. Choose somebody else."),
        "same_person": _("It is theirs already. Choose somebody else."),
    }
    return Choice(
        "to",
        _("To whom?"),
        "" if others else nobody,
        options=[(str(one.id), one.display_name) for one in others],
        many=True,
        errors=errors | dict(here.errors()),
    )
