"""`opora` loads the file of the verb that is asked for, and knows all that there are."""

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest
from click.testing import CliRunner

import stack.commands
from stack.cli import EMBEDDED_ALONE, main

FILES = [module.name for module in pkgutil.iter_modules(stack.commands.__path__)]


def shown(**environment: str) -> set[str]:
    done = CliRunner().invoke(main, ["--help"], env=environment)
    assert done.exit_code == 0, done.output
    return {line.split()[0] for line in done.output.partition("Commands:\n")[2].splitlines()}


def verbs(*files: str) -> set[str]:
    return {command.name for file in files for command in import_module(f"stack.commands.{file}").COMMANDS}


def test_help_names_every_verb_of_every_file() -> None:
    assert shown(OPORA_STACK="") == verbs(*FILES)


def test_in_compose_the_verbs_of_the_embedded_stack_are_not_there() -> None:
    assert shown(OPORA_STACK="compose") == verbs(*FILES) - verbs(*EMBEDDED_ALONE)
    done = CliRunner().invoke(main, ["up"], env={"OPORA_STACK": "compose"})
    assert (done.exit_code, "No such command 'up'" in done.output) == (2, True)


@pytest.mark.parametrize("verb", sorted(verbs(*FILES)))
def test_every_verb_explains_itself(verb: str) -> None:
    done = CliRunner().invoke(main, [verb, "--help"])
    assert (done.exit_code, done.output.startswith("Usage: ")) == (0, True)


def test_a_verb_loads_no_other() -> None:
    look = "import sys; from stack.cli import main; main.get_command(None, 'status'); print('httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
