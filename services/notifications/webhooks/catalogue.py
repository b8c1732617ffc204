"""`python -m services.notifications.webhooks.catalogue [--check]`: write the table of events into the pages for
agencies, between its two marks."""

import sys
from pathlib import Path

from services.notifications.webhooks.table import NOT_TOLD, ROWS, WEBHOOK_EVENTS, Row

LANGUAGES = ("ru", "en")
BEGIN, END = "<!-- events -->", "<!-- /events -->"
_HEADS = {
    "ru": "| type | когда | кому | data |\n|---|---|---|---|",
    "en": "| type | when | to whom | data |\n|---|---|---|---|",
}
_UNTOLD = {"ru": "О таких событиях не сообщается никому:", "en": "Of these no system is told:"}


def file(language: str) -> Path:
    return Path(__file__).parents[3] / "docs" / "for-agencies" / language / "webhooks.md"


def printed(language: str) -> str:
    told = "\n".join([_HEADS[language], *(_row(row, language) for row in ROWS)])
    untold = ", ".join(f"`{event.name.removeprefix('opora.').rpartition('.v')[0]}`" for event in NOT_TOLD)
    return f"{BEGIN}\n{told}\n\n{_UNTOLD[language]} {untold}.\n{END}"


def _row(row: Row, language: str) -> str:
    side = row.side.said.ru if language == "ru" else row.side.said.en
    when = WEBHOOK_EVENTS.text(row.name, language)
    return f"| `{row.name}` | {when} | {side} | {', '.join(f'`{name}`' for name in row.fields)} |"


def main(arguments: list[str]) -> int:
    """0, or with --check 1 when a page says something else than the table."""
    wrong = 0
    for language in LANGUAGES:
        page = file(language).read_text()
        before, _, rest = page.partition(BEGIN)
        fresh = before + printed(language) + rest.partition(END)[2]
        wrong += fresh != page
        if arguments != ["--check"]:
            file(language).write_text(fresh)
    return int(wrong > 0) if arguments == ["--check"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
