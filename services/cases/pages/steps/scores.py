"""Scores over time, as charts with their tables: for each child and for the family, each domain apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from markupsafe import Markup
from sqlalchemy.orm import Session

from services.cases.comparisons import comparison_of, scores_of
from services.cases.model import Case
from services.cases.rules.comparison import Score
from shared.codes import ASSESSMENT_DOMAINS, ASSESSMENT_TOOLS, CodeList
from shared.web.pages import _, charts, dates
from shared.web.pages.reader import this_reader

WORST, BEST = 1, 5


@dataclass(frozen=True)
class Row:
    """One look at one domain."""

    domain: str
    done_on: date
    tool: str
    score: int


@dataclass(frozen=True)
class Drawn:
    title: str
    chart: Markup


@dataclass(frozen=True)
class Looked:
    """All of one person, or of the family as a whole: how it is now, what was looked at more than once, and all."""

    name: str
    now: Markup
    over_time: list[Drawn]
    rows: list[Row]


def looked_at(session: Session, case: Case, called: Callable[[UUID], str]) -> list[Looked]:
    """The family's members in their order, then the family."""
    found: dict[UUID | None, list[Score]] = {}
    for one in sorted(scores_of(session, case), key=lambda score: score.order):
        found.setdefault(one.member, []).append(one)
    order = [*(one.id for one in case.members), None]
    subjects = [one for one in order if one in found]
    return [
        _looked(place, called(one) if one else _("The family"), found[one]) for place, one in enumerate(subjects, 1)
    ]


def _looked(place: int, name: str, scores: Sequence[Score]) -> Looked:
    by_domain = {code: [one for one in scores if one.domain == code] for code in ASSESSMENT_DOMAINS}
    known = {code: found for code, found in by_domain.items() if found}
    drawn = [_over_time(f"scores-{place}-{code}", code, found) for code, found in known.items() if len(found) > 1]
    rows = [Row(code, one.done_on, one.tool, one.score) for code, found in known.items() for one in found]
    return Looked(name, _now(f"scores-{place}", name, [found[-1] for found in known.values()]), drawn, rows)


def _now(id: str, name: str, latest: Sequence[Score]) -> Markup:
    """The latest score of each domain."""
    items = [charts.Bar(_text(ASSESSMENT_DOMAINS, one.domain), one.score) for one in latest]
    said = _("The latest scores, 1 to 5: %(name)s", name=name)
    return charts.bars(
        id, said, "; ".join(f"{one.label}: {charts.number(one.value)}" for one in items), items, most=BEST
    )


def _over_time(id: str, domain: str, scores: Sequence[Score]) -> Drawn:
    """A line for each tool: what another tool measures can't be compared."""
    by_tool = {tool: [one for one in scores if one.tool == tool] for tool in ASSESSMENT_TOOLS}
    series = [
        charts.Line(_text(ASSESSMENT_TOOLS, tool), [(one.done_on, one.score) for one in found])
        for tool, found in by_tool.items()
        if found
    ]
    said = "; ".join(_("%(day)s: %(score)s of 5", day=dates.day(one.done_on), score=one.score) for one in scores)
    title = _text(ASSESSMENT_DOMAINS, domain)
    return Drawn(title, charts.lines(id, title, said, series, WORST, BEST))


def _text(codes: CodeList, code: str) -> str:
    return codes.text(code, this_reader().language)


def compared(session: Session, case: Case) -> list[dict[str, object]]:
    """Each domain then and now, as the API compares them."""
    items: list[dict[str, object]] = comparison_of(session, case)["items"]
    return items
