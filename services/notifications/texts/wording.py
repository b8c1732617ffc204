"""How a notification is worded: Russian and English side by side, with places for codes, dates and numbers.

A place says how its value is shown: `{due_on:day}`, `{answer_by:moment}`, `{cases:number}`,
`{kind:deadline_kinds}` (a list of codes).
There is no place for a name: whoever reads a mail over a shoulder learns nothing of a family.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from string import Formatter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from shared.codes import BY_NAME


class Wording(NamedTuple):
    """`title` is a mail's subject, `text` says it whole."""

    title: str
    text: str


class Words(NamedTuple):
    ru: Wording
    en: Wording

    def in_language(self, language: str) -> Wording:
        return self.ru if language == "ru" else self.en

    def places(self) -> dict[str, str]:
        """Each place in the text and how it is shown."""
        return {name: show or "" for _, name, show, _ in Formatter().parse(self.ru.text) if name}


class _Shower(Formatter):
    def __init__(self, language: str, time_zone: str) -> None:
        self.language = language
        self.time_zone = time_zone

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """A place that came into the words after this was told has no value."""
        return kwargs.get(str(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return "—"
        if format_spec == "day":
            return f"{date.fromisoformat(value):%d.%m.%Y}"
        if format_spec == "moment":
            return f"{datetime.fromisoformat(value).astimezone(ZoneInfo(self.time_zone)):%d.%m.%Y %H:%M}"
        if format_spec == "number":
            return str(value)
        return BY_NAME[format_spec].text(value, self.language)


def worded(words: Words, values: Mapping[str, Any], language: str, time_zone: str) -> Wording:
    """The words with their values (as `chosen` keeps them), moments in the reader's time zone."""
    wording = words.in_language(language)
    return Wording(wording.title, _Shower(language, time_zone).format(wording.text, **values))


def chosen(words: Words, facts: Mapping[str, Any]) -> dict[str, str | None]:
    """Of an event's facts only what the words have a place for, as JSON."""
    return {name: _plain(facts[name]) for name in words.places()}


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else str(value)
