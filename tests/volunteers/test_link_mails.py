"""The mail that brings a proposal's link: the token is in it and nowhere else."""

import re
import threading
from collections.abc import Callable
from contextlib import closing

import pytest
from sqlalchemy import text

from services.volunteers.background import send_links, send_next
from shared.mail import Post
from tests.support.bench import Bench
from tests.support.mailbox import Mailbox
from tests.volunteers.test_links import Holder
from tests.volunteers.town import Town


@pytest.fixture
def mailing(bench: Callable[..., Bench], mailbox: Mailbox) -> Town:
    return Town(bench("volunteers", SMTP_URL=mailbox.url, OPORA_ADDRESS="https://opora.example"))


def post_mails(town: Town) -> None:
    with closing(Post(town.bench.settings.smtp_url)) as post:
        while send_next(town.bench.sessions, town.bench.settings, post):
            pass


def test_the_mail_brings_the_link_and_says_nothing_of_anybody(
    mailing: Town, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
):
    caplog.set_level("DEBUG")
    someone = mailing.ready()
    proposal = mailing.proposal(mailing.wish(), someone)
    post_mails(mailing)
    (mail,) = mailbox.mails
    (token,) = re.findall(r"https://opora\.example/volunteers/proposals/(\S+)", mail.get_content())
    assert mail["To"] == f"{someone.person.id}@example.org"
    assert mail["Message-ID"].startswith(f"<{proposal}.link@")
    whole = mail.as_string() + mail.get_content()
    assert not any(word in whole for word in ("Соколова", "Мама", "lesnoy", "482-109-379"))
    assert Holder(mailing, token).press(do="accept").status_code == 303
    assert token not in caplog.text
    with mailing.bench.session() as session:
        for table in mailing.bench.counts():
            rows = session.execute(text(f'select to_jsonb(t)::text from "{table}" t')).scalars()
            assert not any(token in row for row in rows), table


def test_nobody_gets_a_mail_who_is_not_asked_any_more(mailing: Town, mailbox: Mailbox):
    someone, wish = mailing.ready(), mailing.wish()
    mailing.proposal(wish, someone)
    mailing.withdrawn(wish)
    post_mails(mailing)
    assert (mailbox.mails, mailing.bench.counts()["proposal_mails"]) == ([], 0)


def test_the_workers_loop_sends_mails_and_stops_when_told(mailing: Town, mailbox: Mailbox):
    stop = threading.Event()
    loop = threading.Thread(target=send_links, args=(mailing.bench.sessions, mailing.bench.settings, stop))
    loop.start()
    mailing.proposal(mailing.wish(), mailing.ready())
    assert mailbox.arrived.wait(10)
    stop.set()
    loop.join(10)
    assert not loop.is_alive()
