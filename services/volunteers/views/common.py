"""What several answers show alike."""

from typing import Any

from services.volunteers.model import NAMELESS, Volunteer
from services.volunteers.rules.vetting import Lack
from shared.codes import DOCUMENT_KINDS, NOT_READY_REASONS

_DAYS = {"paused": ("until", "до"), "document_expired": ("through", "по")}
"""How the day of a lack is said."""


def columns(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def lack_shown(lack: Lack, language: str) -> dict[str, Any]:
    return {"code": lack.code, "text": lack_text(lack, language), "path": lack.path}


def lack_text(lack: Lack, language: str) -> str:
    named = [DOCUMENT_KINDS.text(lack.document, language)] if lack.document else []
    named += [f"{_DAYS[lack.code][language == 'ru']} {lack.day:%d.%m.%Y}"] if lack.day else []
    text = NOT_READY_REASONS.text(lack.code, language)
    return f"{text} ({', '.join(named)})" if named else text


def name_of(row: Volunteer | None) -> dict[str, Any] | None:
    return {"id": row.id, "display_name": row.display_name or NAMELESS, "kind": row.kind} if row else None
