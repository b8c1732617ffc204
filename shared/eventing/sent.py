"""What of the outbox is sent: a floor, below which all is, and the ids sent above it.

Ids become visible out of order: a transaction that took a low id may commit after one that took a high id. So the
floor rises only to the sequence's last value read *before* every transaction then writing to the outbox has ended,
and after one more read has seen what those left behind.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import psycopg

ROW = "id, event_id, type, subject, sequence, correlation, causation, traceparent, snapshot, created_at, data"
RAISE_EVERY_S = 1.0

_WRITERS = """
    select virtualtransaction from pg_locks
    where locktype = 'relation' and relation = 'outbox'::regclass and mode = 'RowExclusiveLock'
      and database = (select oid from pg_database where datname = current_database())
"""


@dataclass
class Fence:
    """`last` may become the floor once none of `writers` holds its lock any more and one more read is done."""

    last: int
    writers: set[str]
    passed: bool = False
    read: bool = False


@dataclass
class Sent:
    """The relay's marks, kept in the database; `connection` is in autocommit."""

    connection: psycopg.Connection[Any]
    floor: int
    above: set[int]
    resend_until: int | None
    resend_cursor: int
    cursor: int
    gaps: set[int] = field(default_factory=set)
    fence: Fence | None = None
    looked_at: float = 0.0

    @classmethod
    def load(cls, connection: psycopg.Connection[Any]) -> "Sent":
        connection.execute("set synchronous_commit = off")  # a lost mark only sends again
        row = connection.execute("select floor, resend_until, resend_cursor from outbox_floor").fetchone()
        assert row is not None
        marks = connection.execute("select unnest(ids) from outbox_sent").fetchall()
        return cls(connection, row[0], {id_ for (id_,) in marks}, row[1], row[2], cursor=row[0])

    def unread(self, limit: int) -> list[tuple[Any, ...]]:
        """Rows not read before, in id order: those behind the cursor and those that filled a gap."""
        rows = self.connection.execute(
            f"select {ROW} from outbox where id > %s or id = any(%s) order by id limit %s",  # noqa: S608
            [self.cursor, list(self.gaps), limit],
        ).fetchall()
        seen = {row[0] for row in rows}
        self.gaps -= seen
        highest = max(seen, default=0)
        if highest > self.cursor:
            self.gaps.update(set(range(self.cursor + 1, highest)) - seen - self.above)
            self.cursor = highest
        if self.fence and self.fence.passed and len(rows) < limit:
            self.fence.read = True
        return [row for row in rows if row[0] not in self.above]

    def mark(self, ids: Iterable[int]) -> None:
        """These are acknowledged: one small row for the batch."""
        batch = list(ids)
        if batch:
            self.above.update(batch)
            self.connection.execute("insert into outbox_sent (highest, ids) values (%s, %s)", [max(batch), batch])

    def raise_floor(self, lowest_open: int | None) -> None:
        """Look, at most once a second, whether the floor can rise; `lowest_open` is the lowest id not acknowledged."""
        if time.monotonic() - self.looked_at < RAISE_EVERY_S:
            return
        self.looked_at = time.monotonic()
        if self.fence is None:
            self._set_fence()
        elif not self.fence.passed:
            self.fence.passed = not (self.fence.writers & self._writers())
        elif self.fence.read and (lowest_open is None or lowest_open > self.fence.last):
            self._settle(self.fence.last)

    def meet_log(self, topic: str, identity: str) -> None:
        """Compare the log with the one we knew. Another one: all that was sent is to be sent again."""
        known = self.connection.execute(
            "select identity from known_logs where role = 'relay' and topic = %s", [topic]
        ).fetchone()
        if known == (identity,):
            return
        with self.connection.transaction():
            if known is not None:
                self.start_again()
            self.connection.execute(
                "insert into known_logs values ('relay', %s, %s)"
                " on conflict (role, topic) do update set identity = excluded.identity",
                [topic, identity],
            )

    def start_again(self) -> None:
        """Send all that is retained again, beside what is new."""
        (until,) = self.connection.execute(
            "update outbox_floor set resend_cursor = 0, resend_until = (select max(id) from outbox)"
            " returning resend_until"
        ).fetchone() or (None,)
        self.resend_until, self.resend_cursor = until, 0

    def load_resend(self) -> None:
        """Another process (`opora replay`) may have ordered to send again."""
        row = self.connection.execute("select resend_until, resend_cursor from outbox_floor").fetchone()
        assert row
        self.resend_until, self.resend_cursor = row

    def older(self, limit: int) -> list[tuple[Any, ...]]:
        """The next rows to be sent again, in id order."""
        return self.connection.execute(
            f"select {ROW} from outbox where id > %s and id <= %s order by id limit %s",  # noqa: S608
            [self.resend_cursor, self.resend_until, limit],
        ).fetchall()

    def older_of(self, subject: str, before: int) -> list[tuple[Any, ...]]:
        """Rows of one subject that are still to be sent again before its row `before`."""
        return self.connection.execute(
            f"select {ROW} from outbox where subject = %s and id > %s and id <= %s and id < %s order by id",  # noqa: S608
            [subject, self.resend_cursor, self.resend_until, before],
        ).fetchall()

    def resent(self, cursor: int | None) -> None:
        """All up to the cursor is acknowledged; None: there is nothing more to send again."""
        if cursor is None:
            self.resend_until = None
            self.connection.execute("update outbox_floor set resend_until = null")
        else:
            self.resend_cursor = cursor
            self.connection.execute("update outbox_floor set resend_cursor = %s", [cursor])

    def was_sent(self, id_: int) -> bool:
        return id_ <= self.floor or id_ in self.above

    def _set_fence(self) -> None:
        """The last value first, the writers after it: a writer that comes later takes a higher id."""
        row = self.connection.execute("select case when is_called then last_value else 0 end from outbox_id").fetchone()
        assert row is not None
        if row[0] > self.floor:
            self.fence = Fence(row[0], self._writers())

    def _writers(self) -> set[str]:
        return {writer for (writer,) in self.connection.execute(_WRITERS).fetchall()}

    def _settle(self, floor: int) -> None:
        with self.connection.transaction():
            self.connection.execute("update outbox_floor set floor = %s", [floor])
            self.connection.execute("delete from outbox_sent where highest <= %s", [floor])
        self.floor, self.cursor, self.fence = floor, max(self.cursor, floor), None
        self.above = {id_ for id_ in self.above if id_ > floor}
        self.gaps = {id_ for id_ in self.gaps if id_ > floor}
