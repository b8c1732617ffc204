"""Writing a referral bit by bit. Nothing of it is told to anybody before it is sent."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.referrals.commands.submission import submit
from services.referrals.model import Draft, Referral
from services.referrals.rules import drafts, submission
from services.referrals.schemas.common import MEMBERS_AT_MOST
from shared import clock
from shared.caller import Caller
from shared.directory.lookup import today_at
from shared.directory.model import KnownDistrict, KnownOrganisation
from shared.ids import uuid7
from shared.problems import Invalid

KEPT_FOR = timedelta(days=30)
"""After the last change (ours): it is about a family who may never have heard of it."""

PURGED_AT_ONCE = 500


def begin(session: Session, caller: Caller) -> Draft:
    now = clock.now()
    draft = Draft(
        id=uuid7(), owner=caller.person, organisation=caller.organisation, content={}, begun_at=now, changed_at=now
    )
    session.add(draft)
    session.flush()
    return draft


def write(session: Session, caller: Caller, draft: Draft, said: dict[str, Any], body: dict[str, Any]) -> Draft:
    """One part of it, anew: `body` as a part of `schemas.Submission` loads it, `said` the same as JSON holds it.

    Raises Invalid for what can be judged by this part alone."""
    if errors := _wrong(session, caller, body):
        raise Invalid(errors)
    return _change(draft, draft.content | said)


def write_member(
    session: Session, caller: Caller, draft: Draft, id: UUID, said: dict[str, Any], body: dict[str, Any]
) -> Draft:
    """A member of the family; one with an id that the draft does not have yet is added."""
    is_new = drafts.member_of(draft.content, str(id)) is None
    if is_new and len(drafts.members_of(draft.content)) >= MEMBERS_AT_MOST:
        raise Invalid({"role": ["too_many"]})
    channel = draft.content.get("channel", "")
    if errors := submission.of_member(body, channel, today_at(session, caller.organisation)):
        raise Invalid(errors)
    return _change(draft, drafts.with_member(draft.content, str(id), said))


def remove_member(draft: Draft, id: UUID) -> Draft:
    return _change(draft, drafts.without_member(draft.content, str(id)))


def discard(session: Session, draft: Draft) -> None:
    session.delete(draft)


def send(session: Session, caller: Caller, draft: Draft, body: dict[str, Any]) -> Referral:
    """The whole of it; it raises what `submit` does. What was written stays in the referral alone."""
    referral = submit(session, caller, body)
    draft.referral = referral.id
    _change(draft, {})
    return referral


def purge(session: Session) -> int:
    """Delete drafts that nobody has changed for long, a bounded number; how many."""
    old = (
        select(Draft.id)
        .where(Draft.changed_at < clock.now() - KEPT_FOR)
        .limit(PURGED_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    gone = session.scalars(delete(Draft).where(Draft.id.in_(old.scalar_subquery())).returning(Draft.id))
    return len(gone.all())


def _change(draft: Draft, content: drafts.Content) -> Draft:
    draft.content, draft.changed_at = content, clock.now()
    return draft


def _wrong(session: Session, caller: Caller, body: dict[str, Any]) -> submission.Errors:
    errors: submission.Errors = {}
    if "basis" in body:
        errors |= submission.of_basis(body, today_at(session, caller.organisation))
    if "to_organisation" in body and not _takes_referrals(session, body["to_organisation"]):
        errors["to_organisation"] = ["takes_no_referrals"]
    if "family" in body and session.get(KnownDistrict, body["family"]["district"]) is None:
        errors["family.district"] = ["unknown_code"]
    return errors


def _takes_referrals(session: Session, organisation: UUID) -> bool:
    known = session.get(KnownOrganisation, organisation)
    return known is not None and known.active and known.accepts_referrals
