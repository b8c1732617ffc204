"""Many people from one file: all of them, or none."""

from typing import Any

from sqlalchemy.orm import Session

from services.identity.commands.people import register_person
from services.identity.imports import Entry, File
from services.identity.model import Import, Person
from services.identity.rules import INVITATION_PACE
from shared.caller import Caller
from shared.problems import Forbidden, Invalid
from shared.spreadsheets.kept import keep, require_new, taken_back
from shared.turns import one_at_a_time


def import_people(session: Session, caller: Caller, file: File, *, language: str, again: bool = False) -> Import:
    """Each by the command and the rules of registering a single person; `language` is theirs who say none. Invitations
    go out one after the other, so that others' mails need not wait for all of them.

    Raises Invalid with what is wrong anywhere in the file, and Conflict when the organisation sent this very file
    before, unless `again`. Two files at once are taken one by one, so that neither waits for an address of the other.
    """
    one_at_a_time(session, "import people")
    require_new(session, Import, caller.organisation, file.digest, again=again)
    _refuse_doubles(file.entries)
    made = [person.id for person in _registered(session, caller, file.entries, language)]
    if file.trouble.errors:
        raise file.trouble.refusal()
    return keep(session, Import, caller, file.digest, people=made)


def check_people(session: Session, caller: Caller, file: File, *, language: str, again: bool = False) -> None:
    """The same refusals, and nothing else."""
    with taken_back(session):
        import_people(session, caller, file, language=language, again=again)


def _refuse_doubles(entries: list[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.body and entry.body["email"] in seen:
            entry.refuse({"email": ["duplicate"]})
            entry.body = None
        elif entry.body:
            seen.add(entry.body["email"])


def _registered(session: Session, caller: Caller, entries: list[Entry], language: str) -> list[Person]:
    made, invited = [], 0
    for entry in entries:
        if entry.body is None:
            continue
        given = {"language": language, "organisation": caller.organisation, "invite": True} | entry.body
        person = _register(session, caller, entry, given | {"invite_after": invited * INVITATION_PACE})
        made += [person] if person else []
        invited += given["invite"]
    return made


def _register(session: Session, caller: Caller, entry: Entry, given: dict[str, Any]) -> Person | None:
    """Nothing is written for one who is refused, so that the others can still be judged."""
    try:
        with session.begin_nested():
            return register_person(session, caller, **given)
    except Invalid as problem:
        entry.refuse(problem.errors)
    except Forbidden:
        another = given["organisation"] != caller.organisation
        entry.refuse({"organisation" if another else "roles": ["not_yours"]})
    return None
