"""`opora doctor`."""

import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from typing import Any

import click

from shared.config import Settings
from stack.backups import mark
from stack.compose.status import of_containers
from stack.doctor import data, documents, machine, parts, post, road
from stack.doctor.finding import Finding, judged
from stack.home import Home
from stack.options import environment_of, home_option, in_compose

MEGABYTE = 1024 * 1024


@click.command()
@home_option
@click.option("--wrong", is_flag=True, help="Only what is wrong.")
def doctor(home: Home, wrong: bool) -> None:
    """Say what is wrong and what to do about it, one line each. Exit status: 0 all is well, 1 something is wrong."""
    findings = list(_of_compose(json.load(sys.stdin)) if in_compose() else _of_home(home))
    for finding in findings:
        if not (wrong and finding.well):
            click.echo(finding.line)
    sys.exit(0 if all(finding.well for finding in findings) else 1)


def _of_compose(facts: dict[str, Any]) -> Iterator[Finding]:
    yield from machine.findings(facts)
    yield from parts.findings(of_containers(facts["containers"])["parts"], up="./opora up")
    yield from road.kafka(facts["kafka"])
    yield road.mail_server(facts["mail"])
    yield _restore(mark.is_seen(os.environ))
    yield from data.findings(os.environ)
    yield from documents.findings(os.environ)


def _of_home(home: Home) -> Iterator[Finding]:
    free = shutil.disk_usage(home.path if home.path.exists() else "/").free // MEGABYTE
    yield judged("disk", f"{free} MB are free", free < machine.DISK_LEFT_MB, "make room before the databases stop")
    yield _secrets(home)
    yield _restore(home.region == "restoring")
    if home.holder() is None:
        yield Finding("stack", "does not run", "opora up")
        return
    yield from parts.findings(home.published().get("parts", []))
    variables = environment_of(home)
    yield road.mail_server(post.reach(Settings.of("notifications", variables).smtp_url))
    yield from data.findings(variables)
    yield from documents.findings(variables)


def _restore(marked: bool) -> Finding:
    return judged("restore", mark.SAID if marked else "none is under way", marked, mark.DO)


def _secrets(home: Home) -> Finding:
    files = sorted(home.secrets.iterdir()) if home.secrets.exists() else []
    open_ = [file.name for file in files if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    said = f"others can read {', '.join(open_)}" if open_ else "closed to others"
    return judged("secret files", said, bool(open_), f"chmod 600 {home.secrets}/*")


COMMANDS = (doctor,)
