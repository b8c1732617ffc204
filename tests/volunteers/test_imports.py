"""Volunteers and contact families from files, with the days on which things happened."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.volunteers.imports.cells import document, times
from shared import clock
from shared.contracts.volunteers import VETTING_LAPSED, VETTING_NEAR, VOLUNTEER_REGISTERED
from shared.spreadsheets.table import Cell, text_cell
from shared.spreadsheets.values import Wrong
from tests.support.bench import Answer, Person
from tests.support.sheets import filled_in, form, typed, workbook
from tests.volunteers.town import API, PROFILE, Town

HEADINGS = (
    "Районы", "Кто это", "Электронная почта", "Языки", "Навыки", "Опыт", "Время", "Сколько семей", "Работодатели",
    "Обучение", "Собеседование", "Одобрение", "Медицинское заключение", "Справка об отсутствии судимости",
    "Личность проверена по документу", "В реестре с", "Статус", "Пауза до",
)  # fmt: skip
IMPORTS = f"{API}/volunteers/imports"
TODAY = clock.today("Europe/Moscow")
VETTED = {"Обучение": date(2024, 9, 6), "Собеседование": "07.09.2024", "Одобрение": "2024-09-20"}


def _row(person: Person | str, **changes: Any) -> list[Any]:
    email = person if isinstance(person, str) else f"{person.id}@Example.org"
    said = {"Районы": "lesnoy", "Кто это": "Контактная семья", "Электронная почта": email, "Языки": "Русский"} | changes
    return [said.get(heading) for heading in HEADINGS]


def _column(heading: str) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[HEADINGS.index(heading)]


def _send(town: Town, data: bytes, query: str = "", by: Person | None = None) -> Answer:
    raw, kind = form(data)
    return (by or town.coordinator).api.post(f"{IMPORTS}{query}", raw=raw, headers={"Content-Type": kind})


def _family(town: Town) -> Person:
    return town.bench.person("contact_family", organisation=town.ngo)


def test_who_was_on_a_list_is_on_the_register_with_the_days_of_the_list(town: Town) -> None:
    town.bench.organisation("school", name="Школа № 5")
    one, other = _family(town), town.bench.person("volunteer", organisation=town.ngo)
    full = _row(
        one, Районы="Район lesnoy; zarechny", Навыки="Побыть рядом, driving", Опыт="single_parent",
        Время="сб 11:00-15:00; вс 10–12", Работодатели="Школа № 5", Статус="Можно приглашать",
        **{"Сколько семей": 2, "В реестре с": date(2024, 9, 1), "Медицинское заключение": "01.03.2090",
           "Личность проверена по документу": "да"}, **VETTED,
    )  # fmt: skip
    answer = _send(town, typed(HEADINGS, [full, _row(other, **{"Кто это": "volunteer"})], encoding="cp1251"))
    assert (answer.status, answer.json["count"]) == (201, 2)
    first, second = (town.get(f"volunteers/{id}").json for id in answer.json["volunteers"])
    assert first["vetting"] == {
        "documents": [
            {"kind": "medical", "expires_on": "2090-03-01"},
            {"kind": "identity_checked", "expires_on": None},
        ],
        "trained_on": "2024-09-06", "interviewed_on": "2024-09-07", "approved_on": "2024-09-20",
    }  # fmt: skip
    assert (first["districts"], first["skills"]) == (["lesnoy", "zarechny"], ["company", "driving"])
    assert first["times"] == [
        {"weekday": 6, "from": "11:00", "to": "15:00"},
        {"weekday": 7, "from": "10:00", "to": "12:00"},
    ]
    began = datetime.fromisoformat(first["registered_at"]).astimezone(ZoneInfo("Europe/Moscow"))
    assert began == datetime(2024, 9, 1, tzinfo=ZoneInfo("Europe/Moscow"))
    assert (first["status"], first["not_ready"], first["capacity"]) == ("ready", [], 2)
    assert (second["status"], second["capacity"], second["person"]) == ("applied", 1, str(other.id))
    assert [one["by"] for one in town.bench.published(VOLUNTEER_REGISTERED)] == [town.coordinator.id] * 2
    assert town.coordinator.api.get(f"{IMPORTS}/{answer.json['id']}").json == answer.json
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    assert stranger.api.get(f"{IMPORTS}/{answer.json['id']}").status == 404


@pytest.mark.parametrize("check", ["", "?check=1"])
def test_one_wrong_cell_and_nobody_is_registered(town: Town, check: str) -> None:
    known, tomorrow = town.applicant(), TODAY + timedelta(days=1)
    helper = town.bench.person("volunteer", organisation=town.ngo)
    stranger = town.bench.person("contact_family", organisation=town.other_ngo)
    twice, another = _family(town), _family(town)
    wrong: list[tuple[list[Any], dict[str, str]]] = [
        (_row(twice), {}),
        (_row(twice), {"Электронная почта": "already_registered"}),
        (_row(known.person), {"Электронная почта": "already_registered"}),
        (_row(helper), {"Электронная почта": "wrong_role"}),
        (_row(stranger), {"Электронная почта": "unknown_person"}),
        (_row("нет"), {"Электронная почта": "invalid_email"}),
        (_row(another, **{"В реестре с": tomorrow}), {"В реестре с": "in_future"}),
        (_row(another, Обучение=tomorrow), {"Обучение": "in_future"}),
        (_row(another, **VETTED | {"Одобрение": "01.09.2024"}), {"Одобрение": "before_training"}),
        (_row(another, Районы="Нигде"), {"Районы": "not_found"}),
        (_row(another, Районы=None), {"Районы": "required"}),
        (_row(another, Языки="птичий"), {"Языки": "unknown_code"}),
        (_row(another, Время="сб 15-11"), {"Время": "before_start"}),
        (_row(another, Время="сб 25:00-26:00"), {"Время": "invalid_time"}),
        (_row(another, **{"Сколько семей": 21}), {"Сколько семей": "out_of_range"}),
        (_row(another, **{"Медицинское заключение": "скоро"}), {"Медицинское заключение": "invalid_date"}),
        (_row(another, Статус="Больше не участвует"), {"Статус": "unknown_code"}),
        (_row(another, Статус="applied", **{"Пауза до": tomorrow}), {"Пауза до": "not_paused"}),
        (_row(another, Статус="paused", **VETTED, **{"Пауза до": TODAY}), {"Пауза до": "in_past"}),
        (
            _row(another, Статус="ready", **VETTED, **{"Медицинское заключение": "01.02.2024"}),
            {"Статус": "not_vetted", "Медицинское заключение": "needed_to_be_ready"},
        ),
        (
            _row(another, Статус="ready", Обучение="06.09.2024"),
            {"Статус": "not_vetted", "Собеседование": "needed_to_be_ready", "Одобрение": "needed_to_be_ready"},
        ),
    ]
    before = town.bench.counts()
    answer = _send(town, workbook(HEADINGS, [row for row, _ in wrong]), check)
    assert answer.json["errors"] == {
        f"rows.{number}.{_column(heading)}": [code]
        for number, (_, cells) in enumerate(wrong, 2)
        for heading, code in cells.items()
    }
    assert {one["text"]["ru"] == one["code"] for one in answer.json["details"]} == {False}
    assert town.bench.counts() == before


def test_a_paper_that_ran_out_is_kept_and_nobody_is_told(town: Town) -> None:
    gone = {"Медицинское заключение": "01.02.2024"}
    [id] = _send(town, workbook(HEADINGS, [_row(_family(town), **VETTED, **gone)])).json["volunteers"]
    town.bench.tick(clock.now())
    shown = town.get(f"volunteers/{id}").json
    assert [lack["code"] for lack in shown["not_ready"]] == ["applied", "document_expired"]
    assert town.bench.published(VETTING_LAPSED) == []


def test_of_many_papers_that_end_soon_one_word_is_given(town: Town) -> None:
    soon = {
        "Медицинское заключение": TODAY + timedelta(days=20),
        "Справка об отсутствии судимости": TODAY + timedelta(5),
    }
    rows = [_row(_family(town), Статус="ready", **VETTED, **soon) for _ in range(2)]
    assert _send(town, workbook(HEADINGS, rows)).status == 201
    town.bench.tick(clock.now())
    assert [told["what"] for told in town.bench.published(VETTING_NEAR)] == ["no_criminal_record"] * 2
    town.bench.tick(clock.now() + timedelta(days=14))
    assert [told["days"] for told in town.bench.published(VETTING_NEAR)] == [7] * 4
    assert len(town.bench.published(VETTING_LAPSED)) == 2


def test_who_pauses_comes_in_pausing(town: Town) -> None:
    until = TODAY + timedelta(days=30)
    answer = _send(
        town, workbook(HEADINGS, [_row(_family(town), Статус="Сейчас пауза", **VETTED, **{"Пауза до": until})])
    )
    shown = town.get(f"volunteers/{answer.json['volunteers'][0]}").json
    assert (shown["status"], shown["paused_until"]) == ("paused", str(until))


def test_nobody_vets_themselves_by_a_file_either(town: Town) -> None:
    both = town.bench.person("volunteer_coordinator", "contact_family", organisation=town.ngo)
    refused = _send(town, workbook(HEADINGS, [_row(both, **VETTED)]), by=both)
    assert refused.json["errors"] == {"rows.2.C": ["own_vetting"]}
    assert _send(town, workbook(HEADINGS, [_row(both)]), by=both).status == 201


def test_only_coordinators_import_and_the_same_file_is_taken_once(town: Town) -> None:
    family = _family(town)
    data = workbook(HEADINGS, [_row(family)])
    assert _send(town, data, by=family).status == 403
    administrator = town.bench.person("organisation_administrator", organisation=town.ngo)
    assert _send(town, data, by=administrator).status == 403
    before = town.bench.counts()
    assert _send(town, data, "?check=1").json == {"id": None, "checked": True, "count": 1, "volunteers": []}
    assert town.bench.counts() == before
    done = _send(town, data)
    assert _send(town, data).json["import"] == done.json["id"]
    assert _send(town, data, "?again=1").json["errors"] == {"rows.2.C": ["already_registered"]}


def test_a_file_holds_five_hundred_and_a_pdf_is_none(town: Town) -> None:
    rows = [_row(f"p{n}@example.org") for n in range(501)]
    assert _send(town, typed(HEADINGS, rows)).json["errors"] == {"file": ["too_many_volunteers"]}
    assert _send(town, b"%PDF-1.7").json["errors"] == {"file": ["not_a_spreadsheet"]}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_template_can_be_sent_back_once_it_is_filled_in(town: Town, language: str) -> None:
    signed = {"Authorization": f"Bearer {town.coordinator.api.token}"}
    template = town.bench.app.test_client().get(f"{IMPORTS}/template.xlsx?language={language}", headers=signed).data
    assert _send(town, template).json["errors"] == {"file": ["empty"]}
    answer = _send(town, filled_in(template, (2, 1, f"{_family(town).id}@example.org")))
    assert answer.status == 201, answer.text
    assert town.get(f"volunteers/{answer.json['volunteers'][0]}").json["status"] == "ready"


def test_the_columns_of_a_file_cover_a_profile(town: Town) -> None:
    headings = set(town.coordinator.api.get(f"{IMPORTS}/template.csv?language=en").text.splitlines()[0].split(";"))
    assert len(headings) >= len(PROFILE)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("сб 11:00-15:00", [(6, "11:00", "15:00")]),
        ("Пн. 9-12, Friday 18:30 – 20", [(1, "09:00", "12:00"), (5, "18:30", "20:00")]),
        ("вс 10:00—12:00;\n", [(7, "10:00", "12:00")]),
    ],
)
def test_times_of_the_week_are_read_as_people_write_them(written: str, read: list[tuple[int, str, str]]) -> None:
    assert [(one["weekday"], one["from"], one["to"]) for one in times(text_cell(written))] == read


@pytest.mark.parametrize("written", ["когда угодно", "сб", "завтра 10-12", "11:00-15:00", "сб 1100-1500"])
def test_times_that_nobody_can_read_are_refused(written: str) -> None:
    with pytest.raises(Wrong):
        times(text_cell(written))


def test_a_document_that_does_not_end_is_named_by_a_word() -> None:
    read = document("medical")
    assert read(text_cell("Бессрочно")) == {"kind": "medical", "expires_on": None}
    assert read(Cell(date(2030, 1, 2), "date")) == {"kind": "medical", "expires_on": "2030-01-02"}
