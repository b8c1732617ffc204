"""Times, lengths and ages are said as people say them, with a verb and a unit that go with the number."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask, g

from shared import clock
from shared.web.pages.dates import age, period, until, until_day
from shared.web.pages.lengths import said
from shared.web.pages.reader import Reader

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

LEFT = {
    "ru": {1: "осталась 1 минута", 60: "осталось 60 минут", 21 * 60: "остался 21 час", 26 * 60: "осталось 26 часов"},
    "en": {1: "1 minute left", 60: "60 minutes left", 21 * 60: "21 hours left", 26 * 60: "26 hours left"},
}


@pytest.mark.parametrize("language", LEFT)
def test_the_time_left_is_said_in_whole_words(language: str) -> None:
    with Flask(__name__).app_context(), clock.at(NOW):
        g.reader = Reader(language, "UTC")
        for minutes, words in LEFT[language].items():
            assert until(NOW + timedelta(minutes=minutes)).endswith(f" — {words}")


def test_a_day_that_is_due_counts_days() -> None:
    with Flask(__name__).app_context(), clock.at(NOW):
        g.reader = Reader("ru", "UTC")
        today = NOW.date()
        assert until_day(today + timedelta(days=1)) == "до 24 ноября — остался 1 день"
        assert until_day(today + timedelta(days=3)) == "до 26 ноября — осталось 3 дня"
        assert until_day(today - timedelta(days=3)) == "срок был 20 ноября — опоздание 3 дня"


def test_a_period_without_an_end_says_only_since_when() -> None:
    with Flask(__name__).app_context(), clock.at(NOW):
        g.reader = Reader("ru", "UTC")
        assert period(date(2026, 5, 7), date(2026, 6, 12)) == "7 мая – 12 июня"
        assert period(date(2026, 5, 7), None) == "с 7 мая"


def test_what_is_far_away_is_said_in_months_and_years() -> None:
    with Flask(__name__).app_context(), clock.at(NOW):
        left = {}
        for language in ("ru", "en"):
            g.reader = Reader(language, "UTC")
            left[language] = [
                until_day(NOW.date() + timedelta(days=number)).partition(" — ")[2]
                for number in (60, 61, 180, 730, 731, 1096, 3650)
            ]
    assert left["ru"] == [
        "осталось 60 дней",
        "осталось около 2 месяцев",
        "осталось около 6 месяцев",
        "осталось около 24 месяцев",
        "осталось около 2 лет",
        "осталось около 3 лет",
        "осталось около 10 лет",
    ]
    assert left["en"][1::4] == ["about 2 months left", "about 3 years left"]


def test_a_length_is_said_in_the_largest_unit_that_loses_nothing() -> None:
    lengths = [(15, "minutes"), (1440, "minutes"), (1441, "minutes"), (4320, "minutes"), (21, "days"), (36, "months")]
    with Flask(__name__).app_context():
        g.reader = Reader("ru", "UTC")
        said_so = [said(*one) for one in lengths]
    assert said_so == ["15 минут", "24 часа", "1441 минута", "3 дня", "21 день", "36 месяцев"]


def test_a_baby_is_not_nought_years_old() -> None:
    with Flask(__name__).app_context(), clock.at(NOW):
        g.reader = Reader("ru", "UTC")
        assert [age(date(2026, 10, 1)), age(None, 0), age(None, 1), age(None, None)] == [
            "до года",
            "до года",
            "1 год",
            "",
        ]
