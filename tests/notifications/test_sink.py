"""The mails of a demo home, for anyone to see; and nowhere else."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from shared.contracts import cases
from tests.notifications.office import Office, senders
from tests.notifications.story import Story
from tests.support.bench import Bench
from tests.support.waiting import until

PAGE = "/notifications/mail"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "mail").mkdir()
    return tmp_path


@pytest.fixture
def demo(bench: Callable[..., Bench], home: Path) -> Iterator[Bench]:
    return bench("notifications", OPORA_DEMO="1", OPORA_HOME=str(home))


def keep(home: Path, name: str, subject: str, text: str) -> None:
    message = EmailMessage()
    message["To"] = "worker@ngo.example"
    message["Subject"] = subject
    message.set_content(text)
    (home / "mail" / name).write_bytes(b"X-Envelope-To: worker@ngo.example\r\n" + message.as_bytes())


def test_an_empty_sink_says_so(demo: Bench) -> None:
    assert "Писем пока нет." in demo.nobody.get(PAGE).text


def test_a_sink_that_does_not_exist_yet_is_empty(demo: Bench, home: Path) -> None:
    (home / "mail").rmdir()
    assert demo.nobody.get(PAGE).status == 200


def test_the_newest_mail_comes_first_and_can_be_opened(demo: Bench, home: Path) -> None:
    keep(home, "20261101T100000000001-a.eml", "Первое", "Здравствуйте")
    keep(home, "20261101T100000000002-b.eml", "Второе", "До встречи")
    page = demo.nobody.get(PAGE).text
    assert page.index("Второе") < page.index("Первое")
    assert f'href="{PAGE}/20261101T100000000002-b.eml"' in page
    one = demo.nobody.get(f"{PAGE}/20261101T100000000002-b.eml")
    assert one.status == 200
    assert "До встречи" in one.text
    assert "worker@ngo.example" in one.text


def test_what_a_mail_says_is_shown_and_never_run(demo: Bench, home: Path) -> None:
    keep(home, "1.eml", "<script>alert(1)</script>", '<img src=x onerror="alert(2)">')
    for path in (PAGE, f"{PAGE}/1.eml"):
        answer = demo.nobody.get(path)
        assert "<script" not in answer.text
        assert "<img" not in answer.text
        assert "&lt;script&gt;" in answer.text
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy


def test_links_into_this_stack_can_be_followed_and_no_others(demo: Bench, home: Path) -> None:
    ours = "http://127.0.0.1:8000/cases/api/v1/cases/1"
    keep(home, "1.eml", "Ссылки", f'{ours} http://elsewhere.example/ {ours}"><b>')
    page = demo.nobody.get(f"{PAGE}/1.eml").text
    assert page.count(f'<a href="{ours}') == 2
    assert 'href="http://elsewhere' not in page
    assert "<b>" not in page


@pytest.mark.parametrize("name", ["2.eml", "../secrets/jwks.json", "..%2Fsecrets%2Fjwks.json", "%2e%2e", "1.eml.new"])
def test_nothing_but_mails_is_shown(demo: Bench, home: Path, name: str) -> None:
    (home / "secrets").mkdir()
    (home / "secrets" / "jwks.json").write_text("{}")
    keep(home, "1.eml", "Одно", "письмо")
    assert demo.nobody.get(f"{PAGE}/{name}").status == 404


def test_a_mail_of_another_make_does_not_break_the_page(demo: Bench, home: Path) -> None:
    (home / "mail" / "1.eml").write_bytes(b"\xff\xfe not a mail")
    (home / "mail" / "2.eml").write_bytes(b"Subject: =?utf-8?b?broken\r\nContent-Type: text/html\r\n\r\n<h1>x</h1>")
    (home / "mail" / "3.eml").write_bytes(b"Content-Type: text/plain; charset=no-such\r\n\r\nx")
    assert demo.nobody.get(PAGE).status == 200
    for name in ("1.eml", "2.eml", "3.eml"):
        assert demo.nobody.get(f"{PAGE}/{name}").status == 200


def test_a_home_that_is_no_demo_shows_no_mail(bench: Callable[..., Bench], home: Path) -> None:
    keep(home, "1.eml", "Тайна", "письмо")
    real = bench("notifications", OPORA_HOME=str(home))
    for path in (PAGE, f"{PAGE}/1.eml"):
        assert real.nobody.get(path).status == 404


def test_a_mail_that_was_sent_can_be_read_there(bench: Callable[..., Bench], home: Path) -> None:
    with Office().open() as office:
        story = Story(bench("notifications", OPORA_DEMO="1", OPORA_HOME=str(home), SMTP_URL=office.url))
        story.happens(cases.DEADLINE_NEAR)
        with senders(story.bench):
            until(lambda: office.mails)
        (home / "mail" / "1.eml").write_bytes(office.mails[0].raw)
    page = story.bench.nobody.get(f"{PAGE}/1.eml").text
    assert "«Оценить потребности»" in page
    assert "Скоро срок" in page
