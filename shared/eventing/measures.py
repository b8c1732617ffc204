"""Figures about events: what operators watch. Labels are services, never ids."""

from typing import Any

from prometheus_client import Histogram
from sqlalchemy import text
from sqlalchemy.orm import Session

COMMIT_TO_EFFECT = Histogram(
    "opora_commit_to_effect_seconds",
    "From the publisher's outbox row to the committed effect here",
    ["service"],
    buckets=(0.005, 0.01, 0.02, 0.04, 0.08, 0.2, 0.5, 1, 2, 5, 15, 60, 600, 3600),
)

_FIGURES = text(
    """
    with marks as (select unnest(ids) as id from outbox_sent),
    waiting as (
      select created_at from outbox
      where id > (select floor from outbox_floor) and not exists (select from marks where marks.id = outbox.id)
    )
    select
      (select count(*) from waiting) as unsent,
      (select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0) from waiting) as oldest_unsent_s,
      (select coalesce(sum(greatest(highwater - next_offset, 0)), 0) from consumer_offsets) as lag,
      (select count(*) from parked_keys) as parked,
      (select count(*) from parked_keys where since < clock_timestamp() - interval '10 minutes') as parked_long,
      (select count(*) from dead_letters where state in ('dead', 'retry')) as dead,
      (select coalesce((select count(*) from outbox where id > resend_cursor and id <= resend_until), 0)) as to_resend
    from outbox_floor
    """
)


def figures(session: Session) -> dict[str, Any]:
    """Of one service: unsent events and the age of the oldest in seconds, lag and dead letters as counts, parked
    keys (and those parked for over ten minutes: trouble), and how much is still to be sent again to a new log."""
    row = session.execute(_FIGURES).one()
    return {name: float(value) if name.endswith("_s") else int(value) for name, value in row._mapping.items()}
