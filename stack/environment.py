"""The environment in which the parts of a stack run: what the operator has set, and the home's own for the rest."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from shared.config import SERVICES, WrongSetting
from stack.home import Home
from stack.secrets import application_secret, database_passwords

DEFAULT_PORT = 8000
TANSU_FETCH_WAIT_MS = "25"
"""The embedded broker sleeps half of this when a fetch finds nothing; Kafka wakes at once and can be given 500.

With 5, an idle stack took most of a core for asking; with 25 it costs a hop some 6 ms more.
"""

_PROJECT = Path(__file__).resolve().parent.parent


def web_port(environ: Mapping[str, str] = os.environ) -> int:
    """OPORA_PORT. Raises WrongSetting."""
    text = environ.get("OPORA_PORT") or str(DEFAULT_PORT)
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise WrongSetting("OPORA_PORT", "a port, 1 to 65535", text)
    return int(text)


def environment(home: Home, port: int, ports: Mapping[str, int]) -> dict[str, str]:
    """What every child gets; `ports` are the home's of postgres, broker and mail."""
    given = dict(os.environ)
    own = _own(home, port, ports)
    if not given.get("KAFKA_BOOTSTRAP"):
        own["KAFKA_FETCH_WAIT_MS"] = TANSU_FETCH_WAIT_MS
    kept = {name: value for name, value in given.items() if value}
    return own | kept | _fixed(home, port)


def database_urls(postgres_port: int, passwords: Mapping[str, str]) -> dict[str, str]:
    return {
        service: f"postgresql+psycopg://{service}:{password}@127.0.0.1:{postgres_port}/{service}"
        for service, password in passwords.items()
    }


def _own(home: Home, port: int, ports: Mapping[str, int]) -> dict[str, str]:
    """What holds where the operator has set nothing."""
    urls = database_urls(ports["postgres"], database_passwords(home.secrets, SERVICES))
    return {f"{service.upper()}_DATABASE_URL": url for service, url in urls.items()} | {
        "OPORA_SECRET": application_secret(home.secrets),
        "OPORA_ADDRESS": f"http://127.0.0.1:{port}",
        "KAFKA_BOOTSTRAP": f"127.0.0.1:{ports['broker']}",
        "SMTP_URL": f"smtp://127.0.0.1:{ports['mail']}",
    }


def _fixed(home: Home, port: int) -> dict[str, str]:
    """What the home alone decides."""
    return {
        "OPORA_HOME": str(home.path),
        "OPORA_PORT": str(port),
        "OPORA_SECRETS": str(home.secrets),
        "OPORA_DOCUMENTS": str(home.documents),
        "OPORA_DEMO": "1" if home.demo else "0",
        "TMPDIR": str(home.temporary),
        "PROMETHEUS_MULTIPROC_DIR": str(home.metrics),
        "PYTHONPATH": os.pathsep.join([str(_PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "" if os.access(sys.prefix, os.W_OK) else "1",
    }
