"""What no browser sends, at the pages of any service: it is told in few words, changes nothing, and no log has it."""

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest

from shared.ids import uuid7
from tests.support.pages import FROM_US, Browser
from tests.web.pages.notes import NEW, Desk

FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
PART = b'--b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
TYPED = "Ёлкина"
STRANGE: dict[str, tuple[bytes, str | None, int]] = {
    "nothing": (b"", None, 422),
    "json": (b'{"words": "x"}', "application/json", 422),
    "text": (b"words=x", "text/plain", 422),
    "another charset": ("words=Ёлкина".encode("koi8-r"), f"{FORM}; charset=koi8-r", 422),
    "no text": (b"words=a%00b", FORM, 422),
    "a hundred thousand fields": ("&".join(f"{TYPED}{n}=1" for n in range(100_000)).encode(), FORM, 413),
    "five thousand parts": (b"".join(PART % (b"a%d" % n, b"x") for n in range(5_000)) + b"--b--\r\n", PARTS, 413),
    "parts without a boundary": (PART % (b"words", b"x"), "multipart/form-data", 422),
    "parts that do not end": (b'--b\r\nContent-Disposition: form-data; name="words"\r\n\r\nx', PARTS, 422),
    "somebody who is nobody": (b"words=x&_by=%00", FORM, 409),
}


@pytest.mark.parametrize("name", STRANGE)
def test_strange_forms_and_buttons_are_refused(desk: Desk, name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    body, kind, status = STRANGE[name]
    person = uuid7()
    note = desk.note(person)
    for path in (NEW, f"/alpha/notes/{note}", f"/alpha/notes/{note}/rename"):
        answer = desk.browser(person).client.post(path, data=body, content_type=kind, headers=FROM_US)
        assert (answer.status_code, answer.mimetype) == (status, "text/html")
        assert len(answer.data) < 10_000
    assert (desk.words_of(note), desk.site.count()) == ("слова", 1)
    assert TYPED not in caplog.text


@pytest.mark.parametrize("key", ["", "k k", "ё", "k" * 5_000, "a\nb"])
def test_a_key_that_is_none_counts_for_nothing(desk: Desk, key: str) -> None:
    sent = {"words": "слова", "_key": key}
    assert desk.browser().client.post(NEW, data=sent, headers=FROM_US).status_code == 303
    assert desk.site.count() == 1


def test_a_form_in_parts_is_read_as_any_other(desk: Desk) -> None:
    body = PART % (b"words", "слова".encode()) + b"--b--\r\n"
    assert desk.browser().client.post(NEW, data=body, content_type=PARTS, headers=FROM_US).status_code == 303
    assert desk.site.count() == 1


def test_eight_sendings_at_once_of_one_form_have_one_effect(desk: Desk) -> None:
    person = uuid7()
    note, token = desk.note(person, ""), desk.browser(person).token

    def sent(_number: int) -> int:
        client = Browser(desk.site.app.test_client(), token).client
        values = {"words": "раз", "_key": "k"}
        return client.post(f"/alpha/notes/{note}/rename", data=values, headers=FROM_US).status_code

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(sent, range(8))) == [303] * 8
    assert desk.words_of(note) == "раз"
