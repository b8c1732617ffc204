"""Wordings: plain, in both languages, with the same places."""

import re
from string import Formatter

import pytest

from services.notifications.table import ROWS
from services.notifications.texts import TEXTS, Words, chosen, worded
from services.notifications.texts.wording import Wording
from shared.codes import BY_NAME

# Of an office's language, and of blame: words with which nobody would speak to a neighbour.
STIFF = re.compile(
    r"данн(ый|ая|ое|ого|ой)|осуществ|в целях|надлежащ|уведомля|вышеуказ|в соответствии|просрочен|не выполнен|нарушен"
    r"|hereby|overdue|failed to|you must",
    re.IGNORECASE,
)

# What an event says only at times, of the texts that are told only then.
OPTIONAL = {"cases_carried_over": {"carried_over": 12}}

every_text = pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS.keys())


def places(text: str) -> set[tuple[str, str | None]]:
    return {(name, show) for _, name, show, _ in Formatter().parse(text) if name}


@every_text
def test_a_text_is_there_in_both_languages(words: Words) -> None:
    russian, english = " ".join(words.ru), " ".join(words.en)
    assert re.search("[а-яё]", russian)
    assert not re.search("[а-яёА-ЯЁ]", english)
    assert places(words.ru.text) == places(words.en.text)
    assert not places(words.ru.title) | places(words.en.title)


@every_text
def test_a_text_is_plain_and_blames_nobody(words: Words) -> None:
    assert not STIFF.search(" ".join((*words.ru, *words.en)))


def test_the_end_of_a_pairing_is_told_without_saying_who_wished_it() -> None:
    words = TEXTS["support_ended"]
    assert not re.search("решил|decided", " ".join((*words.ru, *words.en)))


@every_text
def test_each_place_says_how_it_is_shown(words: Words) -> None:
    for name, show in words.places().items():
        assert show in {"day", "moment", "number"} | BY_NAME.keys(), name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.event.name} {row.text}")
def test_an_event_has_all_that_its_text_has_places_for(row) -> None:  # type: ignore[no-untyped-def]
    facts = row.event.load(row.event.example) | OPTIONAL.get(row.text, {})
    values = chosen(TEXTS[row.text], facts)
    for language in ("ru", "en"):
        assert "{" not in worded(TEXTS[row.text], values, language, "Europe/Moscow").text


def test_a_moment_is_shown_in_the_readers_time_zone() -> None:
    words = Words(Wording("", "{until:moment}"), Wording("", "{until:moment}"))
    values = {"until": "2026-11-15T21:30:00+00:00"}
    assert worded(words, values, "ru", "Europe/Moscow").text == "16.11.2026 00:30"
    assert worded(words, values, "en", "Asia/Omsk").text == "16.11.2026 03:30"


def test_a_code_that_is_not_known_yet_is_shown_as_it_is() -> None:
    words = Words(Wording("", "{kind:deadline_kinds}"), Wording("", "{kind:deadline_kinds}"))
    assert worded(words, {"kind": "brand_new"}, "ru", "Europe/Moscow").text == "brand_new"


def test_a_time_that_stands_still_is_a_dash() -> None:
    words = Words(Wording("", "{until:moment}"), Wording("", "{until:moment}"))
    assert worded(words, chosen(words, {"until": None}), "ru", "Europe/Moscow").text == "—"
