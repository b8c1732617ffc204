"""Kinds of homes, each with what it adds to the figures of 2026: as known in March 2027, and when 2026 ended.

Every trap is a way in which a careless count goes wrong. `children on support` is in each as many as `children served`.
"""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from uuid import UUID

from shared.contracts.referrals import FAMILY_MERGED, FAMILY_SEPARATED
from tests.support.truth.telling import Place, Story, noon

KNOWN_EARLY, KNOWN_LATE = date(2026, 12, 31), date(2027, 3, 1)
TODDLER, PUPIL, TEENAGER = date(2021, 4, 12), date(2016, 9, 1), date(2012, 11, 30)
LATER_STILL = date(2027, 2, 10)


@dataclass(frozen=True)
class Adds:
    """What a home adds. `held` of `followed` outcomes hold; `rights` parents kept or restored theirs."""

    served: int = 0
    supported: int = 0
    improved: int = 0
    prevented: int = 0
    closed: int = 0
    self_sufficient: int = 0
    followed: int = 0
    held: int = 0
    rights: int = 0

    def __add__(self, other: "Adds") -> "Adds":
        return Adds(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: "Adds") -> "Adds":
        return Adds(*(one - less for one, less in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True)
class Kind:
    """`early`: as known when 2026 ended; the same as `late` when None."""

    play: Callable[[Place, Place], None]
    late: Adds
    early: Adds | None = None

    @property
    def then(self) -> Adds:
        return self.late if self.early is None else self.early


def begun(place: Place, births: Sequence[date], at_risk: int = 0, **same: object) -> Story:
    """Signed in January 2025, planned and served in February: nothing of it in 2026."""
    story = Story(place, births, **same).opened(date(2025, 1, 13)).signed(date(2025, 1, 20))  # type: ignore[arg-type]
    story.assessed(date(2025, 1, 27), story.children[:at_risk])
    story.planned(date(2025, 2, 3)).served(date(2025, 2, 10), story.members)
    return story


def merged(story: Story, into: Story, day: date) -> None:
    pairs = [{"id": one, "same_as": other} for one, other in zip(story.members, into.members, strict=True)]
    said = _family(story) | {"into": into.family, "members": pairs}
    story.place.bench.receive(FAMILY_MERGED, story.family, said, at=noon(day))


def separated(story: Story, other: Story, day: date) -> None:
    said = _family(story) | {"separated_from": other.family}
    story.place.bench.receive(FAMILY_SEPARATED, story.family, said, at=noon(day))


def _family(story: Story) -> dict[str, object]:
    return {"family": story.family, "district": story.place.district, "kind": "blood"}


def one_family_in_two_organisations(here: Place, there: Place) -> None:
    """Both serve and close it; the later closure is the one that counts, and each child once."""
    first, second = begun(there, [PUPIL, TEENAGER]), begun(here, [PUPIL, TEENAGER], at_risk=1)
    merged(first, second, date(2025, 3, 3))
    first.served(date(2026, 2, 2), first.children)
    first.closed(date(2026, 3, 2), "passed_on", wellbeing="same")
    second.served(date(2026, 3, 9), second.children)
    second.assessed(date(2026, 4, 6))
    second.closed(date(2026, 9, 7), averted=second.children[:1])


def merged_twice_and_once_by_mistake(here: Place, there: Place) -> None:
    """A into B, B into C: one child. D into C was undone: another."""
    births = [TODDLER]
    a, b, c, d = (begun(place, births) for place in (here, there, here, there))
    merged(a, b, date(2025, 4, 1))
    merged(b, c, date(2025, 5, 1))
    merged(d, c, date(2025, 6, 2))
    separated(d, c, date(2025, 7, 1))
    for story in (a, b, c, d):
        story.served(date(2026, 5, 4), story.children)


def merged_later(here: Place, there: Place) -> None:
    """Two families until February 2027."""
    first, second = begun(here, [PUPIL]), begun(there, [PUPIL])
    for story in (first, second):
        story.served(date(2026, 6, 1), story.children)
        story.closed(date(2026, 7, 6), "moved", wellbeing="same", rights="lost")
    merged(first, second, LATER_STILL)


def who_comes_of_age(here: Place, _: Place) -> None:
    """18 on 1 January; 18 long before; on 29 February, served on the 28th: the last alone is a child."""
    births = [date(2008, 1, 1), date(2007, 6, 1), date(2008, 2, 29)]
    story = begun(here, births)
    story.served(date(2026, 1, 1), story.children[:1])
    story.served(date(2026, 2, 28), story.children[1:])
    story.served(date(2026, 3, 2), story.children)


def served_by_mistake(here: Place, _: Place) -> None:
    """Never on support; the one service was annulled in 2026, that of another family in 2027."""
    for day in (date(2026, 5, 8), LATER_STILL):
        story = Story(here, [PUPIL]).opened(date(2026, 4, 6))
        story.annulled(day, story.served(date(2026, 5, 4), story.children))


def served_twice_annulled_once(here: Place, _: Place) -> None:
    story = begun(here, [PUPIL])
    story.served(date(2026, 3, 2), story.children)
    story.annulled(date(2026, 3, 20), story.served(date(2026, 3, 16), story.children))


def improved_by_mistake(here: Place, _: Place) -> None:
    """The review that said so was annulled; of another family the assessment with which one could compare; a third was
    assessed by another tool, a fourth reviewed without anybody of the family."""
    first, second, third, fourth = (begun(here, [PUPIL]) for _ in range(4))
    for story in (first, second, fourth):
        again = story.assessed(date(2026, 2, 2))
        if story is second:
            story.annulled(date(2026, 6, 8), again)
    third.assessed(date(2026, 2, 2), tool="living_conditions")
    for story in (first, second, third, fourth):
        story.served(date(2026, 3, 2), story.children)
        alone = {"participants": [story.place.worker]} if story is fourth else {}
        said = story.reviewed(date(2026, 6, 1), "improved", **alone)
        if story is first:
            story.annulled(date(2026, 6, 8), said)


def averted_what_was_no_risk(here: Place, _: Place) -> None:
    """No risk was recorded before; of another family it was, by mistake."""
    first, second = begun(here, [TODDLER]), begun(here, [TODDLER])
    second.annulled(date(2026, 2, 3), second.assessed(date(2026, 2, 2), second.children))
    for story in (first, second):
        story.served(date(2026, 3, 2), story.children)
        story.reviewed(date(2026, 6, 1), "same", averted=story.children)


def averted_twice(here: Place, _: Place) -> None:
    """In the review and at the closure: one child."""
    story = begun(here, [PUPIL], at_risk=1)
    story.served(date(2026, 3, 2), story.children)
    story.reviewed(date(2026, 6, 1), "same", averted=story.children)
    story.closed(date(2026, 9, 7), "moved", wellbeing="worse", averted=story.children, rights="restored")


def typed_late(here: Place, _: Place) -> None:
    """Given and closed in December, typed in February."""
    story = begun(here, [PUPIL, TEENAGER], at_risk=1)
    story.served(date(2026, 12, 7), story.children, typed=LATER_STILL)
    story.assessed(date(2026, 6, 1))
    story.closed(date(2026, 12, 21), averted=story.children[:1], typed=LATER_STILL)


def reopened(here: Place, _: Place) -> None:
    """Closed in May and reopened in July: not off support. Another was closed again; a third reopened in 2027."""
    first, second, third = (begun(here, [PUPIL]) for _ in range(3))
    for story in (first, second, third):
        story.served(date(2026, 3, 2), story.children)
        story.closed(date(2026, 5, 4), wellbeing="same")
    first.reopened(date(2026, 7, 6))
    second.reopened(date(2026, 7, 6)).closed(date(2026, 11, 2), "moved", wellbeing="same", rights="restricted")
    third.reopened(LATER_STILL)


def closed_before(here: Place, there: Place) -> None:
    """Closed as self-sufficient in 2025; in 2026 it holds, or not, and one for which it does not is reopened after the
    year; of one that moved away nobody asks."""
    for place, outcome, holds in (
        (here, "self_sufficient", True),
        (there, "self_sufficient", False),
        (here, "moved", True),
    ):
        story = begun(place, [TODDLER]).closed(date(2025, 11, 3), outcome, wellbeing="same")
        story.followed_up(date(2026, 5, 4), holds)
        if not holds:
            story.reopened(LATER_STILL)


TRAPS: dict[str, Kind] = {
    kind.play.__name__: kind
    for kind in (
        Kind(one_family_in_two_organisations, Adds(2, 2, 2, 1, 1, 1, rights=1)),
        Kind(merged_twice_and_once_by_mistake, Adds(2, 2)),
        Kind(merged_later, Adds(1, 1, closed=1), Adds(2, 2, closed=2)),
        Kind(who_comes_of_age, Adds(1, 1)),
        Kind(served_by_mistake, Adds(), Adds(served=1)),
        Kind(served_twice_annulled_once, Adds(1, 1)),
        Kind(improved_by_mistake, Adds(4, 4)),
        Kind(averted_what_was_no_risk, Adds(2, 2)),
        Kind(averted_twice, Adds(1, 1, prevented=1, closed=1, rights=1)),
        Kind(typed_late, Adds(2, 2, 2, 1, 1, 1, rights=1), Adds(supported=2)),
        Kind(reopened, Adds(3, 3, closed=1), Adds(3, 3, closed=2, self_sufficient=1, rights=1)),
        Kind(closed_before, Adds(followed=2, held=1)),
    )
}


@dataclass(frozen=True)
class Ordinary:
    """A family without any trap, but that everything in it happened twice. Its children improved or not, `prevented`
    of them stay in the family; `outcome` None: it is still supported."""

    children: int
    improved: bool
    prevented: int
    outcome: str | None

    @property
    def adds(self) -> Adds:
        ended = int(self.outcome is not None)
        improved = self.children if self.improved else 0
        sufficient = int(self.outcome == "self_sufficient")
        return Adds(self.children, self.children, improved, self.prevented, ended, sufficient, rights=ended)

    def play(self, here: Place, _: Place) -> None:
        births = ([PUPIL, TEENAGER, TODDLER] * 2)[: self.children]
        story = begun(here, births, at_risk=self.prevented)
        story.assessed(date(2026, 2, 2))
        story.served(date(2026, 3, 2), story.members)
        word, averted = "improved" if self.improved else "worse", self._averted(story)
        if self.outcome:
            story.closed(date(2026, 10, 5), self.outcome, word, averted)
        else:
            story.reviewed(date(2026, 6, 1), word, averted)

    def _averted(self, story: Story) -> list[UUID]:
        return story.children[: self.prevented]
