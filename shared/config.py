"""Settings from the environment. A wrong value stops the start with one line that says what it may be."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from os import environ as process_environment
from pathlib import Path
from urllib.parse import urlsplit

SERVICES = ("identity", "referrals", "cases", "volunteers", "notifications")
LANGUAGES = ("ru", "en")

_PASSWORD = re.compile(r"(?<=:)[^:@/]+(?=@)")


class WrongSetting(Exception):
    """One line naming the variable, what it may be, and what it was (passwords masked)."""

    def __init__(self, name: str, may_be: str, was: str | None) -> None:
        shown = "not set" if was is None else f"“{_PASSWORD.sub('…', was)}”"
        super().__init__(f"{name} must be {may_be}; it is {shown}")


@dataclass(frozen=True)
class Settings:
    """What one service's processes need to know of their surroundings."""

    service: str
    database_url: str
    kafka_bootstrap: str
    secrets: Path
    secret: str
    address: str
    smtp_url: str
    mail_from: str
    language: str
    demo: bool
    home: Path
    fetch_wait_ms: int
    log_level: str
    trusted_proxies: int
    """How many gateways of ours stand in front; each adds one entry to X-Forwarded-For."""

    @classmethod
    def of(cls, service: str, environ: Mapping[str, str] = process_environment) -> "Settings":
        read = _Reader(environ)
        home = Path(read.text("OPORA_HOME", "var"))
        address = read.pattern("OPORA_ADDRESS", r"https?://[^\s/]+", "http(s)://host[:port]", "http://127.0.0.1:8000")
        return cls(
            service=service,
            database_url=read.pattern(
                f"{service.upper()}_DATABASE_URL",
                r"postgresql\+psycopg://\S+",
                "postgresql+psycopg://role:password@host:port/database",
            ),
            kafka_bootstrap=read.pattern(
                "KAFKA_BOOTSTRAP", r"[^\s:,]+:[0-9]+(,[^\s:,]+:[0-9]+)*", "host:port[,host:port…]"
            ),
            secrets=read.folder("OPORA_SECRETS", home / "secrets"),
            secret=read.pattern("OPORA_SECRET", r".{32,}", "at least 32 characters"),
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
            fetch_wait_ms=int(
                read.pattern("KAFKA_FETCH_WAIT_MS", r"[1-9][0-9]{0,4}", "milliseconds, 1 to 99999", "500")
            ),
            log_level=read.choice("OPORA_LOG_LEVEL", ("debug", "info", "warning", "error"), "info"),
            trusted_proxies=int(
                read.pattern("OPORA_TRUSTED_PROXIES", "[0-9]", "how many gateways stand in front, 0 to 9", "0")
            ),
        )


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ

    def text(self, name: str, default: str | None = None) -> str:
        value = self.environ.get(name) or default
        if value is None:
            raise WrongSetting(name, "set", None)
        return value

    def pattern(self, name: str, pattern: str, may_be: str, default: str | None = None) -> str:
        value = self.environ.get(name) or default
        if value is None or not re.fullmatch(pattern, value):
            raise WrongSetting(name, may_be, value)
        return value

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.environ.get(name) or default
        if value not in allowed:
            raise WrongSetting(name, "one of " + ", ".join(allowed), value)
        return value

    def folder(self, name: str, default: Path) -> Path:
        folder = Path(self.environ.get(name) or default)
        if not folder.is_dir():
            raise WrongSetting(name, "a folder that exists", str(folder))
        return folder


def or_stop(service: str) -> Settings:
    """The settings; a wrong one ends this process with its one line and exit status 2."""
    try:
        return Settings.of(service)
    except WrongSetting as problem:
        sys.exit(f"opora: {problem}")
