"""Many referrals from one file: all of them, or none."""

from contextlib import suppress

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from services.referrals.commands.submission import submit
from services.referrals.imports import Entry, File
from services.referrals.model import Import, Referral
from shared import clock
from shared.caller import Caller
from shared.ids import uuid7
from shared.problems import Conflict, Invalid


class _OnlyChecked(Exception):
    """Takes back what a check made."""


def import_file(session: Session, caller: Caller, file: File, *, again: bool = False) -> Import:
    """Each by the command and the rules of a single referral. Raises Invalid with what is wrong anywhere in the file,
    and Conflict when the organisation sent this very file before, unless `again`."""
    _require_new(session, caller, file, again)
    sent = [_submitted(session, caller, entry) for entry in file.entries]
    if file.trouble.errors:
        raise file.trouble.refusal()
    now = clock.now()
    done = Import(
        id=uuid7(now),
        organisation=caller.organisation,
        sent_by=caller.person,
        digest=file.digest,
        imported_at=now,
        referrals=[one.id for one in sent if one],
    )
    session.add(done)
    return done


def check_file(session: Session, caller: Caller, file: File, *, again: bool = False) -> None:
    """The same refusals, and nothing else."""
    with suppress(_OnlyChecked), session.begin_nested():
        import_file(session, caller, file, again=again)
        raise _OnlyChecked


def _require_new(session: Session, caller: Caller, file: File, again: bool) -> None:
    """Two that come at once are looked at one after the other."""
    scope = f"import {caller.organisation} {file.digest.hex()}"
    session.execute(text("select pg_advisory_xact_lock(hashtextextended(:scope, 0))"), {"scope": scope})
    same = (Import.organisation == caller.organisation, Import.digest == file.digest)
    first = session.scalars(select(Import).where(*same).order_by(Import.id).limit(1)).first()
    if first and not again:
        told = {"state": "imported", "import": str(first.id)}
        raise Conflict("This very file was imported before. Send it with again=1 if it is meant.", **told)


def _submitted(session: Session, caller: Caller, entry: Entry) -> Referral | None:
    """Nothing is written for one that is refused, so that the others can still be judged."""
    if entry.body is None:
        return None
    try:
        return submit(session, caller, entry.body)
    except Invalid as problem:
        entry.refuse(problem.errors)
    except Conflict:
        entry.refuse({"to_organisation": ["takes_no_referrals"]})
    return None
