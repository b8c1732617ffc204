"""Receivers that can be dead for themselves while others are well: the domain of a mail address, a messenger's
recipient. They are known by a hash, which is also the number of their lock."""

import hashlib


def receiver_of(channel: str, address: str | None) -> int:
    """A number that fits PostgreSQL's bigint, never 0."""
    whom = (address or "").rpartition("@")[2].lower() if channel == "email" else address or ""
    digest = hashlib.blake2b(f"{channel}:{whom}".encode("utf-8", "backslashreplace"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True) or 1
