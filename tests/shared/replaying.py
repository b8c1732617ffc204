"""A replay that meets a change on its way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from shared.eventing.contract import EventType
from shared.eventing.replay import publish_state
from tests.support.bench import Bench

_WAITS = text(
    "select exists (select from pg_stat_activity where datname = current_database()"
    " and cardinality(pg_blocking_pids(pid)) > 0)"
)


def told_last(bench: Bench, event: EventType, change: Callable[[Session], Any]) -> Any:
    """Replay while `change` is written and not yet committed; the data that the log ends with, of this type."""
    with ThreadPoolExecutor(1) as pool:
        with bench.session() as session:
            change(session)
            session.flush()
            replay = pool.submit(_replay, bench)
            while not replay.done() and not _someone_waits(bench):
                pass
        replay.result(timeout=30)
    return bench.published(event)[-1]


def _replay(bench: Bench) -> None:
    with bench.session() as session:
        publish_state(session, bench.service.snapshots(session))


def _someone_waits(bench: Bench) -> bool:
    with bench.session() as session:
        return bool(session.scalar(_WAITS))
