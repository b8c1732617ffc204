"""The data of events about a referral and about the ids of families."""

from marshmallow import fields

from shared.codes import (
    BASIS,
    CHANNELS,
    DECLINE_REASONS,
    FAMILY_KINDS,
    HELP_KINDS,
    MEMBER_ROLES,
    REASONS,
    REFERRAL_STATES,
    URGENCIES,
    WITHDRAW_REASONS,
)
from shared.contracts.common import (
    FAMILY,
    EventData,
    Part,
    code,
    codes,
    day,
    identifier,
    instant,
    part,
    parts,
    several,
    text,
    whole,
)
from shared.eventing.contract import sealed


def _carried_over() -> fields.Integer:
    return whole(
        "Only of a family whom the receiver supported before it worked here: submitted and accepted long ago, told "
        "now. Nobody need hear of what is past. Of how many such cases the worker is told when this one opens, at "
        "once for all; 0 for all others of them.",
        optional=True,
    )


class Referral(EventData):
    referral = identifier()
    reference = text("What people call it by; never an id.")
    family = identifier()
    family_kind = code(FAMILY_KINDS)
    from_organisation = identifier("Whose referral it is; null when nobody's.", null=True)
    sent_by = identifier("Who sent it; null for an appeal without an account.", null=True)
    invited_by = identifier(
        "Who invited the organisation without accounts that sent it; then it is nobody's referral here.",
        null=True,
        optional=True,
    )
    to_organisation = identifier("Who is to answer, now.")
    channel = code(CHANNELS)
    urgency = code(URGENCIES)
    district = text("Code of the district where the family lives.")
    submitted_at = instant("When it was first sent; ages of members are of this day.")
    answer_by = instant("Null while the time to answer stands still, and once it is decided.", null=True)
    status = code(REFERRAL_STATES)


class Submitted(Referral):
    carried_over = _carried_over()


class InfoRequested(Referral):
    reply_by = instant("The end of the day by which the sender is to answer.")


class Declined(Referral):
    reason = code(DECLINE_REASONS)


class Withdrawn(Referral):
    reason = code(WITHDRAW_REASONS)


class PassedOn(Referral):
    previous_organisation = identifier("It keeps reference, dates and its own entries.")


class MarkedDuplicate(Referral):
    of = identifier("The known family; the referral's own was merged into it.")


class Basis(Part):
    kind = code(BASIS)
    given_on = day(null=True)


class Member(Part):
    id = identifier()
    role = code(MEMBER_ROLES)
    last_name = text("Null when a caller did not say.", null=True)
    first_name = text()
    middle_name = text(null=True)
    born_on = day(null=True)
    age = whole("In whole years on the day of submission, when no date of birth is known.", null=True)


class Question(Part):
    question = text()
    asked_at = instant()
    answer = text(null=True)
    answered_at = instant(null=True)


class DoneBefore(Part):
    """What was done with a family before its case was kept here; null: nothing of the kind is known."""

    recorded_on = day("When this was carried over; ages of members are of this day.")
    signed_on = day("The agreement.", null=True)
    signed_by = several(identifier(), "Members; empty: all adults.")
    assessed_on = day("The last assessment.", null=True)
    planned_on = day("The plan in force.", null=True)
    reviewed_on = day("The last review.", null=True)
    contacted_on = day("The last contact.", null=True)


class Accepted(Referral):
    worker = identifier("Who is to work with the family; null when not yet known.", null=True)
    reasons = codes(REASONS)
    help_wanted = codes(HELP_KINDS)
    basis = part(Basis, "By what right the data are shared.")
    members = sealed(FAMILY, parts(Member, "In the referral's order."))
    address = sealed(FAMILY, text(null=True))
    phone = sealed(FAMILY, text(null=True))
    narrative = sealed(FAMILY, text())
    questions = sealed(FAMILY, parts(Question, "What was asked and answered before."))
    basis_document = sealed(FAMILY, text("The paper on which the right rests, as typed.", null=True))
    carried_over = _carried_over()
    done_before = part(DoneBefore, "With `carried_over`: how far the support had come.", optional=True)
    former_reference = sealed(FAMILY, text("What the family's file was called before.", null=True, optional=True))


class Reminder(EventData):
    referral = identifier()
    reference = text()
    to_organisation = identifier()
    from_organisation = identifier(null=True)
    sent_by = identifier(null=True)
    urgency = code(URGENCIES)


class AnswerReminder(Reminder):
    answer_by = instant()


class AnswerEscalated(AnswerReminder):
    times = whole("How often this is told by now: 1 is when the sender learns of it.", least=1)


class DutyCalled(Reminder):
    person = identifier(
        "Who is called; null: nobody on the roster can be, so all coordinators and supervisors are.", null=True
    )
    position = whole("Their place on the roster, from 1.", least=1, null=True)
    call = whole("The how manieth call to this receiver.", least=1)


class ReplyReminder(Reminder):
    reply_by = instant()


class ReplyPassed(ReplyReminder):
    answer_by = instant("The end of the receiver's time to answer, which goes on now.", optional=True)


class Family(EventData):
    family = identifier()
    district = text()
    kind = code(FAMILY_KINDS)


class SamePerson(Part):
    id = identifier("The member's id in the family that was merged away.")
    same_as = identifier("Their id in the family that stays.")


class FamilyMerged(Family):
    into = identifier("The family that stays; keep it as an alias and rewrite no history.")
    members = parts(SamePerson, "Members known under two ids.", optional=True)


class FamilySeparated(Family):
    separated_from = identifier("The family it had been merged into; the alias no longer holds.")
