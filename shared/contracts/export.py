"""`python -m shared.contracts.export [--check]`: write docs/events from the contracts, or see that it is up to date.

`docs/events/*.schema.json` are the released contracts. They are never overwritten by a breaking change and never
removed: whoever means to take a contract back deletes its file by hand, for a reviewer to see.

Only developers run this: PyYAML comes with requirements/dev.txt.
"""

import json
from pathlib import Path
from typing import Any

import click
import yaml  # type: ignore[import-untyped]

from shared.contracts import ALL
from shared.contracts.asyncapi import document
from shared.contracts.compatibility import all_breaking_changes
from shared.contracts.json_schema import schema_of
from shared.eventing.contract import EventType

FOLDER = Path(__file__).parents[2] / "docs" / "events"
ENDING = ".schema.json"


def generated_schemas() -> dict[str, dict[str, Any]]:
    return {event.name: schema_of(event) for event in ALL}


def released_schemas(folder: Path) -> dict[str, dict[str, Any]]:
    files = sorted(folder.glob(f"*{ENDING}"))
    return {file.name.removesuffix(ENDING): json.loads(file.read_text()) for file in files}


def generated_files() -> dict[str, str]:
    """File name → content; the same contracts give the same bytes."""
    schemas = {f"{name}{ENDING}": _json(schema) for name, schema in generated_schemas().items()}
    return {"asyncapi.yaml": _yaml(document()), "README.md": _catalogue(), **schemas}


def outdated(folder: Path) -> list[str]:
    """Names of files that are missing or say something else than the contracts."""
    return [name for name, content in generated_files().items() if _read(folder / name) != content]


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; fail when a file is out of date.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=FOLDER)
def main(check: bool, folder: Path) -> None:
    """Write docs/events from the contracts. Refuses a change that old consumers or old events cannot survive."""
    breaking = all_breaking_changes(released_schemas(folder), generated_schemas())
    if breaking:
        raise click.ClickException("\n".join(["this breaks a released contract, publish a .v2:", *breaking]))
    stale = outdated(folder)
    if check and stale:
        raise click.ClickException("out of date, run the export: " + ", ".join(stale))
    files = generated_files()
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (folder / name).write_text(files[name])


def _read(file: Path) -> str | None:
    return file.read_text() if file.exists() else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


class _Plain(yaml.SafeDumper):  # type: ignore[misc]
    """Without anchors: the same value is written out each time."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(value: Any) -> str:
    return str(yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100))


def _catalogue() -> str:
    rows = [
        f"| [`{event.name}`]({event.name}{ENDING}) | {event.key} | {_personal(event)} | {event.description} |"
        for event in ALL
    ]
    return "\n".join([_CATALOGUE_HEAD, *rows]) + "\n"


def _personal(event: EventType) -> str:
    return "; ".join(f"`{name}` ({audience})" for name, audience in event.sealed_fields())


_CATALOGUE_HEAD = """# Events

Generated from `shared/contracts` by `python -m shared.contracts.export`; do not edit. The schemas are the released
contracts: a change that an old consumer or an old event could not survive is refused (the rules are in
`shared/contracts/compatibility.py`). Sealed fields can be read only by services that hold the audience's keys.

| type | key | sealed (audience) | says |
|---|---|---|---|"""


if __name__ == "__main__":
    main()
