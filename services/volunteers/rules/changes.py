"""What would have to change so that somebody could be asked: the change is made, and the rules are asked again."""

from collections.abc import Callable
from dataclasses import replace

from services.volunteers.rules.matching import Need, Offer

Pair = tuple[Need, Offer]

CHANGES: dict[str, tuple[str, Callable[[Need, Offer], Pair]]] = {
    "no_capacity": ("one_place_more", lambda need, offer: (need, replace(offer, capacity=offer.taken + 1))),
    "not_ready": ("readiness", lambda need, offer: (need, replace(offer, ready=True))),
    "too_far": ("distance", lambda need, offer: (need, replace(offer, districts=offer.districts | {need.district}))),
    "no_language": ("language", lambda need, offer: (need, replace(offer, languages=offer.languages | need.languages))),
    "declined_before": ("another_answer", lambda need, offer: (need, replace(offer, declined=False))),
    "not_independent": (
        "independence",
        lambda need, offer: (replace(need, assessing=frozenset(), team=frozenset()), offer),
    ),
}
"""By the rule that speaks against somebody: the code of the change, and the pair after it. For another kind there is
none: a volunteer becomes no contact family."""


def change_for(rule: str, need: Need, offer: Offer) -> tuple[str, Pair] | None:
    found = CHANGES.get(rule)
    return (found[0], found[1](need, offer)) if found else None
