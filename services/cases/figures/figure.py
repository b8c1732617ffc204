"""The figures: of which rule's parts each is made, of how many it is a share, and whether an analyst sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.cases.figures.counting import Tally

ONE_DECIMAL, SHARE_DIGITS = 1, 4


@dataclass(frozen=True)
class Figure:
    """`parts`: those counted, all when empty. `share`: it is one of all that its rule counts. `mean`: not their number
    but the mean of what is measured. `for_analysts`: shown to who sees no personal data."""

    rule: str
    parts: Sequence[str] = ()
    share: bool = False
    mean: bool = False
    for_analysts: bool = True


KEPT, RESTORED, RESTRICTED, LOST = "kept", "restored", "restricted", "lost"

FIGURES: dict[str, Figure] = {
    "children_served": Figure("served"),
    "families_closed": Figure("closed"),
    "families_self_sufficient": Figure("closed", ["self_sufficient"], share=True),
    "support_months": Figure("closed", ["under", "within", "over"], mean=True),
    "support_one_to_three_years": Figure("closed", ["within"], share=True, for_analysts=False),
    "removal_prevented": Figure("removal"),
    "children_supported": Figure("wellbeing"),
    "wellbeing_improved": Figure("wellbeing", ["improved"], share=True),
    "outcomes_followed_up": Figure("follow_ups"),
    "outcomes_hold": Figure("follow_ups", ["holds"], share=True),
    "parents_at_closure": Figure("rights"),
    "parental_rights_kept_or_restored": Figure("rights", [KEPT, RESTORED], share=True),
    "parental_rights_kept": Figure("rights", [KEPT], share=True, for_analysts=False),
    "parental_rights_restored": Figure("rights", [RESTORED], share=True, for_analysts=False),
    "parental_rights_restricted": Figure("rights", [RESTRICTED], share=True, for_analysts=False),
    "parental_rights_lost": Figure("rights", [LOST], share=True, for_analysts=False),
}
"""By code of `shared.codes.OUTCOME_FIGURES`."""

FOR_ANALYSTS = {code: figure for code, figure in FIGURES.items() if figure.for_analysts}


@dataclass(frozen=True)
class Shown:
    """A figure in one place. `value` is None where it is hidden, and for a mean of nobody; `of` is what it is a share
    or a mean of."""

    value: int | float | None
    of: int | None = None
    share: float | None = None
    hidden: bool = False


HIDDEN = Shown(None, hidden=True)


def shown(figure: Figure, tally: Tally) -> Shown:
    number = tally.of(*figure.parts)
    if figure.mean:
        return Shown(round(float(tally.amount) / number, ONE_DECIMAL) if number else None, number)
    if not figure.share:
        return Shown(number)
    everyone = tally.of()
    return Shown(number, everyone, round(number / everyone, SHARE_DIGITS) if everyone else None)
