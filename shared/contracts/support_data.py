"""The data of events about a request for a contact family or a volunteer."""

from marshmallow import Schema

from shared.codes import EXPERIENCE, REQUEST_STATES, SKILLS, VOLUNTEER_KINDS
from shared.contracts.common import (
    INTRODUCTION,
    EventData,
    Part,
    clock_time,
    code,
    codes,
    identifier,
    instant,
    language,
    part,
    parts,
    several,
    text,
    weekday,
    whole,
)
from shared.eventing.contract import sealed

# Made from a dict because `from` is a word of Python.
Time: type[Schema] = Part.from_dict({"weekday": weekday(), "from": clock_time(), "to": clock_time()}, name="Time")


class Support(EventData):
    case = identifier()
    reference = text("The case's.")
    request = identifier()
    kind = code(VOLUNTEER_KINDS)
    status = code(REQUEST_STATES)
    organisation = identifier()
    worker = identifier(null=True)
    skills = codes(SKILLS)
    experience = codes(EXPERIENCE, "What the family would like to have in common.")
    district = text()
    languages = several(language())
    times = parts(Time, "When the family is free, in its organisation's time zone.")
    children_ages = several(whole())
    assessing_organisations = several(identifier(), "Nobody tied to one of them may be the family's contact family.")


class Requested(Support):
    about = sealed(INTRODUCTION, text("What a stranger needs to know to say yes or no."))


class Meeting(Part):
    at = instant()
    place = text()


class Paired(Support):
    assignment = identifier()
    volunteer = identifier()
    person = identifier("Who meets the family.")


class Introduced(Paired):
    first_names = sealed(INTRODUCTION, several(text()))
    contact_name = sealed(INTRODUCTION, text("Whom to call."))
    contact_phone = sealed(INTRODUCTION, text("As +7…, E.164."))
    first_meeting = sealed(INTRODUCTION, part(Meeting))
