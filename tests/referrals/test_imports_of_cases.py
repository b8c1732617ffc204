"""An NGO moves in with the families that it supports already: one file, all of it or nothing."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from services.referrals.rules import carried_over as rules
from shared import clock
from shared.contracts.cases import CASE_OPENED
from shared.contracts.referrals import FAMILY_REGISTERED, REFERRAL_ACCEPTED, REFERRAL_SUBMITTED
from tests.referrals.case_sheets import HEADINGS, column, family, send, sheet
from tests.referrals.family import API, Region
from tests.referrals.sheets import delimited, filled_template, references

TODAY = date(2026, 3, 2)
SURNAMES = ("Семёнов", "Ёлкин", "Дроздов", "Ветров", "Щукин")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with on(TODAY):
        yield


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.at(datetime(day.year, day.month, day.day, 14, 0, tzinfo=UTC)):
        yield


def body(**changes: Any) -> dict[str, Any]:
    mother = {"role": "mother", "last_name": "Щербакова", "born_on": None, "age": None, "signed": None}
    son = mother | {"role": "child", "born_on": date(2016, 5, 9)}
    return {
        "opened_on": date(2024, 2, 5),
        "channel": "family",
        "basis": {"kind": "consent", "given_on": date(2024, 2, 5)},
        "signed_on": date(2024, 2, 12),
        "assessed_on": date(2025, 9, 1),
        "planned_on": date(2024, 3, 20),
        "reviewed_on": None,
        "contacted_on": None,
        "family": {"members": [mother, son]},
    } | changes


def one(role: str, **said: Any) -> dict[str, Any]:
    return {"role": role, "last_name": "Щербаков", "born_on": None, "age": None, "signed": None} | said


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({}, {}),
        ({"opened_on": date(2026, 3, 3)}, {"opened_on": "in_future"}),
        ({"opened_on": date(2007, 12, 31)}, {"opened_on": "out_of_range"}),
        ({"opened_on": date(2008, 1, 1), "family": {"members": [one("mother")]}}, {}),
        ({"contacted_on": date(2026, 3, 3)}, {"contacted_on": "in_future"}),
        ({"contacted_on": date(2024, 2, 4)}, {"contacted_on": "before_opening"}),
        ({"contacted_on": date(2024, 2, 5)}, {}),
        ({"signed_on": date(2024, 2, 4)}, {"signed_on": "before_opening"}),
        ({"assessed_on": date(2024, 2, 11)}, {"assessed_on": "before_agreement"}),
        ({"planned_on": date(2024, 2, 12)}, {}),
        ({"signed_on": None}, {"signed_on": "step_missing"}),
        ({"assessed_on": None}, {"assessed_on": "step_missing"}),
        ({"planned_on": None, "reviewed_on": date(2025, 1, 1)}, {"planned_on": "step_missing"}),
        ({"basis": {"kind": "consent", "given_on": date(2026, 3, 3)}}, {"basis.given_on": "in_future"}),
        ({"basis": {"kind": "consent", "given_on": date(2026, 3, 2)}}, {}),  # renewed since
    ],
)  # fmt: skip
def test_days_of_a_former_case_are_in_time_and_in_order(changes: dict[str, Any], errors: dict[str, str]) -> None:
    found = rules.errors(body(**changes), TODAY)
    assert {path: codes[0] for path, codes in found.items()} == errors


@pytest.mark.parametrize(
    ("members", "errors"),
    [
        ([one("mother", signed=True), one("child", age=9)], {}),
        ([one("mother"), one("child", age=9, signed=True)], {"family.members.1.signed": "not_adult"}),
        ([one("child", age=9)], {"signed_on": "nobody_signs"}),
        ([one("other", age=19, signed=True)], {"family.members.0.signed": "not_adult", "signed_on": "nobody_signs"}),
        ([one("other", age=21, signed=True)], {}),
        ([one("mother"), one("child", born_on=date(2006, 2, 6))], {}),  # came of age on support
        ([one("mother"), one("child", born_on=date(2006, 2, 5))], {"family.members.1.born_on": "out_of_range"}),
        ([one("mother"), one("child", age=20)], {}),
        ([one("mother"), one("child", age=21)], {"family.members.1.age": "out_of_range"}),  # 18 or 19 when they came
        ([one("mother"), one("child", born_on=date(2025, 1, 1))], {}),  # born since
        ([one("mother"), one("child", born_on=date(2026, 3, 3))], {"family.members.1.born_on": "in_future"}),
        ([one("mother"), one("child")], {"family.members.1.born_on": "required"}),
        ([one("mother", last_name=None)], {"family.members.0.last_name": "required"}),
    ],
)
def test_people_of_a_former_case_can_be_as_they_are_said_to_be(
    members: list[dict[str, Any]], errors: dict[str, str]
) -> None:
    found = rules.errors(body(family={"members": members}), TODAY)
    assert {path: codes[0] for path, codes in found.items()} == errors


def test_a_family_is_taken_on_as_long_ago_as_it_was(region: Region) -> None:
    mail = f"{region.worker.id}@example.org".upper()
    said = {"Номер дела в прежнем учёте": "12-А/2024", "Куратор (почта или имя)": mail, "Телефон": 89005550177}
    answer = send(region, sheet(family(1, **said)))
    [reference] = references(answer)

    seen = region.get(answer.json["referrals"][0]["id"]).json
    assert (seen["reference"], seen["status"], seen["submitted_at"]) == (reference, "accepted", "2024-02-05T09:00:00Z")
    assert [(entry["kind"], entry["at"]) for entry in seen["history"]] == [
        ("submitted", "2024-02-05T09:00:00Z"),
        ("accepted", "2024-02-05T09:00:00Z"),
    ]
    assert seen["history"][0]["carried_over"] is True
    assert (seen["from_organisation"], seen["channel"], seen["answer_by"]) == (None, "family", None)
    [told] = region.bench.published(REFERRAL_ACCEPTED)
    assert told["done_before"] == {
        "recorded_on": TODAY, "signed_by": [], "signed_on": date(2024, 2, 12), "assessed_on": date(2025, 9, 1),
        "planned_on": date(2024, 3, 20), "reviewed_on": date(2025, 11, 10), "contacted_on": date(2026, 2, 25),
    }  # fmt: skip
    assert (told["worker"], told["carried_over"], told["former_reference"]) == (region.worker.id, 1, "12-А/2024")
    assert (told["by"], told["at"]) == (region.coordinator.id, datetime(2024, 2, 5, 9, 0, tzinfo=UTC))
    [registered] = region.bench.published(FAMILY_REGISTERED)
    assert registered["at"].date() == TODAY
    assert region.listed("q=Щербакова")[0]["id"] == seen["id"], "it is found like any other"


def test_a_worker_is_called_as_lists_call_them_and_told_of_all_at_once(region: Region) -> None:
    names = {"last_name": "Крылова", "first_name": "Нина", "middle_name": "Павловна"}
    nina = region.bench.person("case_worker", organisation=region.ngo, names=names).id
    calls = ["Крылова Н.П.", "Нина Крылова", "Н. Крылова", None, str(region.worker.id) + "@example.org"]
    rows = [
        row
        for number, called in enumerate(calls)
        for row in family(number, SURNAMES[number], **{"Куратор (почта или имя)": called})
    ]
    send(region, sheet(rows))
    told = [(one["worker"], one["carried_over"]) for one in region.bench.published(REFERRAL_ACCEPTED)]
    assert told == [(nina, 0), (nina, 0), (nina, 3), (None, 0), (region.worker.id, 1)]
    assert [one["carried_over"] for one in region.bench.published(REFERRAL_SUBMITTED)] == [0] * 5


def test_who_sent_the_family_then_sees_that_it_is_supported(region: Region) -> None:
    rows = family(1, **{"Кто направил (организация)": "организация guardianship_body"})
    rows[0][HEADINGS.index("Подписал соглашение")] = "да"
    answer = send(region, sheet(rows))
    [seen] = region.listed("box=sent", by=region.referrer)
    assert (seen["reference"], seen["channel"]) == (answer.json["referrals"][0]["reference"], "partner")
    assert seen["from_organisation"] == str(region.guardianship)
    [told] = region.bench.published(REFERRAL_ACCEPTED)
    assert told["done_before"]["signed_by"] == [told["members"][0]["id"]]


def test_nobody_is_reminded_of_a_referral_of_two_years_ago(region: Region) -> None:
    send(region, sheet(family(1)))
    before = region.bench.published()
    region.bench.tick(clock.now())
    assert region.bench.published() == before


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a future day": ({"Взяли на сопровождение": date(2026, 3, 3)}, "in_future"),
    "an agreement before the opening": ({"Соглашение подписано": date(2024, 2, 4)}, "before_opening"),
    "an assessment before the agreement": ({"Последняя оценка": date(2024, 2, 11)}, "before_agreement"),
    "a plan without an assessment": ({"Последняя оценка": None}, "step_missing"),
    "a worker nobody knows": ({"Куратор (почта или имя)": "Никто Никак"}, "not_found"),
    "a formula": ({"Последний контакт": "=TODAY()"}, "formula"),
    "no day": ({"Взяли на сопровождение": "весной"}, "invalid_date"),
    "a bare number": ({"Взяли на сопровождение": 45000}, "invalid_date"),
    "a member without a name": ({"Имя": None}, "required"),
    "a district nobody knows": ({"Район": "нигде"}, "not_found"),
    "an organisation nobody knows": ({"Кто направил (организация)": "Нигде"}, "not_found"),
    "a narrative of a book": ({"Что происходит": "я" * 20_001}, "too_long"),
    "a file number of a page": ({"Номер дела в прежнем учёте": "1" * 101}, "too_long"),
}


def test_what_is_wrong_is_told_at_its_cell_and_leaves_nothing(region: Region) -> None:
    other = region.bench.person("case_worker", organisation=region.other_ngo)
    wrong = WRONG | {"a worker of another NGO": ({"Куратор (почта или имя)": f"{other.id}@example.org"}, "not_found")}
    before = region.bench.counts()
    for said, (changes, code) in wrong.items():
        answer = send(region, sheet(family(1, "Ёлкин") + family(2, **changes)))
        [heading] = changes
        assert answer.status == 422, said
        assert answer.json["errors"] == {f"rows.4.{column(heading)}": [code]}, said
        told = answer.json["details"][0]
        assert (told["row"], told["heading"], told["text"]["ru"] > "") == (4, heading, True)
        assert "Щербаков" not in answer.text
    assert region.bench.counts() == before


def test_two_families_with_one_number_are_refused(region: Region) -> None:
    apart = send(region, sheet(family(1) + family(2, "Ёлкин") + family(1, "Дроздов")))
    assert apart.json["errors"]["rows.6.A"] == ["not_together"]
    side_by_side = send(region, sheet(family(1) + family(1, "Дроздов", **{"Взяли на сопровождение": date(2025, 1, 9)})))
    assert side_by_side.json["errors"][f"rows.4.{column('Взяли на сопровождение')}"] == ["conflicting"]
    number = {"Номер дела в прежнем учёте": "12-а"}
    files = send(region, sheet(family(1, **number) + family(2, "Ёлкин", **{"Номер дела в прежнем учёте": "12-А"})))
    assert files.json["errors"] == {"rows.4.B": ["duplicate"]}
    many = sheet([row for number in range(201) for row in family(number + 1)])
    assert send(region, many).json["errors"] == {"file": ["too_many_cases"]}
    assert not region.bench.published(REFERRAL_SUBMITTED)


def test_a_check_says_which_families_look_alike_and_writes_nothing(region: Region) -> None:
    known = region.referral()
    before = region.bench.counts()
    rows = family(1, Телефон="8 900 555-01-77") + family(2, "Ёлкин") + family(3, "Ёлкин")
    answer = send(region, sheet(rows), "?check=1")
    assert (answer.status, answer.json["checked"], answer.json["count"], answer.json["id"]) == (200, True, 3, None)
    told = [(one["row"], one["other_row"], one["reference"]) for one in answer.json["possible_duplicates"]]
    assert (2, None, known["reference"]) in told
    assert (6, 4, None) in told
    assert region.bench.counts() == before


def test_the_same_file_is_not_taken_twice_by_mistake(region: Region) -> None:
    data = sheet(family(1))
    first = send(region, data)
    second = send(region, data)
    assert (second.status, second.json["import"]) == (409, first.json["id"])
    assert send(region, data, "?again=1").status == 201


def test_an_import_says_how_many_of_its_cases_are_open_by_now(region: Region) -> None:
    answer = send(region, sheet(family(1) + family(2, "Ёлкин")))
    path = f"{API}/imports/{answer.json['id']}"
    assert region.coordinator.api.get(path).json["cases_open"] == 0

    [first, _] = region.bench.published(REFERRAL_ACCEPTED)
    case = region.case({"id": str(first["referral"]), "family": {"id": str(first["family"])}}, status="supported",
                       opened_on=date(2024, 2, 5), from_organisation=None, sent_by=None, carried_over=0)  # fmt: skip
    region.bench.receive(CASE_OPENED, case["case"], case, at=first["at"])
    seen = region.coordinator.api.get(path).json
    assert (seen["count"], seen["cases_open"]) == (2, 1)
    assert [one["status"] for one in seen["referrals"]] == ["case_opened", "accepted"]
    for stranger in (region.referrer, region.other_coordinator, region.supervisor):
        assert stranger.api.get(path).status in (403, 404)


def test_only_a_coordinator_moves_families_in(region: Region) -> None:
    for person in (region.referrer, region.worker, region.supervisor):
        assert send(region, sheet(family(1)), by=person).status == 403
    by_other = send(region, sheet(family(1)), by=region.other_coordinator)
    assert by_other.status == 201
    assert region.get(by_other.json["referrals"][0]["id"]).status == 404, "it is theirs, and nobody else's"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_template_can_be_filled_in_and_its_example_is_no_family(region: Region, language: str) -> None:
    book = region.coordinator.api.client.get(
        f"{API}/imports/cases/template.xlsx?language={language}",
        headers={"Authorization": f"Bearer {region.coordinator.api.token}"},
    ).get_data()
    assert send(region, book).json["errors"] == {"file": ["empty"]}
    sheet_ = load_workbook(io.BytesIO(filled_template(book, "12-А"))).worksheets[0]
    rows = [list(row) for row in sheet_.iter_rows(values_only=True)]
    rows[1][2] = f"{region.worker.id}@example.org"
    rows[1][5] = "Организация guardianship_body"
    again = delimited(rows[1:], headings=rows[0])
    with on(date(2026, 5, 1)):
        assert send(region, again).status == 201
    text = region.coordinator.api.get(f"{API}/imports/cases/template.csv?language={language}").text
    assert next(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";")) == rows[0]
