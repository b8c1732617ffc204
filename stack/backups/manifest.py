"""What a backup says of itself: when it was made, of which release and schema, which keys open it, its checksums."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine
from sqlalchemy.orm import Session

from shared import schema
from shared.config import SERVICES, database_url
from shared.contracts.common import AUDIENCES
from shared.eventing.sealing import DOCUMENTS
from stack.documents.copies import Files
from stack.documents.folder import KEEPERS

FORMAT = 3
WITHOUT_DOCUMENTS = 2
"""What releases wrote before there were documents: it can be restored, and then there are none."""

NAME = "manifest.json"


class WrongBackup(Exception):
    """This cannot be restored here; one line says why and what to do."""


@dataclass(frozen=True)
class Dump:
    """One database in pg_dump's custom format."""

    file: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """`made_at`: the moment that all dumps show. `schemas`: the migrations of each service's histories. `keys`: ids of
    the keys in each keyring, not the keys. `documents`: of each service that keeps any, those that its dump names."""

    made_at: str
    release: str
    demo: bool
    schemas: dict[str, dict[str, list[str]]]
    keys: dict[str, list[str]]
    dumps: dict[str, Dump]
    documents: dict[str, Files] = field(default_factory=dict)

    @classmethod
    def describe(
        cls,
        made_at: str,
        release: str,
        demo: bool,
        environ: Mapping[str, str],
        dumps: dict[str, Dump],
        documents: dict[str, Files],
    ) -> "Manifest":
        """What was just copied from the databases that `environ` names."""
        schemas = {service: _schema(service, environ) for service in SERVICES}
        return cls(made_at, release, demo, schemas, key_ids(Path(environ["OPORA_SECRETS"])), dumps, documents)

    def text(self) -> str:
        return json.dumps({"format": FORMAT} | asdict(self), indent=2) + "\n"

    @classmethod
    def read(cls, text: str) -> "Manifest":
        """Raises WrongBackup."""
        try:
            content: dict[str, Any] = json.loads(text)
            if (format_ := content.pop("format")) not in (WITHOUT_DOCUMENTS, FORMAT):
                raise WrongBackup("the backup was made by another release: install that release, then restore")
            dumps = {service: Dump(**dump) for service, dump in content.pop("dumps").items()}
            documents = {service: Files(**files) for service, files in content.pop("documents", {}).items()}
            manifest = cls(**content, dumps=dumps, documents=documents)
        except (ValueError, KeyError, TypeError):
            raise WrongBackup("the manifest cannot be read: take another backup") from None
        if set(dumps) != set(SERVICES) or any("/" in dump.file for dump in dumps.values()):
            raise WrongBackup("the manifest does not name each database: take another backup")
        if set(documents) != set(KEEPERS if format_ == FORMAT else ()):
            raise WrongBackup("the manifest does not name all documents: take another backup")
        return manifest

    def check(self, *, demo: bool, keys: Mapping[str, list[str]]) -> None:
        """Whether this release, with these keys, can be given these data. Raises WrongBackup."""
        if self.demo != demo:
            raise WrongBackup("a demo's backup is for a demo, and any other for none: restore it elsewhere")
        if any(_is_foreign(service, histories) for service, histories in self.schemas.items()):
            raise WrongBackup(f"its schema is not this release's: install {self.release}, then restore")
        lacking = sorted(audience for audience, kids in self.keys.items() if set(kids) - set(keys.get(audience, [])))
        if lacking:
            names = ", ".join(f"keyring-{audience}.json" for audience in lacking)
            raise WrongBackup(f"secrets/ lacks keys that open it: put the copy of {names} there that you keep apart")


def _schema(service: str, environ: Mapping[str, str]) -> dict[str, list[str]]:
    with Session(create_engine(database_url(service, environ), poolclass=NullPool)) as session:
        return {history: sorted(names) for history, names in schema.applied(session).items()}


def _is_foreign(service: str, histories: Mapping[str, list[str]]) -> bool:
    """An older schema is migrated, one with more than this release knows will do."""
    try:
        for history, needed in schema.known(service).items():
            schema.lacks(history, needed, set(histories.get(history, [])))
    except schema.ForeignSchema:
        return True
    return False


def key_ids(secrets: Path) -> dict[str, list[str]]:
    """Of each keyring in the folder: those that a backup made with it needs. A ring that a former release had not is
    made at the next start."""
    rings = {audience: secrets / f"keyring-{audience}.json" for audience in (*AUDIENCES, DOCUMENTS)}
    there = {audience: json.loads(file.read_text())["keys"] for audience, file in rings.items() if file.exists()}
    return {audience: sorted(keys) for audience, keys in there.items()}
