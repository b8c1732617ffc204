"""Who may do what: the relations of a person to a referral, and what the routes ask of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from services.referrals import limits
from services.referrals.commands import invitations
from services.referrals.commands.alias import lock_merges
from services.referrals.commands.duty import roster_of
from services.referrals.commands.families import own_family
from services.referrals.commands.lengths import Present, present_lengths
from services.referrals.model import Draft, DutyRoster, Family, Import, Invitation, Referral
from services.referrals.rules.duty import ON_DUTY_ROLES
from shared.caller import Caller
from shared.problems import NotFound
from shared.web import attempts
from shared.web.policy import Policy, roles

SENDING = ("referrer", "coordinator")


class Relation(StrEnum):
    """What a person is to a referral. Who is more than one sees what the first of them sees."""

    RECEIVER = "receiver"
    SENDER = "sender"
    FORMER_RECEIVER = "former_receiver"


def relation_to(caller: Caller, referral: Referral) -> Relation | None:
    """None for who has nothing to do with it."""
    if is_receiver(caller, referral):
        return Relation.RECEIVER
    if is_sender(caller, referral):
        return Relation.SENDER
    return Relation.FORMER_RECEIVER if is_former_receiver(caller, referral) else None


def is_receiver(caller: Caller, referral: Referral) -> bool:
    """Coordinators and supervisors of the present receiver, and the worker named at acceptance while one there, or who
    stands in for them."""
    if caller.organisation is None or caller.organisation != referral.to_organisation:
        return False
    named = referral.worker in caller.people and caller.has("case_worker")
    return named or caller.has("coordinator", "supervisor")


def is_sender(caller: Caller, referral: Referral) -> bool:
    """Any referrer of the organisation that sent it, and the person who did, or who stands in for them."""
    if caller.acts_for(referral.sent_by, *SENDING):
        return True
    return caller.organisation is not None and (
        caller.organisation == referral.from_organisation and caller.has("referrer")
    )


def is_former_receiver(caller: Caller, referral: Referral) -> bool:
    """Coordinators and supervisors of an organisation that passed it on."""
    former = {receiver.organisation for receiver in referral.receivers if receiver.passed_on_at}
    return caller.organisation in former and caller.has("coordinator", "supervisor")


@dataclass(frozen=True)
class Seen:
    """A referral as this caller sees it."""

    caller: Caller
    referral: Referral

    @property
    def version(self) -> int:
        """Of what they see: for a former receiver nothing changes any more, whatever the next one does, so its version
        is the moment of passing on."""
        if relation_to(self.caller, self.referral) is not Relation.FORMER_RECEIVER:
            return self.referral.version
        return int(passed_on_by(self.caller, self.referral).timestamp())


def passed_on_by(caller: Caller, referral: Referral) -> datetime:
    """When the caller's organisation, a former receiver, passed it on."""
    return next(
        one.passed_on_at for one in referral.receivers if one.passed_on_at and one.organisation == caller.organisation
    )


def _decides(caller: Caller, referral: Referral) -> bool:
    return caller.has("coordinator") and caller.organisation == referral.to_organisation


def _passes_on(caller: Caller, referral: Referral) -> bool:
    """Who passed it on may still fetch the answer to that under the same Idempotency-Key; the command refuses more."""
    return _decides(caller, referral) or (caller.has("coordinator") and is_former_receiver(caller, referral))


def _acknowledges(caller: Caller, referral: Referral) -> bool:
    return caller.has(*ON_DUTY_ROLES) and caller.organisation == referral.to_organisation


IMPORTED_BY = {"referrals": "referrer", "cases": "coordinator"}
"""Kind of file → who imports it."""

