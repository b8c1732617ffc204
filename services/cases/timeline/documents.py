"""What a timeline says of documents. An annulled one shows who took it back, when and why."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, func

from services.cases.timeline.columns import EXCERPT, day_of, facts, row
from shared.documents.model import Document


def documents(id: UUID, zone: str) -> Select[Any]:
    one = Document
    said = facts(kind=one.kind, format=one.format, member=one.member, dated_on=one.dated_on,
                 text=func.left(one.title, EXCERPT))  # fmt: skip
    taken_back = {name: getattr(one, name) for name in ("annulled_at", "annulled_by", "annulled_reason")}
    at = {"happened_at": one.added_at, "by": one.added_by}
    found = row("document", one.id, day_of(one.added_at, zone), one.added_at, said, **at, **taken_back)
    return found.where(one.record == id)
