import csv
import io
import threading
from datetime import date
from typing import Any

import pytest

from shared.contracts.referrals import REFERRAL_SUBMITTED
from tests.referrals.family import API, Region
from tests.referrals.sheets import (
    HEADINGS,
    column,
    delimited,
    filled_template,
    household,
    names_in,
    references,
    send,
    xlsx,
)


def _changed(rows: list[list[Any]], row: int, heading: str, value: Any) -> list[list[Any]]:
    rows[row][HEADINGS.index(heading)] = value
    return rows


def test_each_household_of_a_file_becomes_one_referral_in_the_files_order(region: Region) -> None:
    answer = send(region, xlsx(household(1, region.ngo) + household(2, region.ngo, "Ёлкин")))
    seen = [region.get(one["id"]).json for one in answer.json["referrals"]]
    assert references(answer) == [one["reference"] for one in seen]
    assert [one["family"]["members"][1]["last_name"] for one in seen] == ["Щербаков", "Ёлкин"]
    assert [data["reference"] for data in region.bench.published(REFERRAL_SUBMITTED)] == references(answer)


def test_what_is_imported_is_what_the_api_would_have_taken(region: Region) -> None:
    seen = region.get(send(region, xlsx(household(1, region.ngo))).json["referrals"][0]["id"]).json
    mother, son = seen["family"]["members"]
    assert (mother["role"], mother["first_name"], mother["middle_name"]) == ("mother", "Алёна", "Олеговна")
    assert (son["role"], son["born_on"], son["age"]) == ("child", "2016-05-09", None)
    assert seen["family"]["phone"] == "+79005550177"
    assert seen["reasons"] == ["few_contacts", "risk_of_losing_care"]
    assert seen["help_wanted"] == ["psychological", "social"]
    assert seen["basis"] == {"kind": "consent", "given_on": "2025-03-01", "document": None}
    assert (seen["channel"], seen["urgency"], seen["status"]) == ("partner", "urgent", "submitted")
    assert seen["sent_by"] == str(region.referrer.id)
    assert region.listed("q=Щербакова")[0]["id"] == seen["id"], "it is found like any other"


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_csv_comes_in_the_encodings_and_with_the_signs_that_offices_have(
    region: Region, delimiter: str, encoding: str
) -> None:
    told = "Папа пьёт; мама одна,\nсын молчит и «не спит»."
    rows = household(1, region.ngo, **{"Что происходит": told})
    answer = send(region, delimited(rows, delimiter, encoding))
    seen = region.get(answer.json["referrals"][0]["id"]).json
    assert seen["narrative"] == told
    assert seen["family"]["members"][1]["first_name"] == "Фёдор"


def test_organisations_and_districts_may_be_named_as_people_name_them(region: Region) -> None:
    ngo = region.bench.organisation("ngo", name="АНО «Тёплый дом»")
    region.bench.district("zarechny", name="Заречный район")
    rows = household(1, "ано тёплый  дом", Район="Заречный район")
    [one] = send(region, xlsx(rows)).json["referrals"]
    seen = region.get(one["id"], by=region.referrer).json
    assert (seen["to_organisation"], seen["family"]["district"]) == (str(ngo), "zarechny")


def test_a_name_that_two_organisations_have_is_not_guessed(region: Region) -> None:
    for _ in range(2):
        region.bench.organisation("ngo", name="Дом")
    answer = send(region, xlsx(household(1, "Дом")))
    assert answer.json["errors"] == {f"rows.2.{column('Кому (организация)')}": ["ambiguous"]}


def test_headings_may_be_english_or_the_names_of_the_api(region: Region) -> None:
    english = [
        "Referral", "to_organisation", "URGENCY", "basis.kind", "Basis date", "Family kind", "district", "Address",
        "phone", "reasons", "narrative", "help_wanted", "Role", "Last name", "first_name", "Middle name", "Born on",
        "age",
    ]  # fmt: skip
    assert len(references(send(region, xlsx(household(1, region.ngo), english)))) == 1


@pytest.mark.parametrize("typed", [date(2016, 5, 9), "09.05.2016", "9.5.2016", "2016-05-09"])
def test_a_date_is_read_however_it_is_written(region: Region, typed: Any) -> None:
    rows = _changed(household(1, region.ngo), 1, "Дата рождения", typed)
    [one] = send(region, xlsx(rows)).json["referrals"]
    assert region.get(one["id"]).json["family"]["members"][1]["born_on"] == "2016-05-09"


