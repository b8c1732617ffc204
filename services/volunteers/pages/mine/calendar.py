"""The first meeting as a file that a phone's calendar takes (iCalendar, RFC 5545)."""

from datetime import UTC, datetime, timedelta

from flask import Response

from services.volunteers.pages.mine.blueprint import pages
from services.volunteers.pages.mine.families import THEIRS, first_meeting
from services.volunteers.policies import assignments as policies
from shared import clock
from shared.problems import NotFound
from shared.web.pages import _
from shared.web.routes import Call

LASTS = timedelta(hours=1)
"""How long a first meeting is set down for (ours)."""

LONGEST_LINE = 75  # bytes


@pages.page("/mine/families/<uuid:id>/meeting.ics", on=policies.assignment, who=THEIRS)
def first_meeting_as_file(call: Call) -> Response:
    """Without a name: others see a phone's calendar, too."""
    meeting = first_meeting(call.record)
    if meeting is None:
        raise NotFound
    at: datetime = meeting["at"]
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Opora//volunteers//RU", "BEGIN:VEVENT"),
        f"UID:{call.record.id}@opora",
        f"DTSTAMP:{_moment(clock.now())}",
        f"DTSTART:{_moment(at)}",
        f"DTEND:{_moment(at + LASTS)}",
        f"SUMMARY:{_text(_('First meeting'))}",
        f"LOCATION:{_text(meeting['place'])}",
        *("END:VEVENT", "END:VCALENDAR"),
    ]
    response = Response("".join(f"{_folded(line)}\r\n" for line in lines), mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for sign in "\\;,":
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """No line is longer than calendars read; a character is never cut in two."""
    pieces: list[str] = []
    piece = ""
    for sign in line:
        if len(f"{piece}{sign}".encode()) > LONGEST_LINE - 1:
            pieces, piece = [*pieces, piece], ""
        piece += sign
    return "\r\n ".join([*pieces, piece])
