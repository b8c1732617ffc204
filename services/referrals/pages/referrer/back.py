"""Where a page of a draft leads when it is done: to the tasks, or to the answers that are being checked."""

from services.referrals.pages.referrer.room import CHECK, check_of, tasks_of
from shared.web.fields import Body, Code
from shared.web.routes import Call


class Back(Body):
    back = Code((CHECK,))


def onward(call: Call) -> str:
    """`call.record` is the draft."""
    return check_of(call.record) if call.query.get("back") else tasks_of(call.record)


def to_check(address: str) -> str:
    """The page at this address, to be left for the answers that are being checked."""
    return f"{address}?back={CHECK}"
