"""The usual course of work with a family, as acts on days after the referral."""

from collections.abc import Iterable

from stack.demo.region.acts.act import Act
from stack.demo.region.acts.cases import Agree, Assess, Close, Contact, FollowUp, MakePlan, Review, Serve
from stack.demo.region.acts.referrals import Accept
from stack.demo.region.themes.theme import Theme

Days = tuple[tuple[float, Act], ...]

VISIT = "Познакомились, попили чаю, договорились, как будем видеться."
CALL = "Созвонились: всё идёт, как договорились."


def course(
    theme: Theme,
    worker: str,
    *,
    accept: float = 2,
    contact: float | None = 3,
    agree: float | None = 10,
    assess: float | None = 24,
    plan: float | None = 34,
    helps: Iterable[float] = (),
    reviews: Iterable[float] = (),
    removal: str = "no_risk",
) -> Days:
    """Up to the first step that has no day."""
    found: list[tuple[float, Act]] = [(accept, Accept(worker))]
    found += [(contact, Contact("visit", VISIT, 60))] if contact is not None else []
    found += [(agree, Agree())] if agree is not None else []
    found += [(assess, Assess(theme, removal=removal))] if assess is not None else []
    found += [(plan, MakePlan(theme))] if plan is not None else []
    found += [(day, _serve(theme, number)) for number, day in enumerate(helps)]
    found += [(day, Review(theme.review, theme.says_at_review, removal=_later(removal))) for day in reviews]
    return tuple(found)


def self_sufficient(theme: Theme, day: float, removal: str = "no_risk") -> Days:
    """Looked at once more, the plan fulfilled, and closed on `day`."""
    return (
        (day - 6, Assess(theme, better=2, removal=_later(removal))),
        (day - 5, MakePlan(theme, done=True)),
        (day, Close("self_sufficient", removal=_later(removal), says=theme.says_later)),
    )


def holds(day: float) -> Days:
    return ((day, FollowUp(True, "Созвонились и зашли в гости: у семьи всё хорошо, помощь не нужна.")),)


def _later(removal: str) -> str:
    """A risk that was there at the first look is averted since."""
    return "averted" if removal == "at_risk" else removal


def _serve(theme: Theme, number: int) -> Serve:
    one = theme.helps[number % len(theme.helps)]
    return Serve(one.kind, one.note, one.speciality, one.method, one.provider, one.children)
