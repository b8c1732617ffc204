"""Many volunteers from one file: all of them, or none."""

from typing import Any, cast
from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.commands.register import NotVetted, change, register
from services.volunteers.commands.vetting import say_one_word
from services.volunteers.imports import Entry, File
from services.volunteers.model import Import, Volunteer
from services.volunteers.queries.imports import people_of
from shared.caller import Caller
from shared.directory.model import KnownOrganisation
from shared.problems import Forbidden, Invalid
from shared.spreadsheets.kept import keep, require_new, taken_back
from shared.turns import one_at_a_time

_STEPS: dict[str, tuple[str, ...]] = {"applied": (), "ready": ("ready",), "paused": ("ready", "paused")}
"""How somebody who begins as an applicant comes to the status that the file says."""


def import_volunteers(session: Session, caller: Caller, file: File, *, again: bool = False) -> Import:
    """Each by the commands and the rules of registering a single one and of saying that they are ready. Raises Invalid
    with what is wrong anywhere in the file, and Conflict when the organisation sent this very file before, unless
    `again`. Files of one organisation are taken one by one, so that neither waits for a person of the other."""
    one_at_a_time(session, f"import volunteers {caller.organisation}")
    require_new(session, Import, caller.organisation, file.digest, again=again)
    home = session.get(KnownOrganisation, caller.organisation)  # held, so that each row finds it in memory
    people = people_of(session, home.id) if home else {}
    made = [_registered(session, caller, entry, people) for entry in file.entries if entry.body]
    if file.trouble.errors:
        raise file.trouble.refusal()
    return keep(session, Import, caller, file.digest, volunteers=[one.id for one in made if one])


def check_volunteers(session: Session, caller: Caller, file: File, *, again: bool = False) -> None:
    """The same refusals, and nothing else."""
    with taken_back(session):
        import_volunteers(session, caller, file, again=again)


def _registered(session: Session, caller: Caller, entry: Entry, people: dict[str, UUID]) -> Volunteer | None:
    """Nothing is written for one who is refused, so that the others can still be judged."""
    said = dict(entry.body or {})
    person = people.get(said.pop("email"))
    if person is None:
        entry.refuse({"email": ["unknown_person"]})
        return None
    documents = list(said.pop("documents", {}).values())
    try:
        with session.begin_nested():
            return _as_said(session, caller, person, said, documents)
    except Invalid as problem:
        entry.refuse({_cell(path, documents): codes for path, codes in problem.errors.items()})
    except NotVetted as problem:
        missing = cast("list[str]", problem.extra["missing"])
        entry.refuse({"status": ["not_vetted"]} | {_cell(path, documents): ["needed_to_be_ready"] for path in missing})
    except Forbidden:
        entry.refuse({"email": ["own_vetting"]})
    return None


def _as_said(
    session: Session, caller: Caller, person: UUID, said: dict[str, Any], documents: list[dict[str, Any]]
) -> Volunteer:
    """Registered, and then brought to the status that the file says, as it would have been done by hand."""
    wanted, until = said.pop("status", "applied"), said.pop("paused_until", None)
    if until and wanted != "paused":
        raise Invalid({"paused_until": ["not_paused"]})
    since, vetting = said.pop("since", None), said.pop("vetting", {}) | ({"documents": documents} if documents else {})
    body = said | {"person": person} | ({"vetting": vetting} if vetting else {})
    volunteer = register(session, caller, body, since=since)
    for step in _STEPS[wanted]:
        change(session, caller, volunteer, {"status": step} | ({"paused_until": until} if step == "paused" else {}))
    say_one_word(session, volunteer)
    return volunteer


def _cell(path: str, documents: list[dict[str, Any]]) -> str:
    """Where in the file something of a profile stands: a document under its kind, the person under their address."""
    if path == "person":
        return "email"
    if not path.startswith("vetting.documents."):
        return path
    which = path.split(".")[2]
    kind = documents[int(which)]["kind"] if which.isdigit() else which
    return f"documents.{kind}"
