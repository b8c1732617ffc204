"""Everything that pages say is there in Russian, too, and holds the same values."""

import re
from pathlib import Path

import pytest

from shared.problems import Conflict
from shared.web.pages.translating import below, merged, missing, refusals, rooms, said, translated, written

VALUES = re.compile(r"%\(\w+\)s|%\{\w+\}")


@pytest.mark.parametrize("room", rooms(), ids=str)
def test_every_text_of_the_pages_has_a_russian_one(room: Path) -> None:
    assert missing(room) == []
    words = {(message.id, message.context) for message in said(room)}
    assert {(message.id, message.context) for message in translated(room)} == words, "run shared.web.pages.translating"


@pytest.mark.parametrize("room", rooms(), ids=str)
def test_a_translation_has_the_values_of_its_text(room: Path) -> None:
    for message in merged(room):
        if isinstance(message.id, tuple):
            wanted = set(VALUES.findall(message.id[1]))
            assert all(set(VALUES.findall(form)) == wanted for form in message.string), message.id
        elif message.id:
            assert set(VALUES.findall(str(message.string))) == set(VALUES.findall(message.id)), message.id


@pytest.mark.parametrize("room", rooms(), ids=str)
def test_a_catalogue_is_written_in_one_way(room: Path) -> None:
    assert (room / "ru.po").read_bytes() == written(merged(room))


def test_where_the_frame_says_a_text_services_say_it_in_the_same_words() -> None:
    """A service's own words hold first in its app: another Russian text there would also change the frame around it."""
    frame, *services = ({(one.id, one.context): one.string for one in merged(room) if one.id} for room in rooms())
    for words in services:
        assert {key: words[key] for key in words.keys() & frame} == {key: frame[key] for key in words.keys() & frame}


@pytest.mark.parametrize("room", rooms(), ids=str)
def test_no_refusal_puts_its_sentence_together(room: Path) -> None:
    """Such a one is in no catalogue: pages could only say that something changed."""
    kinds = [name for name in refusals() if name != "N_"]
    assert {Conflict.__name__, "AlreadyAsked"} <= set(kinds)
    together = re.compile(rf"\b(?:{'|'.join(kinds)})\(\s*f[\"']")
    assert [file.name for file in below(room) if together.search(file.read_text())] == []


@pytest.mark.parametrize("room", rooms(), ids=str)
def test_the_name_of_an_organisation_stands_without_quotes_around_it(room: Path) -> None:
    """In Russian it brings its own: «Тёплый дом»."""
    quoted = re.compile(r"«%\((name|receiver|sender|organisation)\)s")
    assert [str(one.id) for one in translated(room) if quoted.search(str(one.string))] == []
