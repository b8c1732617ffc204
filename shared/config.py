"""Settings from the environment. A wrong value stops the start with one line that says what it may be."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from os import environ as process_environment
from pathlib import Path
from urllib.parse import quote, urlsplit

SERVICES = ("identity", "referrals", "cases", "volunteers", "notifications")
OPERATOR = "operator"
"""As whom `opora` reads the log where Kafka asks for a name; its group has the same name as a service's: `opora.…`."""
LANGUAGES = ("ru", "en")
AT_LEAST_32 = "at least 32 characters"
MECHANISMS = ("SCRAM-SHA-512", "PLAIN")

Network = IPv4Network | IPv6Network

_PORT = "(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})"
_HOST_AND_PORT = rf"([^\s/@?#:\[\]]+|\[[0-9a-fA-F:.]+\])(:{_PORT})?"
_PASSWORD = re.compile(r"(?<=:)[^:@/]+(?=@)")


class WrongSetting(Exception):
    """One line naming the variable, what it may be, and what it was (passwords masked)."""

    def __init__(self, name: str, may_be: str, was: str | None) -> None:
        shown = "not set" if was is None else f"“{_PASSWORD.sub('…', was)}”"
        super().__init__(f"{name} must be {may_be}; it is {shown}")


@dataclass(frozen=True)
class Kafka:
    """Where Kafka is (`host:port[,host:port…]`) and as whom we sign in; without a username nobody is asked to."""

    bootstrap: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    mechanism: str = MECHANISMS[0]


@dataclass(frozen=True)
class Settings:
    """What one service's processes need to know of their surroundings."""

    service: str
    database_url: str
    kafka: Kafka
    secrets: Path
    secret: str
    address: str
    smtp_url: str
    mail_from: str
    language: str
    demo: bool
    home: Path
    documents: Path
    """Where files of records lie, sealed, in a folder for each service."""
    fetch_wait_ms: int
    log_level: str
    trusted_proxies: int
    """How many gateways of ours stand in front; each adds one entry to X-Forwarded-For."""
    messenger_url: str | None = None
    """Where a messenger takes messages over (docs/channels.md); without it there is none."""
    messenger_secret: str = field(default="", repr=False)
    webhook_networks: tuple[Network, ...] = ()
    """Not public, and yet webhooks may go there: inside an agency's VPN, for example."""

    @classmethod
    def of(cls, service: str, environ: Mapping[str, str] = process_environment) -> "Settings":
        """Any setting may be given for one service alone (`CASES_KAFKA_USERNAME`), and in a file (`…_FILE`)."""
        read = _Reader(environ, service)
        home = Path(read.text("OPORA_HOME", "var"))
        address = read.pattern("OPORA_ADDRESS", r"https?://[^\s/]+", "http(s)://host[:port]", "http://127.0.0.1:8000")
        return cls(
            service=service,
            database_url=database_url(service, environ),
            kafka=kafka(service, environ),
            secrets=read.folder("OPORA_SECRETS", home / "secrets"),
            secret=read.pattern("OPORA_SECRET", r".{32,}", AT_LEAST_32),
            address=address,
            smtp_url=read.pattern(
                "SMTP_URL", r"smtps?://\S+", "smtp://[user:password@]host:port", "smtp://127.0.0.1:25"
            ),
            mail_from=read.pattern(
                "OPORA_MAIL_FROM", r"[^\s@<>]+@[^\s@<>]+", "an e-mail address", f"opora@{urlsplit(address).hostname}"
            ),
            language=read.choice("OPORA_LANGUAGE", LANGUAGES, "ru"),
            demo=read.choice("OPORA_DEMO", ("0", "1"), "0") == "1",
            home=home,
            documents=Path(read.text("OPORA_DOCUMENTS", str(home / "documents"))),
            fetch_wait_ms=int(
                read.pattern("KAFKA_FETCH_WAIT_MS", r"[1-9][0-9]{0,4}", "milliseconds, 1 to 99999", "500")
            ),
            log_level=read.choice("OPORA_LOG_LEVEL", ("debug", "info", "warning", "error"), "info"),
            trusted_proxies=int(
                read.pattern("OPORA_TRUSTED_PROXIES", "[0-9]", "how many gateways stand in front, 0 to 9", "0")
            ),
            **_messenger(read),
            webhook_networks=_networks(read, "WEBHOOK_NETWORKS"),
        )


