"""What one side says of a pairing."""

from typing import Any

from services.volunteers.commands.feedback import Side
from shared.codes import FEEDBACK_QUESTIONS


def feedback(side: Side, language: str) -> dict[str, Any]:
    said = side.said
    return {
        "request": side.assignment.request_id,
        "side": side.side,
        "questions": [{"code": code, "text": FEEDBACK_QUESTIONS.text(code, language)} for code in FEEDBACK_QUESTIONS],
        "answers": said.answers if said else None,
        "given_at": said.given_at if said else None,
        "closed": side.closed,
    }
