"""How an organisation matches: what each reason is worth, and which ways are near or too far."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.volunteers.rules.feedback import Experience, moved
from services.volunteers.rules.settings import USUAL as USUAL_SETTINGS
from shared.codes import MATCH_REASONS, VOLUNTEER_KINDS


@dataclass(frozen=True)
class Limits:
    """Kilometres: up to `near` a way counts as if there were none, beyond `far` nobody is asked."""

    near: int
    far: int


@dataclass(frozen=True)
class Policy:
    """`weights` are points by reason, after feedback has moved them; `limits` by kind of volunteer."""

    weights: Mapping[str, int]
    limits: Mapping[str, Limits]


def policy_of(settings: Mapping[str, int], experience: Experience | None = None) -> Policy:
    """`experience`: what pairings taught, where the organisation lets that count."""
    limits = {kind: Limits(settings[f"near_km_{kind}"], settings[f"far_km_{kind}"]) for kind in VOLUNTEER_KINDS}
    return Policy(weights(settings, experience), limits)


def weights(settings: Mapping[str, int], experience: Experience | None = None) -> dict[str, int]:
    """Living near is never worth more than living in the same district, whatever pairings taught."""
    found = {reason: settings[f"weight_{reason}"] for reason in MATCH_REASONS}
    if experience is not None and settings["feedback_counts"]:
        least = settings["feedback_least_pairings"]
        found = {reason: moved(points, experience, reason, least) for reason, points in found.items()}
    return found | {"near_district": min(found["near_district"], found["same_district"])}


USUAL = policy_of(USUAL_SETTINGS)
