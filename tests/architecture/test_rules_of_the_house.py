"""Rules that hold for the whole tree, so that a reader of one service knows them all."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from shared.config import SERVICES
from shared.contracts import ALL, TOPICS

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("app", "model", "rules", "commands", "schemas", "api", "migrations")


def _python(*folders: str) -> list[Path]:
    return [file for folder in folders for file in (ROOT / folder).rglob("*.py")]


def _lines(files: list[Path], pattern: str) -> list[str]:
    """Places (file:line) where the pattern stands in code."""
    found = []
    for file in files:
        for number, line in enumerate(file.read_text().splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{file.relative_to(ROOT)}:{number}")
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_the_same_shape(service: str) -> None:
    folder = ROOT / "services" / service
    missing = [part for part in PARTS if not (folder / part).is_dir() and not (folder / f"{part}.py").is_file()]
    assert missing == []


def test_rows_are_written_by_commands_reactions_and_timers_alone() -> None:
    """In a service, or in a room of it. The sample region too is made through commands. What a command writes by may be
    told apart in its model."""
    writes = r"session\.add(_all)?\(|\binsert\(|insert into|bulk_save|session\.merge\("
    allowed = re.compile(r"services/\w+/(\w+/)?(commands|reactions|migrations|background|mail|timers)\b")
    places = _lines(_python("services", "stack"), writes)
    assert [place for place in places if not allowed.match(place)] == []


def test_a_command_never_commits() -> None:
    commands = [file for file in _python("services") if re.search(r"/(commands|reactions|rules)\b", str(file))]
    assert _lines(commands, r"\.commit\(|\.rollback\(|sessions\.begin\(") == []


def test_rules_do_no_input_or_output() -> None:
    rules = [file for file in _python("services") if re.search(r"/rules\b", str(file))]
    assert _lines(rules, r"sqlalchemy|flask|clock\.(now|today|system)\(|open\(") == []


def test_time_comes_from_the_clock_alone() -> None:
    files = [file for file in _python("shared", "services", "stack") if file.name != "clock.py"]
    assert _lines(files, r"datetime\.(now|utcnow|today)\(|date\.today\(|\btime\.time\(") == []


def test_commands_know_nothing_of_the_web() -> None:
    files = [
        file for file in _python("services") if re.search(r"/(commands|reactions|rules|model|timers)\b", str(file))
    ]
    assert _lines(files, r"^\s*(from|import) (flask|shared\.web)\b") == []


def test_a_way_to_another_page_is_written_in_one_place() -> None:
    templates = [file for folder in ("shared/web/pages", "services") for file in (ROOT / folder).rglob("*.html")]
    elsewhere = [file for file in templates if file.name != "ways.html"]
    assert _lines(elsewhere, r"(?i)govuk-?back-?link|opora-tabs") == []


@pytest.mark.parametrize("event", ALL, ids=lambda event: event.name)
def test_every_event_of_the_contracts_is_published(event: object) -> None:
    module = import_module(f"shared.contracts.{event.service}")  # type: ignore[attr-defined]
    (name,) = [name for name, value in vars(module).items() if value is event]
    assert _lines(_python(f"services/{event.service}"), rf"\b{name}\b")  # type: ignore[attr-defined]


def test_the_declared_topics_are_those_of_the_contracts() -> None:
    assert {topic.name for topic in TOPICS} == {event.topic for event in ALL}


def test_the_fast_checksum_is_used() -> None:
    """kafka-python sends a third as fast without it, and says nothing."""
    from kafka.record import util

    assert util.crc32c_c is not None
