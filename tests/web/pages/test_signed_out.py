"""A sign-in that ran out, at the pages of any service: everybody is sent to identity, and a form goes along."""

from io import BytesIO

from shared.directory.model import KnownPerson
from shared.ids import uuid7
from tests.support.pages import FROM_US
from tests.web.pages.notes import NEW, Desk


def test_a_page_is_asked_for_again_with_a_new_token(desk: Desk) -> None:
    answer = desk.browser(minutes=-1).client.get(f"{NEW}?language=en", headers=FROM_US)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/identity/renew?back=/alpha/notes/new%3Flanguage%3Den"


def test_a_form_is_sent_on_whole_to_where_the_token_is_renewed(desk: Desk) -> None:
    answer = desk.browser(minutes=-1).client.post(NEW, data={"words": "слова"}, headers=FROM_US)
    assert (answer.status_code, answer.headers["Location"]) == (307, f"/identity/renew?back={NEW}")
    assert desk.site.count() == 0


def test_where_the_token_holds_and_yet_nobody_is_signed_in_only_signing_in_helps(desk: Desk) -> None:
    """Else who is refused would be sent to and fro for ever."""
    gone, zone = uuid7(), "Europe/Moscow"
    with desk.site.sessions.begin() as session:
        session.add(KnownPerson(id=gone, sequence=1, roles=[], language="ru", time_zone=zone, active=False))
    answer = desk.browser(gone).client.post(NEW, data={"words": "слова"}, headers=FROM_US)
    assert (answer.status_code, answer.headers["Location"]) == (307, f"/identity/renew?back={NEW}&anew=1")


def test_a_form_with_a_file_is_sent_on_too(desk: Desk) -> None:
    sent = {"words": "слова", "file": (BytesIO(b"%PDF-"), "a.pdf")}
    client = desk.browser(minutes=-1).client
    answer = client.post(NEW, data=sent, headers=FROM_US, content_type="multipart/form-data")
    assert (answer.status_code, answer.headers["Location"]) == (307, f"/identity/renew?back={NEW}")


def test_who_is_signed_out_may_read_what_is_for_anyone(desk: Desk) -> None:
    assert desk.nobody.get("/alpha/notes/open").status == 200
