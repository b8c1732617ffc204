"""Lists in the order of a moment: what comes next, or everything that happened, page by page."""

import base64
import binascii
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, tuple_
from sqlalchemy.orm import Session

from shared.problems import Invalid
from shared.web.fields import Text
from shared.web.paging import PageQuery

Place = tuple[datetime, str]
"""Where a row stands: its moment, and a text that tells it from others of the same moment."""


class MomentQuery(PageQuery):
    """The cursor holds a moment and a text."""

    cursor = Text(longest=300)


def by_moment(
    session: Session,
    found: Select[Any],
    moment: ColumnElement[datetime],
    key: ColumnElement[str],
    query: dict[str, Any],
    show: Callable[[Any], dict[str, Any]],
    place_of: Callable[[Any], Place],
    *,
    newest: bool,
) -> dict[str, Any]:
    """One page of `found`, whose rows `show` and `place_of` get; `newest` first, or the soonest."""
    if query.get("cursor"):
        found = found.where(_beyond(moment, key, _read(query["cursor"]), newest=newest))
    order = (moment.desc(), key.desc()) if newest else (moment, key)
    rows = session.execute(found.order_by(*order).limit(query["limit"] + 1)).all()
    shown, more = rows[: query["limit"]], len(rows) > query["limit"]
    return {"items": [show(row) for row in shown], "next": _cursor(place_of(shown[-1])) if more else None}


def _beyond(moment: ColumnElement[datetime], key: ColumnElement[str], place: Place, *, newest: bool) -> Any:
    here, there = tuple_(moment, key), tuple_(literal(place[0]), literal(place[1]))
    return here < there if newest else here > there


def _cursor(place: Place) -> str:
    written = json.dumps([place[0].isoformat(), place[1]])
    return base64.urlsafe_b64encode(written.encode()).rstrip(b"=").decode()


def _read(cursor: str) -> Place:
    try:
        moment, key = json.loads(base64.urlsafe_b64decode(cursor + "=="))
        place = datetime.fromisoformat(moment), str(key)
    except (ValueError, TypeError, binascii.Error):
        raise Invalid({"cursor": ["invalid"]}, "Take the cursor from the page before.") from None
    if place[0].tzinfo is None or not 1900 <= place[0].year <= 2200 or not place[1].isascii() or "\x00" in place[1]:
        raise Invalid({"cursor": ["invalid"]}, "Take the cursor from the page before.")
    return place
