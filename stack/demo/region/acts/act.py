"""The shape of an act."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from stack.demo.region.stage import Stage
    from stack.demo.region.story import Life


@dataclass(frozen=True)
class Act:
    """`waits`: another service must have heard of what came before. `tells`: another service acts on this."""

    waits: ClassVar[bool] = False
    tells: ClassVar[bool] = False

    def play(self, stage: "Stage", life: "Life") -> None:
        raise NotImplementedError


def given(**values: Any) -> dict[str, Any]:
    """Without what is not said."""
    return {name: value for name, value in values.items() if value is not None}
