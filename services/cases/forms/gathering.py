"""What the forms of a case rest on, read from its records."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.commands.checks import day_of, today
from services.cases.comparisons import scores_of
from services.cases.forms import records, values
from services.cases.forms.facts import (
    Agreed,
    CaseSaid,
    ChildSaid,
    GoalSaid,
    Looked,
    Planned,
    Reviewed,
    Scored,
    TaskSaid,
)
from services.cases.forms.people import member_name, name_of_who, person_name, plan_presence, presence, relative
from services.cases.model import Case, Entry, PlanVersion
from services.cases.rules.comparison import compare
from shared.caller import Caller
from shared.directory.model import KnownDistrict, KnownOrganisation
from shared.forms.blocks import Values
from shared.problems import Invalid


@dataclass(frozen=True)
class Which:
    """The assessment or review, or the version of the plan, that was asked for; None: the last, the present one."""

    entry: UUID | None = None
    version: int | None = None


def values_of(session: Session, case: Case, form: str, which: Which) -> Values:
    """Raises NotFound for a record that is not there or was annulled, Invalid for one that this form is not about."""
    if which.entry and form not in ("living_conditions", "review"):
        raise Invalid({"entry": ["not_in_this_form"]})
    if which.version and form != "plan":
        raise Invalid({"version": ["not_in_this_form"]})
    return _MAKERS[form](session, case, which)


def blank(session: Session, caller: Caller) -> Values:
    """Of the caller's own organisation alone."""
    return {"organisation.name": _organisation(session, caller.organisation)}


def _agreement(session: Session, case: Case, which: Which) -> Values:
    entry = records.agreement(session, case)
    if entry is None:
        return values.agreement_values(Agreed(_case_said(session, case, today(session, case))))
    signed_by = entry.facts["signed_by"]
    family = tuple(member_name(case, id) for id in signed_by if member_name(case, id))
    team = tuple(person_name(session, id) for id in signed_by if not member_name(case, id))
    said = _case_said(session, case, entry.happened_on)
    named = tuple(name for name in team if name)
    return values.agreement_values(Agreed(said, entry.happened_on, family, named))


def _living_conditions(session: Session, case: Case, which: Which) -> Values:
    entry = records.living_conditions(session, case, which.entry)
    if entry is None:
        return values.living_conditions_values(Looked(_case_said(session, case, today(session, case))))
    scores = (
        Scored(member_name(case, one.get("member")), one["domain"], one["score"]) for one in entry.facts["scores"]
    )
    return values.living_conditions_values(
        Looked(
            _case_said(session, case, entry.happened_on),
            done_on=entry.happened_on,
            scores=tuple(scores),
            **_written(session, case, entry),
        )
    )


def _plan(session: Session, case: Case, which: Which) -> Values:
    version = records.plan_version(session, case, which.version)
    if version is None:
        return values.plan_values(Planned(_case_said(session, case, today(session, case))))
    present = case.plan if case.plan and case.plan.number == version.number else version
    return values.plan_values(
        Planned(
            _case_said(session, case, today(session, case)),
            version.number,
            present.state,
            version.saved_on,
            _goals(session, case, version),
            plan_presence(case, present.participation),
        )
    )


def _review(session: Session, case: Case, which: Which) -> Values:
    entry = records.review(session, case, which.entry)
    if entry is None:
        return values.review_values(Reviewed(_case_said(session, case, today(session, case))))
    until, before = entry.happened_on, records.review_before(session, case, entry)
    after = before.happened_on if before else None
    written_on = day_of(session, case, entry.written_at)
    return values.review_values(
        Reviewed(
            _case_said(session, case, until),
            held_on=until,
            since=after or case.signed_on,
            services=tuple(records.services_between(session, case, after, until)),
            programmes=tuple(records.sessions_between(session, case, after, until)),
            goals=_goals(session, case, records.plan_by(session, case, max(until, written_on))),
            scores=_scores(session, case, until),
            next_on=_next_review(session, case, entry),
            **_written(session, case, entry),
        )
    )


_MAKERS: dict[str, Callable[[Session, Case, Which], Values]] = {
    "agreement": _agreement,
    "living_conditions": _living_conditions,
    "plan": _plan,
    "review": _review,
}


def _case_said(session: Session, case: Case, day: date) -> CaseSaid:
    """The case, with the household as it was on `day`."""
    household = case.household(day)
    district = session.get(KnownDistrict, case.district)
    return CaseSaid(
        reference=case.reference,
        organisation=_organisation(session, case.organisation),
        worker=person_name(session, case.worker),
        today=today(session, case),
        family=tuple(relative(one, day) for one in household),
        signers=tuple(relative(one, day) for one in household if one.may_sign(day)),
        family_kind=case.family_kind,
        district=district.name if district else case.district,
        address=case.address or "",
        phone=case.phone or "",
    )


def _organisation(session: Session, id: UUID | None) -> str:
    known = session.get(KnownOrganisation, id) if id else None
    return known.name if known else ""


def _written(session: Session, case: Case, entry: Entry) -> dict[str, Any]:
    """What an assessment and a review both say."""
    facts = entry.facts
    return {
        "by": person_name(session, entry.author),
        "presence": presence(session, case, facts),
        "children": tuple(_child(case, one) for one in facts.get("children") or []),
        "summary": facts.get("summary") or "",
        "family_says": facts.get("family_says") or "",
    }


def _child(case: Case, said: dict[str, Any]) -> ChildSaid:
    return ChildSaid(member_name(case, said["member"]), said.get("wellbeing") or "", said.get("removal") or "")


def _goals(session: Session, case: Case, version: PlanVersion | None) -> tuple[GoalSaid, ...]:
    return tuple(_goal(session, case, one) for one in (version.goals if version else []))


def _goal(session: Session, case: Case, said: dict[str, Any]) -> GoalSaid:
    tasks = tuple(
        TaskSaid(
            task["title"], name_of_who(session, case, task["who"]), _day(task["due_on"]), _day(task.get("done_on"))
        )
        for task in said["tasks"]
    )
    whom = member_name(case, said.get("member"))
    return GoalSaid(said["title"], said["domain"], whom, said["status"], said["needs_specialist"], tasks)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _scores(session: Session, case: Case, until: date) -> tuple[Scored, ...]:
    """Of every domain the latest score on that day, and the earliest with which it can be compared."""
    found = compare(one for one in scores_of(session, case) if one.done_on <= until)
    return tuple(
        Scored(
            member_name(case, one.latest.member),
            one.latest.domain,
            one.latest.score,
            one.since.score if one.since else None,
            one.since.done_on if one.since else None,
        )
        for one in found.values()
    )


def _next_review(session: Session, case: Case, entry: Entry) -> date | None:
    """Known of the last review alone."""
    last = records.review(session, case, None)
    due = next((one for one in case.deadlines if one.kind == "review" and one.met_on is None), None)
    return due.due_on if due and last and last.id == entry.id else None
