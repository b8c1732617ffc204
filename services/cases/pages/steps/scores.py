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
from shared.codes import ASSESSMENT_DOMAINS, ASSESSMENT_TOOLS
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
class Looked:
    """All of one person, or of the family as a whole."""

    name: str
    charts: list[Markup]
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
    domains = [code for code in ASSESSMENT_DOMAINS if any(one.domain == code for one in scores)]
    drawn = [_chart(f"scores-{place}-{code}", code, [s for s in scores if s.domain == code]) for code in domains]
    rows = [Row(one.domain, one.done_on, one.tool, one.score) for one in scores]
    return Looked(name, drawn, sorted(rows, key=lambda row: (domains.index(row.domain), row.done_on)))


def _chart(id: str, domain: str, scores: Sequence[Score]) -> Markup:
    """A line for each tool: what another tool measures can't be compared."""
    language = this_reader().language
    tools = [code for code in ASSESSMENT_TOOLS if any(one.tool == code for one in scores)]
    series = [
        charts.Line(
            ASSESSMENT_TOOLS.text(tool, language), [(one.done_on, one.score) for one in scores if one.tool == tool]
        )
        for tool in tools
    ]
    first, last = scores[0], scores[-1]
    said = _("%(from_day)s: %(first)s of 5", from_day=dates.day(first.done_on), first=first.score)
    if last is not first:
        said = _("%(before)s; %(day)s: %(last)s of 5", before=said, day=dates.day(last.done_on), last=last.score)
    return charts.lines(id, ASSESSMENT_DOMAINS.text(domain, language), said, series, WORST, BEST)


def compared(session: Session, case: Case) -> list[dict[str, object]]:
    """Each domain then and now, as the API compares them."""
    items: list[dict[str, object]] = comparison_of(session, case)["items"]
    return items
