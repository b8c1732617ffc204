"""What can be said of a case that began before it was kept here: everything that can be judged without looking anything
up."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from services.referrals.rules import submission
from services.referrals.rules.submission import Errors
from shared.ages import CHILD, OF_AGE, PARENTS, full_years

LONG_AGO = 18  # ours: nobody is supported for longer than a childhood; an earlier year is a slip of the keyboard
RESTS_ON = {"assessed_on": "signed_on", "planned_on": "assessed_on", "reviewed_on": "planned_on"}
"""The day of a step → of the step that it rests on (practice: agreement, assessment, plan, review). Which came last of
assessment, plan and review is open: each is the last of its kind."""
DAYS = ("signed_on", *RESTS_ON, "contacted_on")


def errors(body: dict[str, Any], today: date) -> Errors:
    """Dotted paths and codes of what cannot be; `today` is the organisation's day."""
    found = submission.errors(body, today, since=body["opened_on"])
    for path, code in (*_in_time(body, today), *_rest(body), *_signed(body, today)):
        found.setdefault(path, []).append(code)
    if "opened_on" not in found:  # else it is this day that is wrong, and not every later one
        found |= {name: [code] for name, code in _in_order(body) if name not in found}
    return found


def _in_time(body: dict[str, Any], today: date) -> Iterator[tuple[str, str]]:
    for name in ("opened_on", *DAYS):
        day = body[name]
        if day and day > today:
            yield name, "in_future"
        elif day and day.year < today.year - LONG_AGO:
            yield name, "out_of_range"


def _in_order(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    opened_on, signed_on = body["opened_on"], body["signed_on"]
    for name in DAYS:
        day = body[name]
        if day and day < opened_on:
            yield name, "before_opening"
        elif day and name in RESTS_ON and signed_on and day < signed_on:
            yield name, "before_agreement"


def _rest(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, rests_on in RESTS_ON.items():
        if body[name] and not body[rests_on]:
            yield rests_on, "step_missing"


def _signed(body: dict[str, Any], today: date) -> Iterator[tuple[str, str]]:
    day, members = body["signed_on"], body["family"]["members"]
    said = [number for number, member in enumerate(members) if member["signed"]]
    if day is None:
        yield from [("signed_on", "step_missing")] if said else []
        return
    able = [number for number, member in enumerate(members) if _may_sign(member, day, today)]
    yield from ((f"family.members.{number}.signed", "not_adult") for number in said if number not in able)
    if not able:
        yield "signed_on", "nobody_signs"


def _may_sign(member: dict[str, Any], day: date, today: date) -> bool:
    """Adults sign; so does a parent who is not yet of age. An age is of today."""
    born_on, age = member["born_on"], member["age"]
    if member["role"] in PARENTS:
        return True
    if born_on:
        return full_years(born_on, day) >= OF_AGE
    if age is not None:
        return bool(age + full_years(today, day) >= OF_AGE)
    return bool(member["role"] != CHILD)
