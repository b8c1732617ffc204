"""What can be chosen while a referral is written: who takes families on, and where families live."""

from collections.abc import Sequence

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from services.referrals.commands.submission import OWN_CHANNELS
from services.referrals.queries.receivers import receivers
from shared.caller import Caller
from shared.codes import CHANNELS
from shared.directory.model import KnownDistrict, KnownOrganisation
from shared.web.pages import _
from shared.web.pages.dates import day
from shared.web.pages.fields import Option, options

AT_MOST = 300
AS_BUTTONS = 8
"""More organisations than this are a list to open: radio buttons would fill screens."""


def organisations(session: Session, caller: Caller) -> list[Option]:
    """Who takes referrals, by name. A coordinator who is no referrer writes down what came to the own organisation."""
    found = receivers(session, {})
    if not caller.has("referrer"):
        found = found.where(KnownOrganisation.id == caller.organisation)
    known = list(session.scalars(found.order_by(KnownOrganisation.name).limit(AT_MOST)))
    if len(known) > AS_BUTTONS:
        return [(str(one.id), _in_a_line(one)) for one in known]
    names = {one.code: one.name for one in _districts(session)}
    return [(str(one.id), one.name, _hint(one, names)) for one in known]


def channels(caller: Caller) -> list[Option]:
    without = () if caller.has("referrer") else [code for code in CHANNELS if code not in OWN_CHANNELS]
    return options(CHANNELS, without=without)


def districts(session: Session) -> list[Option]:
    """With the region where there are several."""
    known = _districts(session)
    several = len({one.region for one in known}) > 1
    return [(one.code, f"{one.name}, {one.region}" if several else one.name) for one in known]


def _districts(session: Session) -> Sequence[Row[str, str, str]]:
    found = select(KnownDistrict.code, KnownDistrict.name, KnownDistrict.region)
    return session.execute(found.order_by(KnownDistrict.region, KnownDistrict.name)).all()


def _in_a_line(one: KnownOrganisation) -> str:
    until = one.takes_no_more_until()
    return _("%(name)s — takes no more until %(day)s", name=one.name, day=day(until)) if until else one.name


def _hint(one: KnownOrganisation, names: dict[str, str]) -> str:
    where = ", ".join(names.get(code, code) for code in one.districts)
    if until := one.takes_no_more_until():
        return _("Takes no more referrals until %(day)s. Districts: %(where)s", day=day(until), where=where or "—")
    return _("Districts: %(where)s", where=where) if where else ""
