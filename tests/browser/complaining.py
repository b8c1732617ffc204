"""How what is wrong with many pages is told: each thing once, and where."""

from collections.abc import Iterable, Sequence

SHOWN = 3


def nothing(wrong: Sequence[str]) -> None:
    """Fails with all that is wrong; each line is `where: what`."""
    assert not wrong, "\n" + "\n".join(_grouped(wrong))


def _grouped(wrong: Iterable[str]) -> Iterable[str]:
    places: dict[str, list[str]] = {}
    for line in wrong:
        where, _, what = line.partition(": ")
        places.setdefault(what, []).append(where)
    for what, where in sorted(places.items(), key=lambda one: -len(one[1])):
        more = f" and {len(where) - SHOWN} more" if len(where) > SHOWN else ""
        yield f"{what}\n    {', '.join(where[:SHOWN])}{more}"
