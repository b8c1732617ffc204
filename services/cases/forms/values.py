"""What is known of a case, by placeholder. Pure."""

from collections.abc import Iterable

from services.cases.forms import tables
from services.cases.forms.facts import Agreed, CaseSaid, Looked, Planned, Presence, Reviewed
from shared import codes
from shared.forms.blocks import Block, Prose, Signatures, Values
from shared.forms.household import members_table, names
from shared.forms.russian import day_text

WORKER, PARENT, TOOK_PART = "Куратор семьи", "От семьи", "Участник"


def case_values(case: CaseSaid) -> Values:
    """What every form of a case may say."""
    return {
        "reference": case.reference,
        "organisation.name": case.organisation,
        "worker.name": case.worker,
        "today": day_text(case.today),
        "family.members": names(case.family),
        "family.adults": names(one for one in case.family if not one.is_child),
        "family.children": names(one for one in case.family if one.is_child),
        "family.kind": codes.FAMILY_KINDS.text(case.family_kind, "ru"),
        "family.district": case.district,
        "family.address": case.address,
        "family.phone": case.phone,
        "members": members_table(case.family),
    }


def agreement_values(facts: Agreed) -> Values:
    """Who signs: those who did, else those of the family who may."""
    case = facts.case
    family = facts.family_signed or tuple(one.name for one in case.signers)
    team = facts.team_signed or (case.worker,)
    return {
        **case_values(case),
        "agreement.signed_on": day_text(facts.signed_on),
        "family.signers": ", ".join(family),
        "signatures": signatures((PARENT, family or ("",)), ("От организации", team)),
    }


def living_conditions_values(facts: Looked) -> Values:
    presence, case = facts.presence, facts.case
    adults = tuple(one.name for one in case.signers) or ("",)
    family = tuple(name for name in adults if name in presence.family) or adults
    return {
        **case_values(case),
        "assessment.done_on": day_text(facts.done_on),
        "assessment.by": facts.by or case.worker,
        "assessment.participants": ", ".join((*presence.family, *presence.team)),
        "assessment.absent": absent(presence),
        "scores": tables.scores(facts.scores),
        "children": tables.situations(facts.children),
        "summary": prose(facts.summary),
        "family_says": prose(facts.family_says),
        "signatures": signatures(
            ("Обследование провёл", (facts.by or case.worker,)), ("Участвовал", others(presence, facts.by)),
            ("С актом ознакомлен(а)", family),
        ),
    }  # fmt: skip


def plan_values(facts: Planned) -> Values:
    case = facts.case
    took_part = facts.presence.family or (*(one.name for one in case.signers), "")
    return {
        **case_values(case),
        "plan.version": str(facts.version) if facts.version else "",
        "plan.state": codes.PLAN_STATES.text(facts.state, "ru") if facts.state else "",
        "plan.saved_on": day_text(facts.saved_on),
        "goals": tables.goals(facts.goals),
        "participation": tables.participation(facts.presence),
        "signatures": signatures((WORKER, (case.worker,)), (TOOK_PART, took_part)),
    }


def review_values(facts: Reviewed) -> Values:
    case, presence = facts.case, facts.presence
    family = presence.family or tuple(one.name for one in case.signers)
    return {
        **case_values(case),
        "review.held_on": day_text(facts.held_on),
        "review.by": facts.by or case.worker,
        "review.participants": ", ".join((*presence.family, *presence.team)),
        "review.absent": absent(presence),
        "period.from": day_text(facts.since),
        "period.to": day_text(facts.held_on),
        "review.next_on": day_text(facts.next_on),
        "services": _services(facts),
        "goals": tables.progress(facts.goals),
        "scores": tables.compared(facts.scores),
        "children": tables.children(facts.children),
        "summary": prose(facts.summary),
        "family_says": prose(facts.family_says),
        "signatures": signatures(
            ("Мониторинг провёл", (facts.by or case.worker,)),
            ("От команды", others(presence, facts.by)),
            (TOOK_PART, family),
        ),
    }


def _services(facts: Reviewed) -> Block | None:
    given = tables.services(facts.services, facts.programmes)
    return given or (Prose("За это время помощь не записана.") if facts.held_on else None)


def signatures(*sides: tuple[str, Iterable[str]]) -> Signatures:
    return Signatures(tuple((who, name) for who, people in sides for name in people))


def others(presence: Presence, by: str) -> tuple[str, ...]:
    """Those of the team beside the one who wrote it down."""
    return tuple(name for name in presence.team if name != by)


def absent(presence: Presence) -> str:
    return "; ".join(f"{name} — {tables.reason_text(reason).lower()}" for name, reason in presence.absent)


def prose(text: str) -> Prose | None:
    return Prose(text) if text.strip() else None
