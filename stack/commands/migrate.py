"""`opora migrate`."""

import subprocess
import sys

import click

from stack.home import Home
from stack.options import environment_of, home_option, require_running


@click.command()
@home_option
def migrate(home: Home) -> None:
    """Bring all databases to the newest schema. `opora up` does it by itself."""
    require_running(home)
    done = subprocess.run([sys.executable, "-m", "shared.database", "migrate"], env=environment_of(home))
    sys.exit(done.returncode)


COMMANDS = (migrate,)
