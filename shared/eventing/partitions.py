"""Which partitions this worker consumes: those whose advisory lock it holds, a fair share among the workers.

The locks are held on the connection that writes the effects: when that connection is lost, so are the locks, and
nothing can be written under a lock that another worker holds.
"""

from zlib import crc32

from kafka import TopicPartition
from sqlalchemy import Connection, text

MEMBERS_LOCK = 7_003
PARTITION_LOCK = 7_004

_TRY = text("select key, pg_try_advisory_lock(:lock, key) from unnest(cast(:keys as int[])) as key")
_FREE = text("select pg_advisory_unlock(:lock, key) from unnest(cast(:keys as int[])) as key")
_JOIN = text("select pg_advisory_lock_shared(:lock, 0)")
_COUNT = text(
    "select count(distinct pid) from pg_locks where locktype = 'advisory' and classid = :lock and granted"
    " and database = (select oid from pg_database where datname = current_database())"
)


class Partitions:
    """The partitions of these topics that are ours, out of `counts` = {topic: number of partitions}."""

    def __init__(self, connection: Connection, counts: dict[str, int]) -> None:
        self.connection = connection
        self.all = {_key(tp): tp for tp in _partitions(counts)}
        self.held: set[TopicPartition] = set()
        with connection.begin():
            connection.execute(_JOIN, {"lock": MEMBERS_LOCK})

    def settle(self) -> bool:
        """Take free partitions up to our share, or give back what is above it. Whether anything changed.

        Call it between transactions: what is given back must have no effect pending.
        """
        with self.connection.begin():
            workers = self.connection.execute(_COUNT, {"lock": MEMBERS_LOCK}).scalar_one()
            share = -(-len(self.all) // max(workers, 1))
            if len(self.held) > share:
                return self._give_back(len(self.held) - share)
            return self._take(share - len(self.held))

    def _take(self, count: int) -> bool:
        taken: set[TopicPartition] = set()
        for key, partition in self.all.items():
            if len(taken) >= count:
                break
            if partition not in self.held and self._try(key):
                taken.add(partition)
        self.held |= taken
        return bool(taken)

    def _try(self, key: int) -> bool:
        return any(got for _, got in self.connection.execute(_TRY, {"lock": PARTITION_LOCK, "keys": [key]}))

    def _give_back(self, count: int) -> bool:
        given = sorted(self.held)[:count]
        self.connection.execute(_FREE, {"lock": PARTITION_LOCK, "keys": [_key(tp) for tp in given]})
        self.held -= set(given)
        return True


def _partitions(counts: dict[str, int]) -> list[TopicPartition]:
    return [TopicPartition(topic, number) for topic, count in counts.items() for number in range(count)]


def _key(partition: TopicPartition) -> int:
    """A signed 32-bit lock key that every version and worker computes alike."""
    return crc32(f"{partition.topic}/{partition.partition}".encode()) - 2**31
