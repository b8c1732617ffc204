"""Assessments compared over time: which two scores may be compared, and what changed between them.

The practice scores domains on a stated scale "so that two assessments can be compared", and counts a child's well-being
as improved only "on two comparable assessments". What makes two comparable is ours: the same tool looked at the same
domain of the same person (or of the family as a whole), on different days. Another tool measures something else, and
a second look on the same day is no time in which anything could change. Give these rules only what counts: an
annulled assessment never happened.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

Subject = tuple[UUID | None, str]
"""Whom a score is about (None: the family as a whole) and its domain."""


@dataclass(frozen=True)
class Score:
    """One domain in one assessment: 1 (severe need) to 5 (a strength)."""

    assessment: UUID
    tool: str
    done_on: date
    member: UUID | None
    domain: str
    score: int

    @property
    def subject(self) -> Subject:
        return self.member, self.domain

    @property
    def order(self) -> tuple[date, UUID]:
        """Of two on one day, the one that was written down last is the later."""
        return self.done_on, self.assessment


@dataclass(frozen=True)
class Compared:
    """What is known of one domain of one person or the family. `first` and `previous` are None where there is no such
    score beside `latest`; `since` is the earliest that `latest` can be compared with."""

    latest: Score
    previous: Score | None
    first: Score | None
    since: Score | None

    @property
    def change(self) -> int | None:
        """From `since` to `latest`: above 0 it is better than it was."""
        return change(self.since, self.latest) if self.since else None


def scores_in(assessment: UUID, done_on: date, facts: Mapping[str, Any]) -> Iterator[Score]:
    """Of an assessment as it is kept: `facts` has `tool` and `scores` `[{member?, domain, score}]`."""
    for one in facts["scores"]:
        member = UUID(str(one["member"])) if one.get("member") else None
        yield Score(assessment, facts["tool"], done_on, member, one["domain"], one["score"])


def comparable(earlier: Score, later: Score) -> bool:
    same = (earlier.tool, earlier.subject) == (later.tool, later.subject)
    return same and earlier.done_on < later.done_on


def change(earlier: Score, later: Score) -> int | None:
    """None where the two cannot be compared."""
    return later.score - earlier.score if comparable(earlier, later) else None


def compare(scores: Iterable[Score]) -> dict[Subject, Compared]:
    """Everything that was ever scored, in the order in which it was first."""
    by_subject: dict[Subject, list[Score]] = {}
    for one in sorted(scores, key=lambda score: score.order):
        by_subject.setdefault(one.subject, []).append(one)
    return {subject: _compared(ordered) for subject, ordered in by_subject.items()}


def _compared(ordered: Sequence[Score]) -> Compared:
    *before, latest = ordered
    since = next((one for one in before if comparable(one, latest)), None)
    return Compared(latest, before[-1] if before else None, before[0] if before else None, since)


def has_two_comparable(scores: Iterable[Score], member: UUID, by: date) -> bool:
    """Whether a word on this member's well-being, said on the day `by`, rests on two comparable assessments."""
    known = [one for one in scores if one.member == member and one.done_on <= by]
    return any(comparable(earlier, later) for earlier in known for later in known)
