"""Wordings as answers show them."""

from typing import Any

from sqlalchemy.orm import Session

from shared.directory.lookup import name_of
from shared.forms.notation import missing
from shared.forms.wordings import FormWording, Wording


def shown(session: Session, wording: Wording) -> dict[str, Any]:
    form, last = wording.form, wording.last
    return {
        "form": form.code,
        "name": form.name._asdict(),
        "text": wording.text,
        "missing": missing(wording.text, form),
        "default": wording.is_default,
        "version": wording.version,
        "changed_by": last.changed_by if last else None,
        "changed_by_name": name_of(session, last.changed_by if last else None),
        "changed_at": last.changed_at if last else None,
        "placeholders": [
            {"name": one.name, "text": one.text._asdict(), "block": one.is_block} for one in form.placeholders
        ],
    }


def shown_version(session: Session, version: FormWording) -> dict[str, Any]:
    said = {name: getattr(version, name) for name in ("version", "text", "changed_by", "changed_at")}
    return {**said, "changed_by_name": name_of(session, version.changed_by)}
