"""Assessments: what was seen, how it changed, a new one."""

from dataclasses import dataclass
from typing import Any

from flask import Response

from services.cases import commands
from services.cases.model import Case
from services.cases.pages import frame
from services.cases.pages.steps import people, scores
from services.cases.pages.steps.room import BY_TEAM, CASE, READ, Listed, at, entries, pages
from services.cases.schemas.entries import AssessmentBody
from shared.codes import ASSESSMENT_DOMAINS, ASSESSMENT_TOOLS, REMOVAL
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Day, Group, Hidden, Rows, Text, options
from shared.web.pages.fields import Field as AnyField
from shared.web.paging import PageQuery
from shared.web.routes import Call


@pages.page(f"{CASE}/assessments", **READ, query=PageQuery)
def assessments(call: Call) -> Response:
    case, called = call.record, people.called_by(call.session, call.record)
    looked = scores.looked_at(call.session, case, called)
    listed = entries(call, "assessment")
    return show("steps/assessments.html", **frame.of(call, "assessments"), listed=listed, looked=looked, called=called)


@pages.page(f"{CASE}/assessments/comparison", **READ)
def comparison(call: Call) -> Response:
    called = people.called_by(call.session, call.record)
    items = scores.compared(call.session, call.record)
    return show("steps/comparison.html", **frame.of(call, "assessments"), compared=items, called=called)


@dataclass
class Score(Choice):
    """1 to 5, or nothing where it was not looked at."""

    many: bool = True

    def __post_init__(self) -> None:
        ends = {scores.WORST: _("1 — a severe need"), scores.BEST: _("5 — a strength")}
        self.options = [(str(one), ends.get(one, str(one))) for one in range(scores.WORST, scores.BEST + 1)]

    def read(self) -> Any:
        return int(self.typed) if self.typed.isdecimal() else self.typed or self.blank


@dataclass
class Scored(Group):
    """A domain of one person or of the family. The first of each has their name as `heading`."""

    heading: str = ""


def assessment_form(call: Call) -> Form:
    case, session = call.record, call.session
    subjects = _subjects(call, case)
    return Listed(
        _("Write down an assessment"),
        [
            Choice("tool", _("How did you look?"), options=options(ASSESSMENT_TOOLS)),
            Day("done_on", _("On which day?")),
            people.took_part(session, case),
            people.could_not(session, case),
            Rows("scores", _scored(subjects), label=_("Scores")),
            Rows("children", _removals(call, case), label=_("Does the child stay in the family?")),
            Text("summary", _("What did you see? Strengths and good experience too"), rows=6),
            Text("family_says", _("What does the family itself say?"), rows=4, optional=True),
        ],
        _("Save the assessment"),
        lead=_("1 is a severe need, 5 is a strength. Leave out what you did not look at."),
        values=people.absences(session, case) | {"scores": _hidden(subjects), "children": _theirs(call, case)},
        back=at(case, "assessments"),
        shown=frame.of(call, "assessments"),
    )


Subject = tuple[str | None, str, str]
"""Whom a score is about, what they are called, and the domain."""


def _subjects(call: Call, case: Case) -> list[Subject]:
    """Child domains of each child, family domains of the family."""
    found: list[Subject] = []
    for child in people.children(call.session, case):
        found += [(str(child.id), people.called(child), code) for code in _domains("child")]
    return found + [(None, _("The family"), code) for code in _domains("family")]


def _domains(group: str) -> list[str]:
    return [code for code in ASSESSMENT_DOMAINS if ASSESSMENT_DOMAINS.group(code) == group]


def _scored(subjects: list[Subject]) -> list[Group]:
    texts = dict(option[:2] for option in options(ASSESSMENT_DOMAINS))
    before, rows = "", []
    for number, (member, name, domain) in enumerate(subjects):
        path = f"scores.{number}"
        fields: list[AnyField] = [Score(f"{path}.score", texts[domain]), Hidden(f"{path}.domain", "")]
        fields += [Hidden(f"{path}.member", "")] if member else []
        rows.append(Scored("", fields, heading=name if name != before else ""))
        before = name
    return list(rows)


def _hidden(subjects: list[Subject]) -> list[dict[str, Any]]:
    return [{"domain": domain, "member": member} for member, _name, domain in subjects]


def _removals(call: Call, case: Case) -> list[Group]:
    return [
        Group("", [_removal(number, people.called(child)), Hidden(f"children.{number}.member", "")])
        for number, child in enumerate(people.children(call.session, case))
    ]


def _removal(number: int, name: str) -> Choice:
    label = _("%(name)s: does the child stay in the family?", name=name)
    return Choice(f"children.{number}.removal", label, options=options(REMOVAL), many=True)


def _theirs(call: Call, case: Case) -> list[dict[str, Any]]:
    return [{"member": child.id} for child in people.children(call.session, case)]


@pages.form(
    f"{CASE}/assessments/new",
    **BY_TEAM | {"template": "steps/assessment_form.html"},
    body=AssessmentBody,
    form=assessment_form,
)
def assess(call: Call) -> Response:
    commands.assess(call.session, call.caller, call.record, **call.body)
    return go(at(call.record, "assessments"), _("The assessment is saved."))
