"""Style, script and fonts of the pages: where `make assets` has put them, and at which address each is served."""

import json
from functools import cache
from pathlib import Path

BUILT = Path(__file__).parent / "built"
PATH = "/assets"


class NotBuilt(RuntimeError):
    """There is no build, or none that is whole."""

    def __init__(self) -> None:
        super().__init__("style and script of the pages are not built: run `make assets`")


@cache
def manifest(folder: Path = BUILT) -> dict[str, str]:
    """The name of each file with the hash of its content, by its plain name. Read once; raises NotBuilt."""
    try:
        names: dict[str, str] = json.loads((folder / "manifest.json").read_text())
    except (FileNotFoundError, ValueError):
        raise NotBuilt from None
    if not all((folder / name).is_file() for name in names.values()):
        raise NotBuilt
    return names


def address(name: str) -> str:
    """Of `opora.css` or another file of the build; it changes with the content."""
    return f"{PATH}/{manifest()[name]}"
