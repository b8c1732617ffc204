"""When a message goes out, by its reader's wishes and the clock on their wall."""

from datetime import datetime, timedelta

import pytest

from services.notifications import hours, rules
from services.notifications.hours import Wishes
from services.notifications.table import ALWAYS_MAILED, AT_ONCE
from services.notifications.texts import TEXTS

NIGHT = ("22:00", "07:00")
NOW = datetime.fromisoformat("2026-03-10T20:30:00+00:00")  # 23:30 in Moscow, 02:30 in Omsk


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("moment", "zone", "quiet", "goes_out"),
    [
        ("2026-03-10T20:30:00+00:00", "Europe/Moscow", NIGHT, "2026-03-11T04:00:00+00:00"),
        ("2026-03-10T20:30:00+00:00", "Asia/Omsk", NIGHT, "2026-03-11T01:00:00+00:00"),
        ("2026-03-10T03:59:00+00:00", "Europe/Moscow", NIGHT, "2026-03-10T04:00:00+00:00"),
        ("2026-03-10T04:00:00+00:00", "Europe/Moscow", NIGHT, "2026-03-10T04:00:00+00:00"),
        ("2026-03-10T18:59:59+00:00", "Europe/Moscow", NIGHT, "2026-03-10T18:59:59+00:00"),
        ("2026-03-10T19:00:00+00:00", "Europe/Moscow", NIGHT, "2026-03-11T04:00:00+00:00"),
        ("2026-03-10T10:00:00+00:00", "Europe/Moscow", ("12:00", "14:00"), "2026-03-10T11:00:00+00:00"),
        ("2026-12-31T21:30:00+00:00", "Europe/Moscow", NIGHT, "2027-01-01T04:00:00+00:00"),
        # The night of 29 March 2026 has no 02:00 to 03:00 in Berlin, that of 25 October has it twice.
        ("2026-03-28T23:00:00+00:00", "Europe/Berlin", NIGHT, "2026-03-29T05:00:00+00:00"),
        ("2026-10-24T22:00:00+00:00", "Europe/Berlin", NIGHT, "2026-10-25T06:00:00+00:00"),
        ("2026-03-28T23:00:00+00:00", "Europe/Berlin", ("22:00", "02:30"), "2026-03-29T01:30:00+00:00"),
        ("2026-10-24T23:00:00+00:00", "Europe/Berlin", ("22:00", "02:30"), "2026-10-25T00:30:00+00:00"),
        ("2026-10-25T01:10:00+00:00", "Europe/Berlin", ("22:00", "02:30"), "2026-10-25T01:30:00+00:00"),
        # That of 28 March 2026 goes from 23:00 to midnight at once in Nuuk.
        ("2026-03-28T21:00:00+00:00", "America/Nuuk", ("12:00", "23:40"), "2026-03-29T01:40:00+00:00"),
    ],
)
def test_what_comes_in_quiet_hours_goes_out_at_their_end(
    moment: str, zone: str, quiet: tuple[str, str], goes_out: str
) -> None:
    assert hours.due("deadline_near", "email", at(moment), Wishes(zone, quiet), 0) == at(goes_out)


@pytest.mark.parametrize("type_", sorted(AT_ONCE))
@pytest.mark.parametrize("channel", ["email", "messenger"])
def test_what_is_urgent_passes_quiet_hours_the_daily_mail_and_gathering(type_: str, channel: str) -> None:
    wishes = Wishes("Europe/Moscow", ("00:00", "23:59"), "23:59", timedelta(hours=2))
    assert hours.due(type_, channel, NOW, wishes, recent=100) == NOW
    assert not hours.in_digest(type_, channel, wishes)


def test_urgent_is_all_that_cannot_be_switched_off_and_when_a_family_waits_in_danger() -> None:
    of_referrals = {"referral_duty_called", "referral_unanswered", "duty_handed_over"}
    assert ALWAYS_MAILED | of_referrals == AT_ONCE
    assert {name for name in TEXTS if name.startswith("concern_")} - AT_ONCE == {"concern_acknowledged"}


def test_the_daily_mail_comes_at_its_hour_and_messages_do_not_wait_for_it() -> None:
    wishes = Wishes("Europe/Moscow", digest_at="09:00")
    assert hours.due("deadline_near", "email", NOW, wishes, 0) == at("2026-03-11T06:00:00+00:00")
    assert hours.due("deadline_near", "messenger", NOW, wishes, 0) == NOW
    nine = at("2026-03-11T06:00:00+00:00")
    assert hours.due("deadline_near", "email", nine, wishes, 0) == nine + timedelta(days=1)


def test_the_first_three_of_a_matter_go_out_at_once_and_then_they_gather() -> None:
    wishes = Wishes("Europe/Moscow", gather=timedelta(minutes=10))
    waits = [hours.due("deadline_near", "email", NOW, wishes, recent) - NOW for recent in range(5)]
    assert waits == [timedelta()] * 3 + [timedelta(minutes=10)] * 2


def test_what_was_gathered_into_quiet_hours_waits_for_their_end() -> None:
    wishes = Wishes("Europe/Moscow", NIGHT, gather=timedelta(minutes=10))
    assert hours.due("deadline_near", "email", at("2026-03-10T18:55:00+00:00"), wishes, 3) == at(
        "2026-03-11T04:00:00+00:00"
    )


def test_tries_come_twice_as_far_apart_each_time_up_to_an_hour() -> None:
    waits = [(rules.next_try(attempts, NOW) - NOW).total_seconds() for attempts in (1, 2, 3, 12, 13, 10_000)]
    assert waits == [1, 2, 4, 2048, 3600, 3600]


@pytest.mark.parametrize(("times", "minutes"), [(1, 1), (2, 2), (4, 8), (5, 15), (1000, 15)])
def test_who_keeps_us_waiting_rests_longer_each_time(times: int, minutes: int) -> None:
    assert rules.rest(times) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("after", "within"),
    [(rules.MAIL_GIVEN_UP_AFTER, timedelta(days=5)), (rules.MESSAGE_GIVEN_UP_AFTER, timedelta(days=1))],
)
def test_a_message_is_given_up_after_its_time(after: timedelta, within: timedelta) -> None:
    assert not rules.given_up(NOW, NOW + within, after)
    assert rules.given_up(NOW, NOW + within + timedelta(seconds=1), after)
