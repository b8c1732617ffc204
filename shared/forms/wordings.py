"""Which wording an organisation prints: its own, or ours. Every version is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from shared import clock
from shared.caller import Caller
from shared.columns import KEPT_AS
from shared.forms import notation
from shared.forms.catalogue import Form
from shared.problems import Invalid
from shared.turns import one_at_a_time


class Wordings(DeclarativeBase):
    type_annotation_map = KEPT_AS


class FormWording(Wordings):
    """`version` counts from 1 for each organisation and form. `text` is null where it went back to ours."""

    __tablename__ = "form_wordings"

    organisation: Mapped[UUID] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str | None]
    changed_by: Mapped[UUID]
    changed_at: Mapped[datetime]


@dataclass
class Wording:
    """A form as an organisation prints it now; `last` is None before the first change."""

    form: Form
    organisation: UUID | None
    last: FormWording | None

    @property
    def version(self) -> int:
        """The ETag."""
        return self.last.version if self.last else 0

    @property
    def is_default(self) -> bool:
        return self.last is None or self.last.text is None

    @property
    def text(self) -> str:
        return self.last.text if self.last and self.last.text is not None else self.form.wording


def present(session: Session, organisation: UUID | None, form: Form, *, lock: bool = False) -> Wording:
    """With `lock` nobody else changes it before this transaction ends."""
    if lock:
        one_at_a_time(session, f"form_wordings {organisation} {form.code}")
    own = select(FormWording).filter_by(organisation=organisation, form=form.code)
    return Wording(form, organisation, session.scalar(own.order_by(FormWording.version.desc()).limit(1)))


def checked(form: Form, text: str) -> str:
    """The text as it is kept. Raises Invalid with each fault by its line, and what may stand in this form."""
    found = notation.faults(text, form)
    if not found:
        return notation.tidy(text)
    lines = [{"line": fault.line, "code": fault.code, "found": fault.found} for fault in found[:50]]
    first = found[0]
    detail = f"Line {first.line}: {first.code} {first.found}".rstrip()
    codes = list(dict.fromkeys(fault.code for fault in found))
    raise Invalid({"text": codes}, detail, lines=lines, allowed=[one.name for one in form.placeholders])


def save(session: Session, caller: Caller, wording: Wording, text: str) -> Wording:
    return _add(session, caller, wording, checked(wording.form, text))


def go_back(session: Session, caller: Caller, wording: Wording) -> Wording:
    """To ours. Nothing happens where it is ours already."""
    return wording if wording.is_default else _add(session, caller, wording, None)


def _add(session: Session, caller: Caller, wording: Wording, text: str | None) -> Wording:
    key = {"organisation": wording.organisation, "form": wording.form.code, "version": wording.version + 1}
    wording.last = FormWording(**key, text=text, changed_by=caller.person, changed_at=clock.now())
    session.add(wording.last)
    return wording


def history(session: Session, wording: Wording, limit: int = 50) -> list[FormWording]:
    """Newest first."""
    own = select(FormWording).filter_by(organisation=wording.organisation, form=wording.form.code)
    return list(session.scalars(own.order_by(FormWording.version.desc()).limit(limit)))
