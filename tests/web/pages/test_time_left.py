"""What is due is said with a verb that goes with its number and unit."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, g

from shared import clock
from shared.web.pages.dates import until, until_day
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
