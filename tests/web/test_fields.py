"""What the fields of request bodies take, and with which code they refuse."""

from typing import Any

import pytest
from marshmallow import ValidationError

from shared.web.fields import ClockTime, Email, Name, Text


def refusal(field: Any, value: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        field.deserialize(value)
    return str(refused.value.messages[0])  # type: ignore[index]


@pytest.mark.parametrize(
    "name",
    [
        "Ёлкина", "Римская-Корсакова", "О'Коннор", "О`Коннор", "О’Коннор", "Ибн ‘Али", "Ю", "Иванова (Петрова)",
        "Мюллер\u2011Шмидт", "Анна\u00a0Мария", "Nguyễn", "Ọlá́", "सीता", "Али оглы", "Д.",
    ],
)  # fmt: skip
def test_a_name_is_taken_as_people_have_them(name: str) -> None:
    assert Name().deserialize(f" {name} ") == name


@pytest.mark.parametrize("name", ["007", "Анна2", "Щерб😀ва", "<b>", "-", "...", "a@b", "Анна, Мария", "Анна_"])
def test_what_nobody_is_called_is_no_name(name: str) -> None:
    assert refusal(Name(), name) == "not_a_name"


def test_only_a_name_that_may_be_null_may_be_blank() -> None:
    assert Name(allow_none=True).deserialize("  ") is None
    assert refusal(Name(), "  ") == refusal(Name(required=True), "") == "required"
    assert refusal(Name(), "А" * 101) == "too_long"


def test_a_time_of_day_is_written_in_ascii_digits() -> None:
    assert [ClockTime().deserialize(time) for time in ("00:00", " 09:30 ", "23:59")] == ["00:00", "09:30", "23:59"]
    for time in ("24:00", "9:30", "09:60", "1٣:00", "०९:३०", "09:30\n1", "0930"):
        assert refusal(ClockTime(), time) in ("invalid_time", "too_long", "control_character"), time


@pytest.mark.parametrize(
    "address", ["anna@opora.example", "o'neil+1@a-b.example", "анна@почта.рф", "a@xn--80a1acny.xn--p1ai"]
)
def test_an_address_that_a_mail_can_be_sent_to_is_taken(address: str) -> None:
    assert Email().deserialize(f" {address.upper()}") == address


@pytest.mark.parametrize(
    "address",
    [
        "нет", "@b.example", "anna@", "anna@opora", "anna@@opora.example", "a..b@opora.example", ".a@opora.example",
        "anna@opora..example", "anna@-opora.example", "anna@opora_x.example", "anna@opora.example.", "anna@[127.0.0.1]",
        "anna b@opora.example", "anna@opora .example", "<anna@opora.example>", "a@b.example,c@d.example",
        '"anna"@opora.example', "anna@" + "x" * 64 + ".example", "anna@opora.exam:25", "a\u2028b@opora.example",
    ],
)  # fmt: skip
def test_an_address_that_no_mail_can_be_sent_to_is_refused(address: str) -> None:
    assert refusal(Email(), address) == "invalid_email"


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_text_that_would_show_other_words_than_are_written_is_refused(sign: str) -> None:
    for field in (Text(lines=True), Name(), Email(), ClockTime()):
        assert refusal(field, f"анна{sign}б") == "hidden_character"


@pytest.mark.parametrize("sign", ["\u00ad", "\u061c", "\u200b", "\u200e", "\u200f", "\u2060", "\ufeff"])
def test_what_nobody_sees_is_left_out(sign: str) -> None:
    assert Text(lines=True).deserialize(f"{sign}Мать{sign}\n одна ") == "Мать\n одна"
    assert Name().deserialize(f" {sign} Ан{sign}на") == "Анна"
    assert Email().deserialize(f"anna{sign}@opora.example") == "anna@opora.example"


@pytest.mark.parametrize("text", ["\u200b", " \u200d\ufeff ", "\u200c"])
def test_a_text_in_which_nothing_is_seen_is_blank(text: str) -> None:
    assert refusal(Text(required=True), text) == "required"
    assert Text(allow_none=True).deserialize(text) is None


@pytest.mark.parametrize("text", ["Были 👨\u200d👩\u200d👧 и 🏳️\u200d🌈", "می\u200cخواهم", "क्\u200dष"])
def test_joiners_within_an_emoji_or_a_word_stay(text: str) -> None:
    assert Text().deserialize(text) == text


def test_a_name_holds_the_non_joiner_of_its_own_alphabet_alone() -> None:
    assert Name().deserialize("علی\u200cرضا") == "علی\u200cرضا"
    assert refusal(Name(), "Ан\u200cна") == refusal(Name(), "Ан\u200dна") == "not_a_name"