@pytest.mark.parametrize(
    ("row", "heading", "value", "code"),
    [
        (1, "Дата рождения", "31.02.2016", "invalid_date"),
        (1, "Дата рождения", 42499, "invalid_date"),
        (1, "Дата рождения", "09.05.16", "invalid_date"),
        (1, "Дата рождения", date(2990, 1, 1), "invalid_date"),
        (1, "Дата рождения", date(2150, 1, 1), "in_future"),
        (1, "Дата рождения", date(1980, 1, 1), "out_of_range"),
        (1, "Дата рождения", None, "required"),
        (1, "Возраст", 9, "conflicting"),
        (1, "Возраст", "девять", "not_whole"),
        (1, "Возраст", "٩", "not_whole"),
        (1, "Имя", None, "required"),
        (1, "Имя", "Фёдор2", "not_a_name"),
        (1, "Фамилия", None, "required"),
        (1, "Кто это", "сынок", "unknown_code"),
        (1, "№ направления", None, "required"),
        (1, "Телефон", "звоните вечером", "conflicting"),
        (0, "Телефон", "звоните вечером", "invalid_phone"),
        (0, "Телефон", "8 900 555-01-77; 8 900 555-01-78", "invalid_phone"),
        (0, "Телефон", "555-01-77", "invalid_phone"),
        (0, "Телефон", "=1+1", "formula"),
        (0, "Срочность", "вчера", "unknown_code"),
        (0, "Срочность", None, "required"),
        (0, "Дата основания", date(2150, 1, 1), "in_future"),
        (0, "Район", "Нигде", "not_found"),
        (0, "Район", None, "required"),
        (0, "Кому (организация)", "Никто", "not_found"),
        (0, "Причины", "few_contacts; скука", "unknown_code"),
        (0, "Причины", None, "required"),
        (0, "Что происходит", "а" * 20_001, "too_long"),
        (0, "Имя", True, "type"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(region: Region, row: int, heading: str, value: Any, code: str) -> None:
    before = region.bench.counts()
    answer = send(region, xlsx(_changed(household(1, region.ngo), row, heading, value)))
    assert (answer.status, answer.json["errors"]) == (422, {f"rows.{row + 2}.{column(heading)}": [code]})
    [told] = answer.json["details"]
    assert (told["row"], told["column"], told["heading"], told["code"]) == (row + 2, column(heading), heading, code)
    assert told["text"]["ru"] != code
    assert told["text"]["en"] != code
    assert region.bench.counts() == before


def test_all_errors_are_told_at_once_whichever_rule_finds_them(region: Region) -> None:
    closed = region.bench.organisation("ngo", accepts_referrals=False)
    rows = (
        _changed(household(1, region.ngo), 1, "Дата рождения", "вчера")
        + household(2, closed)
        + _changed(household(3, region.ngo), 1, "Дата рождения", date(2150, 1, 1))
        + household(4, region.ngo)
    )
    before = region.bench.counts()
    answer = send(region, xlsx(rows))
    born, to = column("Дата рождения"), column("Кому (организация)")
    assert answer.json["errors"] == {
        f"rows.3.{born}": ["invalid_date"],
        f"rows.4.{to}": ["takes_no_referrals"],
        f"rows.7.{born}": ["in_future"],
    }
    assert region.bench.counts() == before, "not even the fourth, which was right"


def test_rows_are_counted_as_the_program_shows_them_that_opens_the_file(region: Region) -> None:
    rows = household(1, region.ngo, **{"Что происходит": "Первая строка.\nВторая строка."})
    rows = [*rows, [None] * len(HEADINGS), *_changed(household(2, region.ngo), 1, "Имя", "Фёдор2")]
    for data in (xlsx(rows), delimited(rows)):
        assert send(region, data).json["errors"] == {f"rows.6.{column('Имя')}": ["not_a_name"]}


def test_a_refusal_repeats_nothing_of_the_family(region: Region, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    rows = _changed(household(1, region.ngo), 1, "Дата рождения", "Щербаков Фёдор")
    without_headings = household(1, region.ngo)
    for data in (xlsx(rows), xlsx(without_headings[1:], without_headings[0])):
        answer = send(region, data)
        assert answer.status == 422
        assert names_in(answer.text) == []
    assert names_in(caplog.text) == []


def test_a_file_full_of_errors_gets_an_answer_that_someone_can_read(region: Region) -> None:
    rows = [row for number in range(300) for row in household(number, "Никто")]
    answer = send(region, xlsx(rows))
    assert (len(answer.json["errors"]), answer.json["more"]) == (200, 100)


def test_the_rows_of_one_referral_stand_together_and_agree(region: Region) -> None:
    rows = household(1, region.ngo) + household(2, region.ngo) + household(1, region.ngo, "Орлов")
    answer = send(region, xlsx(rows))
    group = column("№ направления")
    assert answer.json["errors"][f"rows.6.{group}"] == ["not_together"], "two lists pasted into one"
    other = _changed(household(1, region.ngo), 1, "Адрес", "ул. Новая, 2")
    assert send(region, xlsx(other)).json["errors"] == {f"rows.3.{column('Адрес')}": ["not_in_first_row"]}
    same = _changed(household(1, region.ngo), 1, "Срочность", "Срочно")
    assert send(region, xlsx(same)).status == 201


def test_a_check_says_the_same_and_writes_nothing(region: Region) -> None:
    before = region.bench.counts()
    good, bad = xlsx(household(1, region.ngo)), xlsx(household(1, "Никто"))
    checked = send(region, good, "?check=1")
    assert (checked.status, checked.json["checked"], checked.json["count"]) == (200, True, 1)
    assert send(region, bad, "?check=1").json["errors"] == send(region, bad).json["errors"]
    assert region.bench.counts() == before
    assert send(region, good).status == 201


def test_the_same_file_again_is_refused_unless_it_is_meant(region: Region) -> None:
    data = xlsx(household(1, region.ngo))
    first = send(region, data)
    before = region.bench.counts()
    again = send(region, data)
    assert (again.status, again.json["state"], again.json["import"]) == (409, "imported", first.json["id"])
    assert region.bench.counts() == before
    assert references(send(region, data, "?again=1")) != references(first)
    colleague = region.bench.person("referrer", organisation=region.guardianship)
    assert send(region, data, by=colleague).json["import"] == first.json["id"]
    school = region.bench.person("referrer", organisation=region.bench.organisation("school"))
    assert send(region, data, by=school).status == 201


def test_one_file_sent_twice_at_once_is_imported_once(region: Region) -> None:
    data = xlsx(household(1, region.ngo))
    statuses: list[int] = []
    tries = [threading.Thread(target=lambda: statuses.append(send(region, data).status)) for _ in range(3)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert sorted(statuses) == [201, 409, 409]


def test_an_import_is_read_again_by_who_sent_it_and_their_colleagues_alone(region: Region) -> None:
    done = send(region, xlsx(household(1, region.ngo))).json
    colleague = region.bench.person("referrer", organisation=region.guardianship)
    stranger = region.bench.person("referrer", organisation=region.ngo)
    assert colleague.api.get(f"{API}/imports/{done['id']}").json == done
    assert stranger.api.get(f"{API}/imports/{done['id']}").status == 404


def test_only_referrers_import(region: Region) -> None:
    for person in (region.coordinator, region.supervisor, region.worker):
        assert send(region, xlsx(household(1, region.ngo)), by=person).status == 403
        assert person.api.get(f"{API}/imports/template.xlsx").status == 403
    assert region.bench.nobody.get(f"{API}/imports/template.csv").status == 401


def test_one_key_imports_once_and_a_check_is_another_request(region: Region) -> None:
    data = xlsx(household(1, region.ngo))
    first = send(region, data, key="one")
    second = send(region, bytes(bytearray(data)), key="one")
    assert second.headers["Idempotent-Replayed"] == "true"
    assert second.json == first.json
    assert send(region, data, "?check=1&again=1", key="one").status == 422
    assert send(region, data, "?again=1", key="two").status == 201


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_template_can_be_sent_back_once_it_is_filled_in(region: Region, language: str) -> None:
    answer = region.bench.app.test_client().get(
        f"{API}/imports/template.xlsx?language={language}",
        headers={"Authorization": f"Bearer {region.referrer.api.token}"},
    )
    untouched = send(region, answer.data)
    assert untouched.json["errors"] == {"file": ["empty"]}, "the example is nobody's referral"
    sent = send(region, filled_template(answer.data, str(region.ngo)))
    assert len(references(sent)) == 1


def test_the_csv_template_says_the_same(region: Region) -> None:
    text = region.referrer.api.get(f"{API}/imports/template.csv").text
    assert text.startswith("\ufeff"), "Excel reads it as UTF-8"
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    assert head[0] == "№ направления"
    for row in rows:
        row[0], row[1] = "1", str(region.ngo) if row[1] else ""
    assert send(region, delimited(rows, headings=head)).status == 201


def test_every_error_that_an_import_can_tell_is_described(region: Region) -> None:
    codes = region.referrer.api.get(f"{API}/codes").json
    assert {one["code"] for one in codes["import_errors"]} >= {"formula", "merged_cells", "not_together"}
