"""What a cell may call by the name that people know: organisations and districts."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.directory.model import KnownDistrict, KnownOrganisation
from shared.spreadsheets.table import fold


def by_name(known: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Of pairs of a code and a name: by the code itself; by the name, too, which several may have."""
    found: dict[str, list[str]] = defaultdict(list)
    codes = []
    for code, name in known:
        found[fold(name)].append(code)
        codes.append(code)
    return found | {fold(code): [code] for code in codes}


def organisations(session: Session) -> dict[str, list[str]]:
    """The ids of every active one."""
    known = select(KnownOrganisation.id, KnownOrganisation.name).where(KnownOrganisation.active)
    return by_name((str(id), name) for id, name in session.execute(known))


def districts(session: Session) -> dict[str, list[str]]:
    """The codes of all."""
    known = session.execute(select(KnownDistrict.code, KnownDistrict.name))
    return by_name((code, name) for code, name in known)
