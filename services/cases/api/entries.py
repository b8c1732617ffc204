"""What is written about a family: one pair of routes for each kind of entry, and their annulment."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema
from sqlalchemy import select

from services.cases import commands, policies, views
from services.cases.api.blueprint import routes
from services.cases.api.cases import CASE
from services.cases.model import Entry
from services.cases.schemas import entries as shapes
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.routes import Call


@dataclass(frozen=True)
class Kind:
    """How one kind of entry is sent, answered and recorded."""

    body: type[Schema]
    answer: type[Schema]
    record: Callable[..., Entry]


KINDS = {
    "contacts": Kind(shapes.ContactBody, shapes.Contact, commands.record_contact),
    "notes": Kind(shapes.NoteBody, shapes.Note, commands.write_note),
    "assessments": Kind(shapes.AssessmentBody, shapes.Assessment, commands.assess),
    "services": Kind(shapes.ServiceBody, shapes.Service, commands.record_service),
    "reviews": Kind(shapes.ReviewBody, shapes.Review, commands.review),
    "follow-ups": Kind(shapes.FollowUpBody, shapes.FollowUp, commands.follow_up),
}


def _add_routes(entries: str, kind: Kind) -> None:
    written = policies.KIND_IN_PATH[entries]
    path = f"{CASE}/{entries}"

    def entries_of_case(call: Call) -> dict[str, Any]:
        found = select(Entry).where(Entry.case_id == call.record.id, Entry.kind == written)
        return newest_first(call.session, found, Entry.id, call.query, views.entry_of(call.session))

    def write(call: Call) -> dict[str, Any]:
        return views.entry_of(call.session)(kind.record(call.session, call.caller, call.record, **call.body))

    entries_of_case.__name__ = write.__name__ = entries.replace("-", "_")
    readers = {"on": policies.case_of, "who": policies.READER}
    routes.get(path, **readers, query=PageQuery, answer=page_of(kind.answer))(entries_of_case)
    writers = {"on": policies.case_of, "who": policies.TEAM}
    routes.post(path, **writers, body=kind.body, answer=kind.answer, status=201)(write)
    _add_annulment(entries, kind.answer)


def _add_annulment(entries: str, answer: type[Schema]) -> None:
    def entry_here(session: Any, caller: Any, lock: bool, **path: Any) -> Any:
        return policies.entry_of(session, caller, lock, entries=entries, **path)

    def annul(call: Call) -> dict[str, Any]:
        case, entry = call.record
        return views.entry_of(call.session)(commands.annul(call.session, call.caller, case, entry, **call.body))

    annul.__name__ = f"annul_{entries.replace('-', '_')}"
    path = f"{CASE}/{entries}/<uuid:entry>/annul"
    rights = {"on": entry_here, "who": policies.ANNULLING}
    routes.post(path, **rights, body=shapes.AnnulBody, answer=answer)(annul)


for _entries, _kind in KINDS.items():
    _add_routes(_entries, _kind)
_add_annulment("carried-over", shapes.CarriedOver)
