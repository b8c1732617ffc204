"""Which changes of a contract an old consumer or an old event could not survive.

Services are upgraded one after another, and events of a month ago are read again. So within `.v1` only optional
fields may be added, and codes: a consumer takes codes that it does not know. Everything else breaks:

- a field removed, or no longer always given: an old consumer needs it;
- a new required field: old events lack it;
- another type, format, range, pattern, null or not: one of the two would not be read;
- a code removed: old events carry it;
- sealed or not, another audience, another topic or key.

Whoever needs such a change publishes a `.v2` beside.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]

# Words about a field, and what is compared by its own rule below.
_TOLD = {"description", "title", "examples"}
_OWN_RULE = {"properties", "required", "items", "enum", "x-plaintext"}


def breaking_changes(released: Node, generated: Node, path: str = "") -> Iterator[str]:
    """Compare two wire schemas of one type; yield `path: what breaks`."""
    yield from _keywords(released, generated, path)
    yield from _codes(released, generated, path)
    yield from _fields(released, generated, path)
    for inner in ("items", "x-plaintext"):
        if inner in released or inner in generated:
            yield from breaking_changes(released.get(inner, {}), generated.get(inner, {}), path)


def removed_types(released: Mapping[str, Node], generated: Mapping[str, Node]) -> Iterator[str]:
    for name in sorted(released.keys() - generated.keys()):
        yield f"{name}: the type is no longer published"


def all_breaking_changes(released: Mapping[str, Node], generated: Mapping[str, Node]) -> list[str]:
    """Compare two catalogues of wire schemas by type name; a new type breaks nothing."""
    found = list(removed_types(released, generated))
    for name in sorted(released.keys() & generated.keys()):
        found += [f"{name}: {change}" for change in breaking_changes(released[name], generated[name])]
    return found


def _keywords(released: Node, generated: Node, path: str) -> Iterator[str]:
    for keyword in sorted((released.keys() | generated.keys()) - _TOLD - _OWN_RULE):
        if released.get(keyword) != generated.get(keyword):
            yield f"{path or 'type'}: {keyword} changed"


def _codes(released: Node, generated: Node, path: str) -> Iterator[str]:
    before, now = released.get("enum"), generated.get("enum")
    if (before is None) != (now is None):
        yield f"{path}: enum changed"
    for code in before or []:
        if now is not None and code not in now:
            yield f"{path}: code {code} removed"


def _fields(released: Node, generated: Node, path: str) -> Iterator[str]:
    before, now = released.get("properties", {}), generated.get("properties", {})
    always_before, always_now = set(released.get("required", [])), set(generated.get("required", []))
    for name in sorted(before.keys() | now.keys()):
        field = f"{path}.{name}".removeprefix(".")
        if name not in now:
            yield f"{field}: removed"
        elif name in always_now - always_before:
            yield f"{field}: newly required"
        elif name in always_before - always_now:
            yield f"{field}: no longer always given"
        elif name in before:
            yield from breaking_changes(before[name], now[name], field)
