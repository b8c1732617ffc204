"""What a referral may say about a family: everything that can be judged without looking anything up."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from shared.ages import CHILD, full_years, is_possible

CRISIS_LINE = "crisis_line"
LEGAL_DUTY = "legal_duty"

Errors = dict[str, list[str]]


def errors(body: dict[str, Any], today: date, since: date | None = None) -> Errors:
    """Dotted paths and codes of what cannot be; `today` is the sender's day. `since`: when the family came, if that is
    long ago, so that its children may have come of age."""
    return _gathered(*_despite(body), *_basis(body, today), *_members(body, today, since))


def of_basis(body: dict[str, Any], today: date) -> Errors:
    """The same of `basis` and `channel` alone."""
    return _gathered(*_basis(body, today))


def of_member(member: dict[str, Any], channel: str, today: date) -> Errors:
    """The same of one member of the family."""
    return _gathered(*_member(member, channel, today, None))


def _gathered(*wrong: tuple[str, str]) -> Errors:
    found: Errors = {}
    for path, code in wrong:
        found.setdefault(path, []).append(code)
    return found


def _despite(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Only danger is a reason to send a family where nobody has room."""
    if body.get("despite_no_capacity") and body["urgency"] != "immediate":
        yield "despite_no_capacity", "not_with_this_urgency"


def _basis(body: dict[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """An anonymous caller can consent to nothing in writing: the crisis line acts by its legal duty."""
    if body["basis"]["given_on"] > today:
        yield "basis.given_on", "in_future"
    if body["channel"] == CRISIS_LINE and body["basis"]["kind"] != LEGAL_DUTY:
        yield "basis.kind", "not_with_this_channel"


def _members(body: dict[str, Any], today: date, since: date | None) -> Iterator[tuple[str, str]]:
    for number, member in enumerate(body["family"]["members"]):
        wrong = _member(member, body["channel"], today, since)
        yield from ((f"family.members.{number}.{field}", code) for field, code in wrong)


def _member(member: dict[str, Any], channel: str, today: date, since: date | None) -> Iterator[tuple[str, str]]:
    if not member["last_name"] and channel != CRISIS_LINE:
        yield "last_name", "required"
    yield from _age(member, today, since)


def _age(member: dict[str, Any], today: date, since: date | None) -> Iterator[tuple[str, str]]:
    """A child has a date of birth or an age, an adult may have one; nobody has both. Who came as a child long ago was
    one then; of an age that is told today, the youngest that it leaves them."""
    born_on, age = member["born_on"], member["age"]
    if born_on and age is not None:
        yield "age", "conflicting"
    elif born_on and born_on > today:
        yield "born_on", "in_future"
    elif born_on:
        came_on = since if since and member["role"] == CHILD else today
        yield from _possible("born_on", member["role"], full_years(born_on, came_on))
    elif age is not None:
        youngest = age + full_years(today, since) if since and member["role"] == CHILD else age
        yield from _possible("age", member["role"], youngest)
    elif member["role"] == CHILD:
        yield "born_on", "required"


def _possible(field: str, role: str, age: int) -> Iterator[tuple[str, str]]:
    if not is_possible(role, age):
        yield field, "out_of_range"
