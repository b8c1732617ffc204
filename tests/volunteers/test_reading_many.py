"""However many there are, the database is asked the same number of times for them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from tests.volunteers.town import Town

PATHS = (
    "volunteers?limit=100",
    "requests/{request}/candidates",
    "requests/{request}",
    "proposals?limit=100",
    "assignments?limit=100",
    "readiness",
    "matching-runs/{run}",
    "settings",
    "people/{coordinator}/work",
)


@contextmanager
def statements() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def grow(town: Town, many: int) -> None:
    """More on the register, some of them paired, some asked in order."""
    for _ in range(many):
        town.pairing(town.wish(), town.ready())


def counts(town: Town, request: object, run: str) -> dict[str, int]:
    found = {}
    for path in PATHS:
        with statements() as asked:
            answer = town.get(path.format(request=request, run=run, coordinator=town.coordinator.id))
        assert answer.status == 200, answer.text
        found[path] = len(asked)
    return found


def test_each_list_asks_as_often_for_many_as_for_few(town: Town):
    wish = town.wish()
    first, *others = [town.ready(capacity=3) for _ in range(3)]
    assert town.propose(wish, first, then=[one.id for one in others]).status == 201
    grow(town, 2)
    few = counts(town, wish.id, town.post("matching-runs").json["id"])
    grow(town, 6)
    again = [town.ready(capacity=3) for _ in range(6)]
    assert town.propose(wish, again[0], then=[one.id for one in again[1:]]).status == 201
    for _ in range(5):
        town.wish()
    many = counts(town, wish.id, town.post("matching-runs").json["id"])
    assert many == few
    assert all(few.values())
