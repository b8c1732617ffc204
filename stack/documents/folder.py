"""Where the sealed files of one service lie: `<two hex>/<uuid>` in its folder, beside what is still on its way.

A file is there before the row that names it, is never changed, and leaves 30 days after its document was annulled.
"""

import os
import re
import shutil
from pathlib import Path
from uuid import UUID

from shared.documents.store import PLACE
from shared.schema import HAVE_DOCUMENTS

KEEPERS = HAVE_DOCUMENTS
"""The services whose records have documents. As in stack/compose/host.sh."""

NAME = re.compile(PLACE)


def id_of(name: str) -> UUID:
    return UUID(name.rpartition("/")[2])


def names(folder: Path) -> dict[UUID, str]:
    """Each document's file, relative to the service's folder. Empty where there is no folder."""
    found = (f"{file.parent.name}/{file.name}" for file in folder.glob("[0-9a-f][0-9a-f]/*"))
    return {id_of(name): name for name in found if NAME.fullmatch(name)}


def write(folder: Path, name: str) -> int:
    """A new file in the folder, for its owner alone; a handle to write it by."""
    file = folder / name
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def clear(folder: Path) -> None:
    """All that is in it; the folder itself stays, it may be a volume. What a link leads to is not ours to remove."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for child in folder.iterdir():
        shutil.rmtree(child) if child.is_dir() and not child.is_symlink() else child.unlink()
