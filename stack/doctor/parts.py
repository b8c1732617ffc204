"""Each part of the stack: its state, and whether it keeps being started again."""

from collections.abc import Iterator
from typing import Any

from stack.doctor.finding import Finding

RESTARTS = 3


def findings(parts: list[dict[str, Any]], up: str = "opora up") -> Iterator[Finding]:
    """`parts` as `opora status` has them; `up`: the command that starts them."""
    if not parts:
        yield Finding("stack", "does not run", f"start it: {up}")
    for part in parts:
        name, state, restarts = part["name"], part["state"], part["restarts"]
        if state != "healthy":
            yield Finding(name, state, f"see the log of {name}" if state != "stopped" else f"start it: {up}")
        elif restarts > RESTARTS:
            yield Finding(name, f"restarted {restarts} times", f"see the log of {name}: why did it end?")
        else:
            yield Finding(name, "healthy")
