"""Nobody waits in a circle: all volunteers are locked before all requests, each by their ids."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event

from tests.volunteers.town import PROFILE, VETTED, Registered, Town


@contextmanager
def locks() -> Iterator[list[tuple[str, UUID]]]:
    """The rows of volunteers and requests that are locked, each once, in their order."""
    taken: list[tuple[str, UUID]] = []

    def note(connection: object, cursor: object, statement: str, parameters: Any, *rest: object) -> None:
        for table in ("volunteers", "requests"):
            if f"FROM {table} \n" in statement and "FOR UPDATE" in statement:
                row = (table, next(iter(parameters.values())))
                if row not in taken:
                    taken.append(row)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield taken
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def in_order(taken: list[tuple[str, UUID]]) -> bool:
    return taken == sorted(taken, key=lambda row: (row[0] != "volunteers", str(row[1])))


def busy(town: Town) -> Registered:
    """Paired with the oldest request, asked for a newer one, paired with the newest."""
    someone = town.ready(capacity=3)
    oldest, newer, newest = (town.wish() for _ in range(3))
    for wish in (newest, oldest):
        town.pairing(wish, someone)
    town.proposal(newer, someone)
    return someone


def test_who_leaves_lets_go_in_the_order_of_requests(town: Town):
    someone = busy(town)
    with locks() as taken:
        assert town.change(someone.id, {"status": "left"}).status == 200
    assert [table for table, _ in taken] == ["volunteers", "requests", "requests", "requests"]
    assert in_order(taken)


def test_who_stands_on_the_register_twice_lets_go_of_both_in_order(town: Town):
    someone = busy(town)
    town.changed_person(someone, "contact_family", "volunteer")
    other = town.post("volunteers", PROFILE | {"kind": "volunteer", "person": str(someone.person.id)}).json["id"]
    assert town.change(other, {"vetting": VETTED, "status": "ready"}).status == 200
    wish = town.wish(kind="volunteer")
    assert town.post(f"requests/{wish.id}/proposals", {"volunteer": other}).status == 201
    with locks() as taken:
        town.deactivated(someone)
    assert [table for table, _ in taken] == ["volunteers"] * 2 + ["requests"] * 4
    assert in_order(taken)
