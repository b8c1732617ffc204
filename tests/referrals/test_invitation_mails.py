import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from services.referrals.background import send_links
from shared import clock
from tests.referrals.family import Region
from tests.referrals.guest import LINKS, Guest, invite, new_guest, post_mails, sent_referral, token_of
from tests.support.mailbox import Mailbox


def test_a_token_is_in_the_mail_and_nowhere_else(
    mailing: Region, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    invite(mailing)
    post_mails(mailing)
    token = token_of(mailbox.mails[0])
    Guest(mailing, token).send()
    assert token not in caplog.text
    with mailing.bench.session() as session:
        for table in mailing.bench.counts():
            rows = session.execute(text(f'select to_jsonb(t)::text from "{table}" t')).scalars()
            assert not any(token in row for row in rows), table


def test_mails_say_nothing_of_the_family_or_of_people_and_one_says_all_the_news(
    mailing: Region, mailbox: Mailbox
) -> None:
    guest = new_guest(mailing)
    id = sent_referral(mailing, guest.send().json["reference"])["id"]
    post_mails(mailing)
    assert mailbox.mails == [], "what the guest did is no news to them"
    mailing.act(id, "ask")
    guest.do("answer", {"answer": "После шести."})
    mailing.act(id, "decline", {"reason": "other", "note": "Щербаковы уехали"})
    post_mails(mailing)
    assert len(mailbox.mails) == 1, "two pieces of news are one mail"
    mail = mailbox.mails[0]
    whole = mail.as_string() + mail.get_content()
    assert not any(word in whole for word in ("Щербаков", "Ёлкина", "Школа", "decline", "шести", "Вера"))


def test_who_has_no_account_hears_once_when_nobody_answers_in_time(mailing: Region, mailbox: Mailbox) -> None:
    sent = new_guest(mailing).send().json
    overdue = datetime.fromisoformat(sent["answer_by"]) + timedelta(days=5)
    for day in range(3):
        mailing.bench.tick(overdue + timedelta(days=day))
        post_mails(mailing)
    assert len(mailbox.mails) == 1


def test_a_cancelled_invitation_is_not_mailed(mailing: Region, mailbox: Mailbox) -> None:
    id = invite(mailing)["id"]
    mailing.coordinator.api.post(f"{LINKS}/{id}/cancel", {})
    post_mails(mailing)
    assert mailbox.mails == []


def test_the_workers_loop_sends_invitations_and_stops_when_told(mailing: Region, mailbox: Mailbox) -> None:
    stop = threading.Event()
    loop = threading.Thread(target=send_links, args=(mailing.bench.sessions, mailing.bench.settings, stop))
    loop.start()
    invite(mailing)
    assert mailbox.arrived.wait(10)
    stop.set()
    loop.join(10)
    assert not loop.is_alive()


def test_links_and_counts_that_have_had_their_day_are_deleted(region: Region) -> None:
    guest = new_guest(region)
    guest.get()
    with region.bench.session() as session:
        session.execute(text("update invitation_links set expires_at = now() - interval '2 days'"))
        session.execute(text("update throttles set window_ends_at = now() - interval '2 days'"))
    region.bench.tick(clock.now())
    counts = region.bench.counts()
    assert (counts["invitation_links"], counts["throttles"], counts["invitations"]) == (0, 0, 1)
