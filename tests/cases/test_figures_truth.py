"""A region with known truth, about a tenth of the practice's: `python -m bench.truth` makes it in full."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from openpyxl import load_workbook

from shared import clock
from tests.support.bench import Bench, Person
from tests.support.server import Server
from tests.support.truth.homes import KNOWN_EARLY, KNOWN_LATE, Adds
from tests.support.truth.reading import CODES, FIGURES, YEAR, of
from tests.support.truth.region import LARGEST_IN_SHORT, TENTH, Truth, places, play, region
from tests.support.truth.telling import noon

LATER = noon(date(2027, 3, 15))


@dataclass
class Known:
    truth: Truth
    bench: Bench
    supervisors: list[Person]
    analyst: Person


@pytest.fixture(scope="module")
def known(server: Server) -> Iterator[Known]:
    truth = region(TENTH, each_trap=1, largest=LARGEST_IN_SHORT)
    with Bench.of(server, "cases") as bench:
        where = places(bench)
        play(truth.homes, where)
        bench.tick(LATER)
        ngos = list(dict.fromkeys(place.organisation for place in where))
        supervisors = [bench.person("supervisor", organisation=ngo) for ngo in ngos]
        analyst = bench.person("analyst", organisation=bench.organisation("fund"))
        yield Known(truth, bench, supervisors, analyst)


def total(known: Known, day: date) -> Adds:
    """Of all organisations: what no supervisor is shown."""
    from services.cases.figures.asked import Asked
    from services.cases.figures.tables import table

    with known.bench.session() as session:
        found = table(session, Asked(date(2026, 1, 1), date(2026, 12, 31), day), None)
    return Adds(**{name: found.total[code].value for code, name in CODES.items()})


def test_everything_is_counted_as_it_was_invented(known: Known) -> None:
    said = total(known, KNOWN_LATE)
    assert said == known.truth.late
    wanted = ("served", "supported", "improved", "prevented", "closed", "self_sufficient")
    assert [getattr(said, name) for name in wanted] == [getattr(TENTH, name) for name in wanted]


def test_what_was_recorded_annulled_merged_or_reopened_later_is_not_known_when_the_year_ends(known: Known) -> None:
    assert known.truth.early != known.truth.late
    assert total(known, KNOWN_EARLY) == known.truth.early


def test_a_supervisor_finds_the_cases_behind_each_number_and_none_of_others(known: Known) -> None:
    with clock.at(LATER):
        for supervisor in known.supervisors:
            figures = supervisor.api.get(f"{FIGURES}?{YEAR}").json["total"]
            own = {row["id"] for row in _all(supervisor, "/cases/api/v1/cases?limit=200")}
            for code, figure in figures.items():
                behind = {row["id"] for row in _all(supervisor, f"{FIGURES}/{code}/cases?{YEAR}&limit=200")}
                assert behind <= own
                assert bool(behind) == bool(figure["value"]), code


def _all(person: Person, path: str) -> list[dict[str, str]]:
    found, cursor = [], ""
    while cursor is not None:
        page = person.api.get(path + (f"&cursor={cursor}" if cursor else "")).json
        found += page["items"]
        cursor = page["next"]
    return found


def test_an_analyst_reads_the_released_year_of_all_organisations(known: Known) -> None:
    with clock.at(LATER):
        answer = known.analyst.api.get(f"{FIGURES}?{YEAR}&by=organisation")
    assert answer.json["known_on"] == "2027-01-31"
    assert answer.json["hidden_below"] == 5
    assert answer.json["total"]["children_served"]["value"] == known.truth.early.served
    shown = [row["figures"]["children_served"]["value"] for row in answer.json["rows"]]
    assert len(shown) == 3
    assert all(value is None or value >= 5 for value in shown)


def test_what_was_released_never_changes(known: Known) -> None:
    with clock.at(LATER):
        before = known.analyst.api.get(f"{FIGURES}?{YEAR}&by=district").json
    known.bench.tick(noon(date(2027, 9, 1)))
    with known.bench.session() as session:
        session.connection().exec_driver_sql("update members set born_on = '1990-01-01' where role = 'child'")
        session.flush()
        with clock.at(noon(date(2027, 9, 1))):
            assert known.analyst.api.get(f"{FIGURES}?{YEAR}&by=district").json == before
        session.rollback()


def test_the_workbook_has_the_same_numbers_rules_and_charts(known: Known) -> None:
    with clock.at(LATER):
        figures = known.supervisors[0].api.get(f"{FIGURES}?{YEAR}").json["total"]
        client, token = known.supervisors[0].api.client, known.supervisors[0].api.token
        answer = client.get(f"{FIGURES}.xlsx?{YEAR}", headers={"Authorization": f"Bearer {token}"})
    book = load_workbook(io.BytesIO(answer.get_data()))
    assert book.sheetnames == ["Все вместе", "По районам", "По годам", "Как считается"]
    rows = {row[0].value: row[1].value for row in book["Все вместе"].iter_rows(min_row=4)}
    assert rows["Дети, получившие услуги"] == of(figures).served
    assert len(book["Все вместе"]._charts) == len(book["По районам"]._charts) == 1
