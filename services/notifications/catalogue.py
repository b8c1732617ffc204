"""`python -m services.notifications.catalogue [--check]`: write docs/notifications.md from the table of who is told."""

import sys
from collections.abc import Iterator
from pathlib import Path

from services.notifications.table import ALWAYS_MAILED, AT_ONCE, IN_APP, NOBODY, ROWS, WITHOUT_EVENT, Row
from services.notifications.texts import TEXTS
from shared.codes import DELIVERY_CHANNELS

FILE = Path(__file__).parents[2] / "docs" / "notifications.md"

_HEAD = """# Who is told what

Written by `python -m services.notifications.catalogue` from `services/notifications/table.py`: change that, not this.

A person is told of an event once, by the first row that finds them, and never of what they did themselves. Nobody is
told who is not active any more or came to their role after the event. What is said is the text's title and a sentence
with codes and dates: never a name. Who is away is told, and their deputy too who has the role by which they are told
([absence.md](absence.md)). How it reaches them: [channels.md](channels.md). At a page: “Inbox”, from where each news
leads to the page of its record; “What I am told, where and when”.

**at once**: passes quiet hours, the daily mail and the gathering of many news into one. **always**: its e-mail cannot
be switched off either.
"""
_COLUMNS = "| event | who | text | Russian | English | channels | held back |\n|---|---|---|---|---|---|---|"
_WITHOUT_EVENT = "## Told without an event of another service\n\n| text | Russian | who |\n|---|---|---|"
_NOBODY = "## Nobody is told of\n\n| event | because |\n|---|---|"


def document() -> str:
    told = "\n".join([_COLUMNS, *map(_row, ROWS)])
    own = "\n".join(
        [_WITHOUT_EVENT, *(f"| `{text}` | {TEXTS[text].ru.title} | {who} |" for text, who in WITHOUT_EVENT.items())]
    )
    untold = "\n".join([_NOBODY, *(f"| `{_short(event.name)}` | {why} |" for event, why in NOBODY.items())])
    return f"{_HEAD}\n{told}\n\n{own}\n\n{untold}\n"


def _row(row: Row) -> str:
    words = TEXTS[row.text]
    cells = [f"`{_short(row.event.name)}`", row.audience.said, f"`{row.text}`", words.ru.title, words.en.title]
    return "| " + " | ".join([*cells, ", ".join(_channels(row)), _held_back(row.text)]) + " |"


def _short(event: str) -> str:
    """`opora.cases.case.opened.v1` → `cases.case.opened`"""
    return event.removeprefix("opora.").rpartition(".v")[0]


def _channels(row: Row) -> Iterator[str]:
    for channel in row.channels:
        yield DELIVERY_CHANNELS.text(channel, "en").lower() if channel != IN_APP else "in the app"


def _held_back(text: str) -> str:
    if text in ALWAYS_MAILED:
        return "never: at once, always"
    return "never: at once" if text in AT_ONCE else "as the person wishes"


def main(arguments: list[str]) -> int:
    """0, or with --check 1 when the file says something else than the table."""
    if arguments == ["--check"]:
        return int(not FILE.is_file() or FILE.read_text() != document())
    FILE.write_text(document())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
