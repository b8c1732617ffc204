"""The data of events about a case."""

from shared.codes import (
    CASE_STATES,
    CONTACT_KINDS,
    DEADLINE_KINDS,
    ENTRY_KINDS,
    HELP_KINDS,
    OUTCOMES,
    PARENTAL_RIGHTS,
    REMOVAL,
    SPECIALITIES,
    TEAM_ROLES,
    WELLBEING,
)
from shared.contracts.common import (
    EventData,
    Part,
    code,
    codes,
    day,
    flag,
    identifier,
    parts,
    several,
    text,
    whole,
)


class TeamMember(Part):
    person = identifier()
    organisation = identifier(null=True)
    role = code(TEAM_ROLES)


class Deadline(Part):
    kind = code(DEADLINE_KINDS)
    due_on = day()
    met_on = day(null=True)


class Member(Part):
    id = identifier()
    child = flag("Under 18 on the day of the fact.")


class Case(EventData):
    case = identifier()
    reference = text("What people call it by; never an id.")
    referral = identifier()
    family = identifier()
    organisation = identifier()
    from_organisation = identifier("Whose referral it was: they learn how it goes on.", null=True)
    sent_by = identifier("Who sent the referral.", null=True)
    worker = identifier("Null: the organisation's coordinators and supervisors look after it.", null=True)
    team = parts(TeamMember, "Those put on it, from any organisation; the worker too, as `case_worker`.")
    assessing_organisations = several(
        identifier(),
        "Organisations that assess this family: the case's, the sender's, each team member's. "
        "Nobody tied to one of them may be its contact family.",
    )
    status = code(CASE_STATES)
    opened_on = day()
    deadlines = parts(Deadline, "The present ones; `met_on` when met.")
    outcome = code(OUTCOMES, "Null while it is open.", null=True)
    closed_on = day(
        "Null while it is open; events of former versions said it at the closing only.", null=True, optional=True
    )
    district = text()
    members = parts(
        Member,
        "Whom the fact concerns: those who got the service or were met; in every other event all who are "
        "in the household now.",
    )


class Opened(Case):
    carried_over = whole(
        "Only of a case that began before it was kept here: of how many such cases its worker is told by this event, "
        "at once for all; 0 for all others of them.",
        optional=True,
    )


class Agreed(Case):
    entry = identifier(optional=True)
    signed_on = day()


class ChildRemoval(Part):
    id = identifier()
    removal = code(REMOVAL)


class ChildReviewed(ChildRemoval):
    wellbeing = code(WELLBEING)


class Assessed(Case):
    entry = identifier()
    done_on = day()
    children = parts(ChildRemoval, "Those about whom it was said; may be empty.")


class Planned(Case):
    version = whole(least=1)
    planned_on = day()


class ServiceGiven(Case):
    entry = identifier()
    kind = code(HELP_KINDS)
    speciality = code(SPECIALITIES, null=True)
    given_on = day()


class Contacted(Case):
    entry = identifier()
    kind = code(CONTACT_KINDS, "`not_reached` meets no deadline.")
    held_on = day()


class Reviewed(Case):
    entry = identifier()
    held_on = day()
    children = parts(ChildReviewed)


class TeamChanged(Case):
    previous_worker = identifier("Who it was before; the same person when only the team changed.", null=True)
    joined = several(identifier(), "People who were not on the case before.")
    left = several(identifier(), "People who are no longer on the case.")
    gathered = flag("One of several at once: `cases.work.handed_over` tells of all; not said: no.", optional=True)


class Parent(Part):
    id = identifier()
    rights = code(PARENTAL_RIGHTS)


class Closed(Case):
    outcome = code(OUTCOMES)
    closed_on = day()
    children = parts(ChildReviewed)
    parents = parts(Parent, "Those about whom it was said; may be empty.")


class Reopened(Case):
    reopened_on = day("Deadlines start anew on it.")


class FollowedUp(Case):
    entry = identifier()
    held_on = day()
    holds = flag("Whether the outcome still holds.")


class EntryAnnulled(Case):
    entry = identifier("It never counted.")
    kind = code(ENTRY_KINDS)


class DeadlineReminder(EventData):
    case = identifier()
    reference = text()
    organisation = identifier()
    worker = identifier(null=True)
    kind = code(DEADLINE_KINDS)
    due_on = day("It passes when this day ends in the organisation's time zone.")
    warned = codes(("worker", "supervisor"), "Who is told, by the policy under which it began.", optional=True)
