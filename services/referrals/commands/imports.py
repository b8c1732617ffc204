"""Many referrals from one file: all of them, or none."""

from sqlalchemy.orm import Session

from services.referrals.commands.submission import submit
from services.referrals.imports import Entry, File
from services.referrals.model import Import, Referral
from shared.caller import Caller
from shared.problems import Conflict, Invalid
from shared.spreadsheets.kept import keep, require_new, taken_back


def import_file(session: Session, caller: Caller, file: File, *, again: bool = False) -> Import:
    """Each by the command and the rules of a single referral. Raises Invalid with what is wrong anywhere in the file,
    and Conflict when the organisation sent this very file before, unless `again`."""
    require_new(session, Import, caller.organisation, file.digest, again=again)
    sent = [_submitted(session, caller, entry) for entry in file.entries]
    if file.trouble.errors:
        raise file.trouble.refusal()
    return keep(session, Import, caller, file.digest, referrals=[one.id for one in sent if one])


def check_file(session: Session, caller: Caller, file: File, *, again: bool = False) -> None:
    """The same refusals, and nothing else."""
    with taken_back(session):
        import_file(session, caller, file, again=again)


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
