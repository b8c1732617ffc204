"""Whether a vetting holds today, what it lacks, and when somebody must be warned that it will not hold for long.

A document is good through its last day. Of several of one kind the one that holds longest counts: renewing is adding.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from shared.codes import DOCUMENT_KINDS

OTHER = "other"
DATES: Mapping[str, str] = {"training": "trained_on", "interview": "interviewed_on", "approval": "approved_on"}

NEAR_DAYS = (30, 7)
"""So many days before the last one they are warned: time to get a new paper, and a last word (ours)."""

LAPSED = 0
"""The notice of the first day on which a document is good no more, beside the days of `NEAR_DAYS`."""

_ALSO_CALLED = {
    "медицинская справка": "medical",
    "медицинская книжка": "medical",
    "согласие на обработку данных": "data_consent",
    "справка о несудимости": "no_criminal_record",
}
_NAMED: Mapping[str, str] = _ALSO_CALLED | {
    DOCUMENT_KINDS.text(code, language).casefold(): code for code in DOCUMENT_KINDS for language in ("ru", "en")
}


class Lack(NamedTuple):
    """Why somebody is not ready: a code of NOT_READY_REASONS, where in the profile, the document and its last day."""

    code: str
    path: str
    document: str | None = None
    day: date | None = None


class Notice(NamedTuple):
    """`days`: one of NEAR_DAYS before the last day, or LAPSED."""

    document: str
    expires_on: date
    days: int


def kind_of(words: str) -> str:
    """The code of a document that is named by its code or in words; what is known by neither is another document."""
    said = _folded(words)
    return said if said in DOCUMENT_KINDS else _NAMED.get(said, OTHER)


def _folded(words: str) -> str:
    """The same, however it is typed: capitals, and blanks of any kind between words."""
    return " ".join(words.split()).casefold()


def lacking(vetting: Mapping[str, Any], needed: Collection[str], today: date) -> list[Lack]:
    """What keeps a vetting from holding: steps and documents that are needed, and any document that ran out."""
    found = [
        Lack(f"{step}_missing", f"vetting.{name}")
        for step, name in DATES.items()
        if step in needed and not vetting[name]
    ]
    present = {kind_of(document["kind"]) for document in vetting["documents"]}
    missing = [kind for kind in DOCUMENT_KINDS if kind in needed and kind not in present]
    found += [Lack("document_missing", f"vetting.documents.{kind}", kind) for kind in missing]
    return found + _expired(vetting["documents"], today)


def _expired(documents: Collection[Mapping[str, Any]], today: date) -> list[Lack]:
    found = []
    for index, document in enumerate(documents):
        last = document["expires_on"]
        if last and last < today and last == _lasts(documents, document):
            found.append(Lack("document_expired", f"vetting.documents.{index}.expires_on", document["kind"], last))
    return found


def _lasts(documents: Iterable[Mapping[str, Any]], one: Mapping[str, Any]) -> date | None:
    """Through which day the documents of this one's kind hold; None: for good. Of other papers each is its own kind."""
    days = [other["expires_on"] for other in documents if _identity(other) == _identity(one)]
    return None if None in days else max(days)


def _identity(document: Mapping[str, Any]) -> str:
    kind = kind_of(document["kind"])
    return kind if kind != OTHER else _folded(document["kind"])


def ending(documents: Collection[Mapping[str, Any]]) -> dict[str, date]:
    """The last day of each kind of document that ends, by its identity: code, or folded words."""
    days = {_identity(document): _lasts(documents, document) for document in documents}
    return {identity: last for identity, last in days.items() if last}


def due_notices(documents: Collection[Mapping[str, Any]], today: date) -> list[Notice]:
    """For each document the latest notice whose day has come: the last week makes the word of a month needless."""
    found = []
    for identity, last in ending(documents).items():
        days = (
            LAPSED if last < today else min((days for days in NEAR_DAYS if (last - today).days <= days), default=None)
        )
        if days is not None:
            found.append(Notice(identity, last, days))
    return found


def next_look(documents: Collection[Mapping[str, Any]], today: date) -> date | None:
    """The next day after today on which some notice is due."""
    days = [day for last in ending(documents).values() for day in _notice_days(last) if day > today]
    return min(days, default=None)


def _notice_days(last: date) -> list[date]:
    return [*(last - timedelta(days=days) for days in NEAR_DAYS), last + timedelta(days=1)]
