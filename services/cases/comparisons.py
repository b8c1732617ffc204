"""The assessments of a case side by side, as answers show them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.model import Case, Entry
from services.cases.rules.comparison import Compared, Score, Subject, change, compare, scores_in
from shared.codes import ASSESSMENT_DOMAINS

Shown = dict[str, Any]


def scores_of(session: Session, case: Case) -> list[Score]:
    """Of every assessment that counts, of all rounds."""
    counting = (Entry.case_id == case.id, Entry.kind == "assessment", Entry.annulled_at.is_(None))
    kept = session.execute(select(Entry.id, Entry.happened_on, Entry.facts).where(*counting))
    return [score for id, done_on, facts in kept for score in scores_in(id, done_on, facts)]


def comparison_of(session: Session, case: Case) -> Shown:
    found = compare(scores_of(session, case))
    ordered = sorted(found, key=lambda subject: _place(case, subject))
    return {"items": [_compared(subject, found[subject]) for subject in ordered], "next": None}


def _place(case: Case, subject: Subject) -> tuple[int, int]:
    """Members in the referral's order, then the family; domains in the order of their codes."""
    member, domain = subject
    known = [one.id for one in case.members]
    return known.index(member) if member in known else len(known), list(ASSESSMENT_DOMAINS).index(domain)


def _compared(subject: Subject, found: Compared) -> Shown:
    member, domain = subject
    earlier = {"first": _earlier(found.first, found.latest), "previous": _earlier(found.previous, found.latest)}
    since = _score(found.since) if found.since else None
    latest = {"latest": _score(found.latest), "since": since, "change": found.change}
    return {"member": member, "domain": domain, **earlier, **latest}


def _earlier(score: Score | None, latest: Score) -> Shown | None:
    if score is None:
        return None
    changed = change(score, latest)
    return {**_score(score), "comparable": changed is not None, "change": changed}


def _score(score: Score) -> Shown:
    return {name: getattr(score, name) for name in ("assessment", "tool", "done_on", "score")}
