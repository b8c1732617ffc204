"""Days, ages and names as a form says them."""

from datetime import date

import pytest

from shared.forms.household import Relative
from shared.forms.russian import age_text, day_text, full_name


def test_a_day_is_said_in_words() -> None:
    assert day_text(date(2026, 11, 12)).replace("\u00a0", " ") == "12 ноября 2026 г."
    assert day_text(date(2024, 2, 29)).replace("\u00a0", " ") == "29 февраля 2024 г."
    assert day_text(None) == ""


@pytest.mark.parametrize(
    ("years", "said"),
    [(0, "до года"), (1, "1 год"), (2, "2 года"), (5, "5 лет"), (11, "11 лет"), (12, "12 лет"), (21, "21 год"),
     (22, "22 года"), (111, "111 лет"), (None, "")],
)  # fmt: skip
def test_an_age_agrees_with_its_number(years: int | None, said: str) -> None:
    assert age_text(years).replace("\u00a0", " ") == said


def test_a_surname_that_nobody_told_is_a_blank() -> None:
    assert full_name(None, "Анна") == "________ Анна"
    assert full_name("Щербакова", "Алёна", "Олеговна") == "Щербакова Алёна Олеговна"
    assert full_name(None, None) == ""


def test_a_date_of_birth_is_said_before_an_age() -> None:
    assert Relative("child", "А", "Б", None, date(2016, 5, 9), 10).born.startswith("9\u00a0мая")
    assert Relative("child", "А", "Б", None, None, 4).born == "4\u00a0года"
