"""Everything that pages say is there in Russian, too, and holds the same values."""

import re
from pathlib import Path

import pytest

from shared.web.pages.translating import merged, missing, rooms, said, translated, written

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
