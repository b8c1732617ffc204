"""The steps of a case: where each is done. The pages themselves are in the modules beside, `pages` has them all."""

from uuid import UUID

ADDRESSES = {
    "agreement": "agreement/new",
    "assessment": "assessments/new",
    "plan": "plan",
    "needs_participation": "plan/participation",
    "service": "services/new",
    "review": "reviews/new",
    "closure": "closure",
    "follow_up": "follow-ups/new",
    "reopening": "reopen",
    "enrolment": "enrolments/new",
    "roadmap": "roadmap",
    "support_request": "support/new",
    "document": "documents/new",
}
"""Step (`services.cases.rules.next_step`, or a command) → its page, below the case's own address.

Beside them stands what was done: `assessments`, `assessments/comparison`, `plan`, `plan/versions`, `agreement`,
`reviews`, `services`, `follow-ups` (and how support ended), `support`, `documents`, `forms` (to print). Programmes and
their groups belong to no case: `/cases/programmes`, `/cases/programme-groups/<uuid>`,
`/cases/programme-sessions/<uuid>`."""


def address_of(case: UUID, step: str) -> str:
    """Of the page on which this step of the case is done."""
    return f"/cases/{case}/{ADDRESSES[step]}"
