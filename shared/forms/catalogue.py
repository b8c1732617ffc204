"""What a form is: its name, what may stand in its wording, and the wording that we give."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from shared.codes import Text
from shared.forms.blocks import Block, Value, Values


@dataclass(frozen=True)
class Placeholder:
    """`blank` is printed where nothing is known: underscores within a line, or a block to be filled in by hand."""

    name: str
    text: Text
    blank: Value

    @property
    def is_block(self) -> bool:
        return not isinstance(self.blank, str)


def inline(name: str, ru: str, en: str, signs: int = 16) -> Placeholder:
    """Words within a line; `signs` is how long the blank is."""
    return Placeholder(name, Text(ru, en), "_" * signs)


def block(name: str, ru: str, en: str, blank: Block) -> Placeholder:
    return Placeholder(name, Text(ru, en), blank)


@dataclass(frozen=True)
class Form:
    """`package` holds the wording as `<code>.txt`. `sample` gives invented values, to look at a wording.
    `needed` are the placeholders without which the paper hardly is what it is called."""

    code: str
    name: Text
    package: str
    placeholders: tuple[Placeholder, ...]
    sample: Callable[[], Values]
    needed: tuple[str, ...] = ()

    @cached_property
    def wording(self) -> str:
        """Ours."""
        return (resources.files(self.package) / f"{self.code}.txt").read_text("utf-8").strip()

    @cached_property
    def by_name(self) -> dict[str, Placeholder]:
        return {one.name: one for one in self.placeholders}

    @property
    def file_name(self) -> str:
        """Tells nothing of anybody: it stays in lists of what was opened."""
        return f"opora-{self.code.replace('_', '-')}.pdf"


def by_code(forms: Iterable[Form]) -> dict[str, Form]:
    return {form.code: form for form in forms}