def database_url(service: str, environ: Mapping[str, str] = process_environment) -> str:
    """`<SERVICE>_DATABASE_URL`, with the password of `<SERVICE>_DATABASE_PASSWORD[_FILE]` where it names none."""
    read, name = _Reader(environ, service), f"{service.upper()}_DATABASE"
    may_be = "postgresql+psycopg://role:password@host:port/database"
    url = read.pattern(f"{name}_URL", r"postgresql\+psycopg://\S+", may_be)
    password = read.optional(f"{name}_PASSWORD")
    parts = urlsplit(url)
    if password is None or parts.password is not None:
        return url
    role, _, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{role}:{quote(password, safe='')}@{place}").geturl()


def kafka(service: str, environ: Mapping[str, str] = process_environment) -> Kafka:
    """Raises WrongSetting when there is a username without a password."""
    read = _Reader(environ, service)
    bootstrap = read.pattern("KAFKA_BOOTSTRAP", r"[^\s:,]+:[0-9]+(,[^\s:,]+:[0-9]+)*", "host:port[,host:port…]")
    username = read.optional("KAFKA_USERNAME")
    if username is None:
        return Kafka(bootstrap)
    password = read.pattern("KAFKA_PASSWORD", r"\S+", "set, since KAFKA_USERNAME is")
    return Kafka(bootstrap, username, password, read.choice("KAFKA_MECHANISM", MECHANISMS, MECHANISMS[0]))


def _messenger(read: "_Reader") -> dict[str, str]:
    """Nothing where there is no messenger; with one, a secret to sign by."""
    if read.optional("MESSENGER_URL") is None:
        return {}
    url = read.pattern("MESSENGER_URL", rf"https?://{_HOST_AND_PORT}([/?][!-~]*)?", "http(s)://host[:port][/path]")
    return {"messenger_url": url, "messenger_secret": read.pattern("MESSENGER_SECRET", r".{32,}", AT_LEAST_32)}


def _networks(read: "_Reader", name: str) -> tuple[Network, ...]:
    """Raises WrongSetting."""
    value = read.optional(name)
    try:
        return tuple(ip_network(part.strip()) for part in value.split(",")) if value else ()
    except ValueError:
        raise WrongSetting(name, "networks such as 10.8.0.0/16,fd00::/8", value) from None


class _Reader:
    def __init__(self, environ: Mapping[str, str], service: str) -> None:
        self.environ = environ
        self.service = service

    def text(self, name: str, default: str | None = None) -> str:
        value = self.optional(name) or default
        if value is None:
            raise WrongSetting(name, "set", None)
        return value

    def optional(self, name: str) -> str | None:
        """The value for this service, else for all; in each case as it stands, else from a file."""
        for variable in (f"{self.service.upper()}_{name}", name):
            if self.environ.get(variable):
                return self.environ[variable]
            if self.environ.get(f"{variable}_FILE"):
                return _content(f"{variable}_FILE", self.environ[f"{variable}_FILE"])
        return None

    def pattern(self, name: str, pattern: str, may_be: str, default: str | None = None) -> str:
        value = self.optional(name) or default
        if value is None or not re.fullmatch(pattern, value):
            raise self._wrong(name, may_be, value)
        return value

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        return self.pattern(name, "|".join(allowed), "one of " + ", ".join(allowed), default)

    def folder(self, name: str, default: Path) -> Path:
        folder = Path(self.optional(name) or default)
        if not folder.is_dir():
            raise WrongSetting(name, "a folder that exists", str(folder))
        return folder

    def _wrong(self, name: str, may_be: str, value: str | None) -> WrongSetting:
        """What stands in a file is a secret: the message names the file instead."""
        for variable in (f"{self.service.upper()}_{name}", name):
            if not self.environ.get(variable) and self.environ.get(f"{variable}_FILE"):
                return WrongSetting(f"{variable}_FILE", f"a file that holds {may_be}", self.environ[f"{variable}_FILE"])
        return WrongSetting(name, may_be, value)


def _content(variable: str, path: str) -> str:
    """Of a file with one value; a newline at its end is none of it. Raises WrongSetting."""
    try:
        return Path(path).read_text().strip()
    except (OSError, UnicodeDecodeError):
        raise WrongSetting(variable, "a file that can be read", path) from None


def or_stop(service: str) -> Settings:
    """The settings; a wrong one ends this process with its one line and exit status 2."""
    try:
        return Settings.of(service)
    except WrongSetting as problem:
        sys.exit(f"opora: {problem}")
