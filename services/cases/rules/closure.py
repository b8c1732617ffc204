"""When a family counts as self-sufficient (ours, after the practice's aim): its children live in their own family in
safety, the family agrees, and nothing is left that needs a specialist."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

SELF_SUFFICIENT = "self_sufficient"


@dataclass(frozen=True)
class ChildScore:
    """A child domain in an assessment, 1 (severe need) to 5 (a strength)."""

    child: UUID
    score: int


def last_scores(assessments: Sequence[Sequence[ChildScore]]) -> Sequence[ChildScore]:
    """Of assessments in order of time, the scores of each child in the last that looked at this child: one of the
    adults alone, or of a brother, says nothing about a girl."""
    last: dict[UUID, list[ChildScore]] = {}
    for scores in assessments:
        last |= {child: [one for one in scores if one.child == child] for child in {one.child for one in scores}}
    return [score for scores in last.values() for score in scores]


def hindrances(
    children: Collection[UUID],
    scores: Sequence[ChildScore],
    threshold: int,
    needs_specialist: bool,
    in_own_family: Collection[UUID],
    family_agrees: bool,
) -> list[str]:
    """Why the outcome cannot be `self_sufficient`, as codes; empty when it can.

    `children` are those in the family then, `scores` those of each child's last assessment, `needs_specialist`
    whether an open goal does, `in_own_family` the children who live there.
    """
    found = {
        "child_not_assessed": not set(children) <= {one.child for one in scores},
        "child_domain_below_threshold": any(one.score < threshold for one in scores if one.child in children),
        "open_goal_needs_specialist": needs_specialist,
        "child_not_in_own_family": not set(children) <= set(in_own_family),
        "family_does_not_agree": not family_agrees,
    }
    return [code for code, hinders in found.items() if hinders]
