"""A volunteer or contact family reports a concern of their own pairing: sealed, apart from the journal."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from shared import clock
from shared.contracts.volunteers import CONCERN_RAISED
from shared.ids import uuid7
from tests.support.bench import Answer
from tests.volunteers.town import Registered, Town, Wish

TEXT = "Мама почти не спит и часто плачет.\nКажется, ей нужен психолог. 🙏"


def body(**changes: Any) -> dict[str, Any]:
    return {"severity": "danger", "text": TEXT} | changes


def paired(town: Town, someone: Registered, wish: Wish | None = None) -> str:
    """The path of the concerns of a pairing."""
    return f"assignments/{town.pairing(wish or town.wish(kind=_kind(town, someone)), someone)['id']}/concerns"


def _kind(town: Town, someone: Registered) -> str:
    return str(town.get(f"volunteers/{someone.id}").json["kind"])


def at(moment: datetime, someone: Registered, path: str) -> Answer:
    with clock.at(moment):
        return someone.post(path, body())


@pytest.mark.parametrize("kind", ["contact_family", "volunteer"])
def test_both_kinds_report_what_they_saw_and_learn_the_emergency_number(town: Town, kind: str) -> None:
    someone = town.ready(kind=kind)
    answer = someone.post(paired(town, someone), body())
    assert answer.status == 201, answer.text
    assert (answer.json["text"], answer.json["status"], answer.json["emergency"]) == (TEXT, "open", "call_emergency")
    codes = someone.get("codes").json["emergency"]
    assert all("112" in codes[0]["text"][language] for language in ("ru", "en"))


def test_the_others_hear_of_it_as_of_one_pairing_and_its_text_is_sealed(town: Town) -> None:
    someone, wish = town.ready(), town.wish()
    answer = someone.post(paired(town, someone, wish), body(severity="needs_specialist"))
    assert answer.json["emergency"] is None
    (raised,) = town.bench.published(CONCERN_RAISED)
    assert (raised["concern"], raised["text"]) == (UUID(answer.json["id"]), TEXT)
    assert (raised["case"], raised["request"], raised["by"]) == (wish.case, wish.id, someone.person.id)
    with town.bench.session() as session:
        written = "\n".join(session.scalars(text("select data from outbox")))
    assert "плачет" not in written
    assert "психолог" not in written


def test_it_is_no_part_of_the_journal(town: Town) -> None:
    someone = town.ready()
    path = paired(town, someone)
    someone.post(path, body())
    for reader in (someone.get, town.get):
        assert reader(path.replace("concerns", "journal")).json["items"] == []


def test_only_the_volunteer_of_this_pairing_reports(town: Town) -> None:
    someone = town.ready()
    path = paired(town, someone)
    assert town.post(path, body()).status == 403
    for role in ("supervisor", "safeguarding_lead", "case_worker", "coordinator", "administrator"):
        assert town.post(path, body(), by=town.bench.person(role, organisation=town.ngo)).status == 404
    assert town.ready().post(path, body()).status == 404
    assert town.bench.nobody.post(f"/volunteers/api/v1/{path}", body()).status == 401
    assert town.bench.published(CONCERN_RAISED) == []


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"severity": "fire"}, {"severity": ["unknown_code"]}),
        ({"text": "   "}, {"text": ["required"]}),
        ({"text": "а" * 4_001}, {"text": ["too_long"]}),
        ({"members": [str(uuid7())]}, {"members": ["unknown_field"]}),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_said(
    town: Town, changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    someone = town.ready()
    path = paired(town, someone)
    before = town.bench.counts()
    answer = someone.post(path, body(**changes))
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert town.bench.counts() == before


def test_the_same_report_sent_twice_is_said_once(town: Town) -> None:
    someone = town.ready()
    path = paired(town, someone)
    first, second = (someone.post(path, body(), key="once") for _ in range(2))
    assert (first.status, second.status, first.json["id"]) == (201, 201, second.json["id"])
    assert len(town.bench.published(CONCERN_RAISED)) == 1


def test_what_was_seen_can_be_reported_until_thirty_days_after_the_end(town: Town) -> None:
    someone = town.ready()
    path = paired(town, someone)
    ended = clock.now().astimezone(UTC)
    with clock.at(ended):
        assert someone.post(path.replace("concerns", "end")).status == 200
    last = ended + timedelta(days=30)
    assert at(last, someone, path).status == 201
    answer = at(last + timedelta(seconds=1), someone, path)
    assert (answer.status, answer.json["state"]) == (409, "ended")