WRITERS = roles(*SENDING)
REFERRERS = roles("referrer")
READERS = roles("referrer", "coordinator", "supervisor", "case_worker")
COORDINATORS = roles("coordinator")
ANSWERS = roles(*ON_DUTY_ROLES)
IN_RELATION = Policy(
    "sender, receiver; former receiver: reference, dates, own entries",
    lambda caller, referral: relation_to(caller, referral) is not None,
)
PRINTS = Policy(
    "sender, receiver",
    lambda caller, referral: relation_to(caller, referral) in (Relation.RECEIVER, Relation.SENDER),
)
DECIDES = Policy("coordinator of the receiver", _decides)
ACKNOWLEDGES = Policy("coordinator or supervisor of the receiver", _acknowledges)
KEEPS_ROSTER = roles(*ON_DUTY_ROLES, "organisation_administrator")
ADMINISTRATOR = roles("administrator")
PASSES_ON = Policy("coordinator of the receiver", _passes_on)
SENDER = Policy("sender", is_sender)
HOLDER = Policy("holder of an invitation's link", lambda caller, record: True, public=True)
FAMILY = Policy("the family, by the reference and the code of its appeal", lambda caller, record: True, public=True)
OF_BOTH = Policy("coordinator of a receiver of both", lambda caller, family: caller.has("coordinator"))


def of_seen(policy: Policy) -> Policy:
    """The same policy, asked of a referral as the caller sees it."""
    return Policy(policy.description, lambda caller, seen: policy.allows(caller, seen.referral))


def referral(session: Session, caller: Caller, lock: bool, id: UUID) -> Referral:
    """Raises NotFound when there is none, or the caller has no relation to it."""
    found = session.get(Referral, id, with_for_update=lock)
    if found is None or relation_to(caller, found) is None:
        raise NotFound
    return found


def draft(session: Session, caller: Caller, lock: bool, id: UUID) -> Draft:
    """One that the caller began and has not sent. Nobody stands in for somebody who is still writing."""
    found = begun(session, caller, lock, id)
    if found.referral:
        raise NotFound
    return found


def begun(session: Session, caller: Caller, lock: bool, id: UUID) -> Draft:
    """The same, also after it was sent."""
    found = session.get(Draft, id, with_for_update=lock)
    if found is None or found.owner != caller.person:
        raise NotFound
    return found


def to_print(session: Session, caller: Caller, lock: bool, id: UUID, form: str) -> Referral:
    """The referral of one of its forms."""
    return referral(session, caller, lock, id)


def seen(session: Session, caller: Caller, lock: bool, id: UUID) -> Seen:
    """The same for whom the version says no more than the answer."""
    return Seen(caller, referral(session, caller, lock, id))


def lengths(session: Session, caller: Caller, lock: bool) -> Present:
    """Whoever may not change them takes no lock."""
    return present_lengths(session, lock=lock and caller.has("administrator"))


def roster(session: Session, caller: Caller, lock: bool) -> DutyRoster:
    """Of the caller's own organisation."""
    return roster_of(session, caller, lock=lock and KEEPS_ROSTER.allows(caller, None))


def family(session: Session, caller: Caller, lock: bool, id: UUID) -> Family:
    """A family of which the caller's organisation has a referral, for who looks after its referrals."""
    if not caller.has("coordinator", "supervisor"):
        raise NotFound
    if lock:
        lock_merges(session)
    found = own_family(session, caller, id)
    if found is None:
        raise NotFound
    return found


def imported(session: Session, caller: Caller, lock: bool, id: UUID) -> Import:
    """An import of the caller's own organisation, for those who may import such files."""
    found = session.get(Import, id)
    if found is None or found.organisation != caller.organisation or not caller.has(IMPORTED_BY[found.kind]):
        raise NotFound
    return found


def own_invitation(session: Session, caller: Caller, lock: bool, id: UUID) -> Invitation:
    """One by which the caller's own organisation invited, for its coordinators."""
    found = session.get(Invitation, id, with_for_update=lock)
    if found is None or not caller.has("coordinator") or found.organisation != caller.organisation:
        raise NotFound
    return found


def held(session: Session, caller: Caller | None, lock: bool, token: str) -> Invitation:
    """The invitation of a link, for whoever has it. Every try counts, so that nobody guesses."""
    attempts.count_place(limits.LINK_ADDRESS)
    return invitations.find_invitation(session, token, lock=lock)
