"""The machine of a compose stack, from the facts that `./opora doctor` gathers on the host."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from cryptography import x509

from shared import clock
from stack.doctor.finding import Finding, judged

MEMORY_LEFT_MB = 300
DISK_LEFT_MB = 3000
OF_LIMIT = 90.0
"""Per cent of a container's memory; at 100 it is killed."""

CERTIFICATE_LEFT = timedelta(days=14)
"""Caddy renews when a third of ninety days is left: two weeks before the end it has failed for two weeks."""

SKEW_S = 30.0
"""Tokens are read on another clock than they were written by. Gathering the facts takes some seconds itself."""

BACKUP_AGE_H = 48


def findings(facts: dict[str, Any]) -> Iterator[Finding]:
    yield from _room(facts)
    yield from _places(facts)
    yield from _certificate(facts)
    yield _clock(facts)
    yield _modes(facts)
    yield _backup(facts)


def _room(facts: dict[str, Any]) -> Iterator[Finding]:
    info, memory, disk = facts["info"], facts["memory_mb"], facts["disk_mb"]
    yield Finding("engine", f"Docker {info['ServerVersion']}, {info['NCPU']} processors")
    yield judged(
        "memory", f"{memory} MB are free", memory < MEMORY_LEFT_MB, "give the machine more, or move others off it"
    )
    where = info["DockerRootDir"]
    yield judged("disk", f"{disk} MB are free in {where}", disk < DISK_LEFT_MB, "make room before the databases stop")
    for name, percent in facts["memory_used"].items():
        if percent > OF_LIMIT:
            yield Finding(
                f"memory of {name}", f"{percent:.0f} % of its limit", "./opora restart, or raise its mem_limit"
            )


def _places(facts: dict[str, Any]) -> Iterator[Finding]:
    for place, answers in facts["ports"].items():
        yield judged(f"port {place}", "answers" if answers else "does not answer", not answers, "./opora logs gateway")


def _certificate(facts: dict[str, Any]) -> Iterator[Finding]:
    if facts["tls"] not in ("auto", "owned"):
        return
    do = "see ./opora logs gateway: is port 80 reached from outside?"
    if facts["tls"] == "owned":
        do = "get a new one and run ./install --tls FILE"
    pem = base64.b64decode(facts["certificate"])
    if b"BEGIN CERTIFICATE" not in pem:
        yield Finding("certificate", "there is none", do)
        return
    ends = x509.load_pem_x509_certificate(pem).not_valid_after_utc
    yield judged("certificate", f"holds until {ends:%Y-%m-%d}", ends - clock.system() < CERTIFICATE_LEFT, do)


def _clock(facts: dict[str, Any]) -> Finding:
    skew = abs(clock.system().timestamp() - facts["time"])
    said = f"host and containers are {skew:.0f} s apart"
    return judged("clock", said, skew > SKEW_S, "let the machine keep its time by NTP")


def _modes(facts: dict[str, Any]) -> Finding:
    open_ = facts["open_secrets"].split()
    said = f"others can read {', '.join(open_)}" if open_ else "closed to others"
    return judged("secret files", said, bool(open_), "chmod 700 secrets; chmod 640 secrets/*; chmod 600 .env")


def _backup(facts: dict[str, Any]) -> Finding:
    age = facts["backup_age_h"]
    if age is None:
        return Finding("backup", "none is known", "./opora backup DIR, every night (cron)")
    return judged("backup", f"the newest is {age} h old", age > BACKUP_AGE_H, "look why ./opora backup no longer runs")
