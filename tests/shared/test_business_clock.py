"""A demo home's business time: every transaction goes by it from its beginning, all change at once, never back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from shared import business_clock, clock
from shared.config import Settings
from shared.database import sessions_of
from shared.service import Timer
from shared.worker import run_timer
from stack.time.move import Refused, target
from tests.support.server import Server

AHEAD = timedelta(days=200, hours=3)
NEAR = timedelta(minutes=1)


@pytest.fixture
def settings(server: Server) -> Iterator[Settings]:
    made = server.settings("cases", OPORA_DEMO="1")
    yield made
    clock.run_ahead(timedelta(0))
    server.drop_database(made.database_url)


def following(settings: Settings) -> "sessionmaker[Session]":
    sessions = sessions_of(settings)
    business_clock.follow(sessions)
    return sessions


def test_a_timer_goes_by_it_before_its_first_statement_and_it_never_goes_back(settings: Settings) -> None:
    seen: list[datetime] = []

    def look(session: Session) -> int:
        seen.append(clock.now())
        return 0

    sessions = following(settings)
    with business_clock.clocks([settings.database_url]) as clocks:
        run_timer(Timer("looks", NEAR, look), sessions)
        clocks.set(AHEAD)
        clocks.set(timedelta(0))
        assert clocks.ahead() == AHEAD
    run_timer(Timer("looks", NEAR, look), sessions)
    assert seen[0] - clock.system() < NEAR
    assert AHEAD - NEAR < seen[1] - clock.system() < AHEAD + NEAR


def test_it_is_not_moved_under_a_transaction_and_holds_up_nobody_who_needs_a_second_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(business_clock, "PATIENCE_S", 0.0)
    monkeypatch.setattr(business_clock, "QUIET_WITHIN_S", 0.05)
    sessions = following(settings)
    with business_clock.clocks([settings.database_url]) as clocks:
        with sessions.begin(), sessions.begin():
            with pytest.raises(business_clock.Busy):
                clocks.set(AHEAD)
            assert clocks.ahead() == timedelta(0)
        clocks.set(AHEAD)
        assert clocks.ahead() == AHEAD


PRESENT = datetime(2027, 8, 31, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("+36hours", datetime(2027, 9, 1, 21, 30, tzinfo=UTC)),
        ("+1day", datetime(2027, 9, 1, 9, 30, tzinfo=UTC)),
        ("+2weeks", datetime(2027, 9, 14, 9, 30, tzinfo=UTC)),
        ("+6months", datetime(2028, 2, 29, 9, 30, tzinfo=UTC)),
        ("+3 days", datetime(2027, 9, 3, 9, 30, tzinfo=UTC)),
        ("+1year", datetime(2028, 8, 31, 9, 30, tzinfo=UTC)),
        ("to 2028-05-01", datetime(2028, 5, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_time_goes_forward_as_it_is_said(said: str, moment: datetime) -> None:
    assert target(said.split(), PRESENT, PRESENT) == moment


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("-3days", "never goes back"),
        ("+0days", "never goes back"),
        ("to 2027-08-31", "never goes back"),
        ("to завтра", "is no date"),
        ("+3", "is not understood"),
        ("+6moons", "is not understood"),
        ("+9999years", "ten years"),
        ("+9999months", "ten years"),
        ("to 9999-12-31", "ten years"),
    ],
)
def test_time_does_not_go_elsewhere(said: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        target(said.split(), PRESENT, PRESENT)
