"""A demo home's business time, which an operator moves forward: how far it is ahead of system time.

It stands in each service's own database. Whoever works there asks for it as a transaction begins, and shares a lock
until the transaction ends; whoever moves it has that lock of all services alone. So no transaction sees two times, and
none that began before a move commits after it. See docs/adr/0013.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session, SessionTransaction, sessionmaker

from shared import clock
from shared.database import connect_plain

LOCK = 7_010
"""Also written out in the migration's function."""

QUIET_WITHIN_S = 1.0
"""For no longer are services held up while another one is not to be had."""

PATIENCE_S = 60.0
PAUSE_S = 0.005

_READ = "select business_time_ahead()"


class Busy(Exception):
    """One of the services was never between two transactions."""


def follow(sessions: "sessionmaker[Session]") -> None:
    """Let these sessions' transactions go by it, from their beginning."""
    event.listen(sessions.kw["bind"], "begin", _read)
    event.listen(sessions, "after_transaction_create", _begin_now)


def follow_on(database: Connection | Engine) -> None:
    """The same for who works on a connection of its own, from a transaction's first statement on."""
    event.listen(database, "begin", _read)


def _begin_now(session: Session, transaction: SessionTransaction) -> None:
    """Otherwise the database would hear of it with the first statement, in which a time may stand already."""
    if transaction.parent is None:
        session.connection()


def _read(connection: Connection) -> None:
    if not clock.stands():
        clock.run_ahead(connection.exec_driver_sql(_READ).scalar_one())


class Clocks:
    """The rows of all services, for who shows and moves them."""

    def __init__(self, connections: Iterable["psycopg.Connection[tuple[timedelta]]"]) -> None:
        self._all = list(connections)

    def ahead(self) -> timedelta:
        """The farthest: a move that was cut short has reached some services only, and there is no way back."""
        rows = [one.execute("select ahead from business_clock").fetchone() for one in self._all]
        return max(row[0] for row in rows if row)

    def set(self, ahead: timedelta) -> None:
        """For all services between two transactions. Raises Busy."""
        until = time.monotonic() + PATIENCE_S
        while not self._set_now(ahead):
            if time.monotonic() > until:
                raise Busy
            time.sleep(PAUSE_S)

    def _set_now(self, ahead: timedelta) -> bool:
        """Whether nobody was at work for a moment; otherwise nothing is changed. Who begins meanwhile waits for it.

        It asks for the lock instead of queueing for it: behind a queue, who needs a second transaction to end the
        first would wait for ever.
        """
        until = time.monotonic() + QUIET_WITHIN_S
        with ExitStack() as transactions:
            for one in self._all:
                transactions.enter_context(one.transaction())
                while not _is_ours(one):
                    if time.monotonic() > until:
                        return False
                    time.sleep(PAUSE_S)
            for one in self._all:
                one.execute("update business_clock set ahead = greatest(ahead, %s)", [ahead])
        return True


def _is_ours(connection: "psycopg.Connection[tuple[timedelta]]") -> bool:
    row = connection.execute("select pg_try_advisory_xact_lock(%s)", [LOCK]).fetchone()
    return bool(row and row[0])


@contextmanager
def clocks(urls: Iterable[str]) -> Iterator[Clocks]:
    """`urls`: of the services' databases."""
    with ExitStack() as opened:
        yield Clocks([opened.enter_context(connect_plain(url, "opora-clock")) for url in urls])
