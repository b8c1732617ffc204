import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.reference import is_reference, new_reference
from shared.search import fold, query_terms, terms

SPELLINGS = [
    ("Щербакова", "Scherbakova", "Shcherbakova", "щербакова"),
    ("Жёлтый", "Желтый", "Zheltyi"),
    ("Юлия", "Yulia", "Iuliia", "Julia"),
    ("Ксения", "Xenia", "Kseniya"),
    ("Хрущёв", "Khrushchev", "Хрущев"),
    ("Яковлев", "Yakovlev", "Iakovlev"),
]


@pytest.mark.parametrize("spellings", SPELLINGS)
def test_a_name_is_found_however_it_is_written(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


def test_a_phone_is_found_with_and_without_its_country_code() -> None:
    (kept,) = terms([], phones=["+79005550142"])
    for typed in ("+7 (900) 555-01-42", "8 900 555 01 42", "900 555 01 42"):
        assert query_terms(typed) == [kept]


def test_a_reference_and_a_name_can_stand_in_one_query() -> None:
    assert query_terms("482-109-379 Ива") == ["482109379", "iva"]


def test_nothing_to_look_for_is_nothing() -> None:
    assert query_terms(" -- ") == []


@given(st.integers(0, 8), st.integers(0, 9))
def test_a_reference_catches_a_mistyped_digit(place: int, digit: int) -> None:
    digits = list(new_reference().replace("-", ""))
    right = digits[place] == str(digit)
    digits[place] = str(digit)
    assert is_reference("".join(digits)) == right


@given(st.integers(0, 7))
def test_a_reference_catches_swapped_neighbours(place: int) -> None:
    digits = list(new_reference().replace("-", ""))
    same = digits[place] == digits[place + 1]
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    assert is_reference("".join(digits)) == same
