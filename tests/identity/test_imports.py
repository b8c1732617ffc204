"""People from files."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from services.identity.model import LinkMail
from services.identity.model import Person as Registered
from services.identity.rules import INVITATION_PACE
from shared.contracts import identity
from tests.identity.home import BASE, Home, body
from tests.support.bench import Answer, Person
from tests.support.sheets import filled_in, form, typed, workbook

HEADINGS = ("Роли", "Фамилия", "Имя", "Отчество", "Электронная почта", "Телефон", "Язык", "Часовой пояс", "Пригласить")
IMPORTS = f"{BASE}/people/imports"


def _row(email: Any, *, roles: Any = "Куратор семьи", **changes: Any) -> list[Any]:
    said = {"Роли": roles, "Фамилия": "Ёлкина", "Имя": "Анна-Мария", "Электронная почта": email} | changes
    return [said.get(heading) for heading in HEADINGS]


def _send(who: Person, data: bytes, query: str = "", **options: Any) -> Answer:
    raw, kind = form(data)
    return who.api.post(f"{IMPORTS}{query}", raw=raw, headers={"Content-Type": kind}, **options)


def _head(home: Home) -> Person:
    return home.person("organisation_administrator", organisation=home.organisation(time_zone="Asia/Omsk"))


def test_people_of_a_file_are_registered_like_any_others(home: Home) -> None:
    head = _head(home)
    full = _row(
        "Vetrova@NGO.example", roles="Специалист; supervisor", Отчество="Олеговна", Телефон=89005550177,
        Язык="English", **{"Часовой пояс": "Asia/Tomsk", "Пригласить": "нет"},
    )  # fmt: skip
    answer = _send(head, typed(HEADINGS, [full, _row("second@ngo.example")], encoding="cp1251"))
    assert (answer.status, answer.json["count"], answer.json["checked"]) == (201, 2, False)
    first, second = (head.api.get(f"{BASE}/people/{id}").json for id in answer.json["people"])
    assert (first["email"], first["phone"], first["language"]) == ("vetrova@ngo.example", "+79005550177", "en")
    assert (first["roles"], first["time_zone"]) == (["specialist", "supervisor"], "Asia/Tomsk")
    assert first["names"] == {"last_name": "Ёлкина", "first_name": "Анна-Мария", "middle_name": "Олеговна"}
    assert (second["organisation"], second["language"], second["time_zone"]) == (
        str(head.organisation), "ru", "Asia/Omsk",
    )  # fmt: skip
    told = home.bench.published(identity.PERSON_REGISTERED)[-2:]
    assert [(str(one["person"]), one["by"]) for one in told] == [(id, head.id) for id in answer.json["people"]]
    assert head.api.get(f"{IMPORTS}/{answer.json['id']}").json == answer.json
    assert _head(home).api.get(f"{IMPORTS}/{answer.json['id']}").status == 404


def test_invitations_go_out_one_after_the_other(home: Home) -> None:
    rows = [_row(f"p{n}@ngo.example", **({"Пригласить": "нет"} if n == 1 else {})) for n in range(4)]
    assert _send(_head(home), workbook(HEADINGS, rows)).status == 201
    with home.bench.session() as session:
        mails = session.scalars(select(LinkMail).order_by(LinkMail.next_try_at)).all()
        assert [mail.email for mail in mails] == [f"p{n}@ngo.example" for n in (0, 2, 3)]
        apart = [later.next_try_at - mail.next_try_at for mail, later in itertools.pairwise(mails)]
    assert all(abs(one - INVITATION_PACE) < timedelta(seconds=1) for one in apart)


@pytest.mark.parametrize("check", ["", "?check=1"])
def test_one_wrong_cell_and_nobody_is_registered(home: Home, check: str) -> None:
    head = _head(home)
    other = home.organisation(name="Другая")
    head.api.post(f"{BASE}/people", body(email="known@ngo.example"))
    headings = (*HEADINGS, "Организация")
    rows = [
        _row("good@ngo.example"),
        _row("good@NGO.example"),
        _row("known@ngo.example"),
        _row("нет"),
        _row("a@ngo.example", roles="Администратор системы"),
        [*_row("b@ngo.example"), str(other)],
        _row("c@ngo.example", roles="капитан"),
        _row("d@ngo.example", Телефон="звоните вечером"),
        _row("e@ngo.example", **{"Часовой пояс": "Луна"}),
        _row("f@ngo.example", Имя=None, Фамилия="Ёлкина2"),
        _row("g@ngo.example", Пригласить="потом"),
        _row("h@ngo.example", Отчество="=1+1"),
        _row(None),
        _row("i@ngo.example", Имя="x" * 10_000),
    ]
    before = home.bench.counts()
    answer = _send(head, workbook(headings, rows), check)
    assert answer.json["errors"] == {
        "rows.3.E": ["duplicate"],
        "rows.4.E": ["taken"],
        "rows.5.E": ["invalid_email"],
        "rows.6.A": ["not_yours"],
        "rows.7.J": ["not_yours"],
        "rows.8.A": ["unknown_code"],
        "rows.9.F": ["invalid_phone"],
        "rows.10.H": ["unknown_code"],
        "rows.11.B": ["not_a_name"],
        "rows.11.C": ["required"],
        "rows.12.I": ["not_yes_or_no"],
        "rows.13.D": ["formula"],
        "rows.14.E": ["required"],
        "rows.15.C": ["too_long"],
    }
    assert "Ёлкин" not in answer.text
    assert home.bench.counts() == before


def test_an_administrator_names_the_organisation(home: Home) -> None:
    admin, ngo = home.person("administrator"), home.organisation(name="АНО «Причал»")
    home.organisation(name="Закрытая", active=False)
    headings = (*HEADINGS, "Организация")
    answer = _send(admin, workbook(headings, [[*_row("a@ngo.example"), "ано причал"]]))
    assert admin.api.get(f"{BASE}/people/{answer.json['people'][0]}").json["organisation"] == str(ngo)
    wrong = [[*_row("b@ngo.example"), None], [*_row("c@ngo.example"), "Закрытая"]]
    wrong += [[*_row("d@ngo.example", roles="administrator"), "ано причал"]]
    refused = _send(admin, workbook(headings, wrong)).json["errors"]
    assert refused == {"rows.2.J": ["required"], "rows.3.J": ["not_found"], "rows.4.J": ["conflicting"]}
    assert _send(admin, workbook(headings, [[*_row("e@ngo.example", roles="administrator"), None]])).status == 201


def test_a_check_writes_nothing_and_the_same_file_is_taken_once(home: Home) -> None:
    head, data = _head(home), workbook(HEADINGS, [_row("a@ngo.example")])
    before = home.bench.counts()
    checked = _send(head, data, "?check=1")
    assert (checked.status, checked.json) == (200, {"id": None, "checked": True, "count": 1, "people": []})
    assert home.bench.counts() == before
    done = _send(head, data)
    again = _send(head, data)
    assert (again.status, again.json["import"]) == (409, done.json["id"])
    assert _send(head, data, "?again=1").json["errors"] == {"rows.2.E": ["taken"]}


def test_two_files_at_once_with_the_same_people_wait_for_each_other(home: Home) -> None:
    """In another order, so that each would hold what the other wants."""
    head = _head(home)
    rows = [_row(f"p{n}@ngo.example") for n in range(20)]
    files = [workbook(HEADINGS, rows), workbook(HEADINGS, rows[::-1])]
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda data: _send(head, data), files))
    assert sorted(answer.status for answer in answers) == [201, 422]
    [refused] = [answer for answer in answers if answer.status == 422]
    assert list(refused.json["errors"].values()) == [["taken"]] * 20


def test_five_hundred_people_come_in_one_file_and_no_more(home: Home) -> None:
    head = _head(home)
    rows = [_row(f"p{n}@ngo.example") for n in range(501)]
    refused = _send(head, typed(HEADINGS, rows))
    assert refused.json["errors"] == {"file": ["too_many_people"]}
    assert len(_send(head, typed(HEADINGS, rows[:500])).json["people"]) == 500
    with home.bench.session() as session:
        assert session.scalar(text("select count(distinct email) from people")) == 501


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"PK\x03\x04 and nothing", b""], ids=["pdf", "zip", "nothing"])
def test_what_is_no_spreadsheet_is_named(home: Home, data: bytes) -> None:
    answer = _send(_head(home), data)
    assert (answer.status, list(answer.json["errors"])) == (422, ["file"])


def test_only_administrators_import_people(home: Home) -> None:
    for role in ("coordinator", "volunteer_coordinator", "case_worker", "analyst"):
        person = home.person(role)
        assert _send(person, workbook(HEADINGS, [_row("a@ngo.example")])).status == 403
        assert person.api.get(f"{IMPORTS}/template.csv").status == 403
    assert _send(_head(home), b"x" * (2 * 1024 * 1024 + 1)).status == 413


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_template_can_be_sent_back_once_it_is_filled_in(home: Home, language: str) -> None:
    head = _head(home)
    signed = {"Authorization": f"Bearer {head.api.token}"}
    template = home.bench.app.test_client().get(f"{IMPORTS}/template.xlsx?language={language}", headers=signed).data
    assert _send(head, template).json["errors"] == {"file": ["empty"]}
    answer = _send(head, filled_in(template, (2, 1, "first@ngo.example")))
    assert answer.status == 201, answer.text
    with home.bench.session() as session:
        assert session.get_one(Registered, answer.json["people"][0]).roles == ["case_worker", "supervisor"]
