"""The machine of a compose stack, from the facts that `./opora doctor` gathers on the host."""

import base64
import re
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
    yield from _clients(facts)
    yield _clock(facts)
    yield _modes(facts)
    yield from _shown(facts)
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
    pem = _decoded(facts["certificate"])
    if b"BEGIN CERTIFICATE" not in pem:
        yield Finding("certificate", "there is none", do)
        return
    certificate = x509.load_pem_x509_certificate(pem)
    ends = certificate.not_valid_after_utc
    yield judged("certificate", f"holds until {ends:%Y-%m-%d}", ends - clock.system() < CERTIFICATE_LEFT, do)
    if facts["tls"] == "owned" and certificate != x509.load_pem_x509_certificate(_decoded(facts["certificate_kept"])):
        yield Finding("certificate served", "not the one in secrets/certificate.pem", "./opora restart gateway")
    if not _is_for(certificate, facts["host"]):
        yield Finding("certificate's name", f"it is not for {facts['host']}", do)


def _decoded(text: str) -> bytes:
    return base64.b64decode(text)


def _is_for(certificate: x509.Certificate, host: str) -> bool:
    """As browsers judge: by the alternative names alone, of which one may stand for any first label."""
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    known = {str(name.value).lower() for name in names}
    return not known.isdisjoint({host.lower(), f"*.{host.lower().partition('.')[2]}"})


_HIDDEN = {
    "rootless": (
        "Docker without root hides them: all people count as one place",
        "let a proxy of yours stand in front: ./install --tls off --trust-proxy RANGE",
    ),
    "ipv6": (
        "who comes by IPv6 counts as one place with all others who do",
        "OPORA_IPV6=true in .env (Docker 27 or newer), then ./opora down and ./opora up; or no AAAA record",
    ),
    "untold": (
        "all people count as one place, your proxy's",
        "./install --tls off --trust-proxy RANGE, the proxy's address",
    ),
}


def _clients(facts: dict[str, Any]) -> Iterator[Finding]:
    """Attempts to sign in are counted by address: one for all would lock all out together."""
    if facts["clients"] in _HIDDEN:
        yield Finding("people's addresses", *_HIDDEN[facts["clients"]])


def _clock(facts: dict[str, Any]) -> Finding:
    skew = abs(clock.system().timestamp() - facts["time"])
    said = f"host and containers are {skew:.0f} s apart"
    return judged("clock", said, skew > SKEW_S, "let the machine keep its time by NTP")


def _modes(facts: dict[str, Any]) -> Finding:
    open_ = facts["open_secrets"].split()
    said = f"others can read {', '.join(open_)}" if open_ else "closed to others"
    return judged("secret files", said, bool(open_), "chmod 700 secrets; chmod 640 secrets/*; chmod 600 .env")


_WITH_PASSWORD = re.compile(r"^([A-Z_]+)=\w[\w+.-]*://[^:@/\s]*:[^@/\s]+@")


def _shown(facts: dict[str, Any]) -> Iterator[Finding]:
    """Whoever may ask Docker about a container sees its environment, and so do support bundles of others' tools."""
    variables = [one for container in facts["containers"] for one in container["Config"]["Env"] or ()]
    for name in sorted({found[1] for one in variables if (found := _WITH_PASSWORD.match(one))}):
        do = "put it into secrets/, the URL goes without it (page “scale”)"
        yield Finding(name, "holds a password, and docker inspect shows it", do)


def _backup(facts: dict[str, Any]) -> Finding:
    age = facts["backup_age_h"]
    if age is None:
        return Finding("backup", "none is known", "./opora backup DIR, every night (cron)")
    return judged("backup", f"the newest is {age} h old", age > BACKUP_AGE_H, "look why ./opora backup no longer runs")
