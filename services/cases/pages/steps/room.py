"""What the pages of a case's steps have in common: their blueprint, and forms whose lists have a fixed length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.cases import policies, views
from services.cases.api.blueprint import plan_version, version
from services.cases.model import Case, Entry
from shared.web.pages import Form, Pages
from shared.web.paging import newest_first
from shared.web.routes import Call

pages = Pages("cases", __name__, "steps")

CASE = "/<uuid:id>"
READ: dict[str, Any] = {"on": policies.case_of, "who": policies.READER}
BY_TEAM: dict[str, Any] = {"on": policies.case_of, "who": policies.TEAM, "template": "case_form.html"}
BY_WORKER: dict[str, Any] = {"on": policies.case_of, "who": policies.WORKER, "template": "case_form.html"}
BY_LEADERS: dict[str, Any] = BY_WORKER | {"who": policies.WORKER_OR_SUPERVISOR}
OF_CASE: dict[str, Any] = {"version": version}
OF_PLAN: dict[str, Any] = {"version": plan_version}


@dataclass
class Listed(Form):
    """A form in which `children.0.wellbeing` is a field of the first item of a list: the page knows how many there
    are, and sends all of them. `lists` are sent also where they are empty."""

    lists: Sequence[str] = ()

    def body(self) -> dict[str, Any]:
        empty: dict[str, Any] = {name: [] for name in self.lists}
        found: dict[str, Any] = _lists(super().body())
        return empty | found


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(name.isdigit() for name in value):
        return [_lists(value[name]) for name in sorted(value, key=int)]
    return {name: _lists(inner) for name, inner in value.items()}


def at(case: Case | UUID, path: str = "") -> str:
    """The address of a page of this case."""
    return f"/cases/{case.id if isinstance(case, Case) else case}/{path}".rstrip("/")


def entries(call: Call, kind: str) -> dict[str, Any]:
    """One page of what was written of this kind, as the API has it: `items` and `next`."""
    found = select(Entry).where(Entry.case_id == call.record.id, Entry.kind == kind)
    return newest_first(call.session, found, Entry.id, call.query, views.entry_of(call.session))
