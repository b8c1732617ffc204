"""What is known of a referral, by placeholder. Pure."""

from services.referrals.forms.facts import ReferralFacts
from shared import codes
from shared.codes import CodeList
from shared.forms.blocks import Items, Prose, Signatures, Table, Values
from shared.forms.household import children_table, members_table, names
from shared.forms.russian import day_text

OPERATORS = Table(("Оператор", "Наименование", "Адрес"), (3, 5, 5), ())
SENDS, RECEIVES = "Направляет семью", "Принимает семью и помогает ей"


def referral_values(facts: ReferralFacts) -> Values:
    return {
        **_common(facts),
        "sent_on": day_text(facts.sent_on),
        "sender.person": facts.sender_person,
        "channel": codes.CHANNELS.text(facts.channel, "ru"),
        "urgency": codes.URGENCIES.text(facts.urgency, "ru"),
        "basis": codes.BASIS.text(facts.basis, "ru"),
        "basis.given_on": day_text(facts.basis_given_on),
        "basis.document": facts.basis_document,
        "reasons": _items(codes.REASONS, facts.reasons),
        "help": _items(codes.HELP_KINDS, facts.help_wanted),
        "narrative": Prose(facts.narrative) if facts.narrative.strip() else None,
        "signatures": Signatures((("Специалист, направивший семью", facts.sender_person), ("Руководитель", ""))),
    }


def consent_values(facts: ReferralFacts) -> Values:
    signer = facts.signer
    return {
        **_common(facts),
        "person.name": signer.name if signer else "",
        "person.born_on": day_text(signer.born_on) if signer else "",
        "operators": operators(facts.sender, facts.receiver),
        "children": children_table(facts.family) if any(one.is_child for one in facts.family) else None,
        "signatures": consent_signatures(signer.name if signer else ""),
    }


def operators(sender: str, receiver: str) -> Table:
    """Those to whom consent is given: the receiver alone where no organisation sends the family."""
    both = both_operators(sender, receiver)
    return Table(both.head, both.widths, tuple(row for row in both.rows if row[1]) or both.rows)


def both_operators(sender: str, receiver: str) -> Table:
    """Their addresses are written by hand: they are not known here."""
    return Table(OPERATORS.head, OPERATORS.widths, ((SENDS, sender, ""), (RECEIVES, receiver, "")))


def consent_signatures(name: str) -> Signatures:
    return Signatures((("Согласие даю", name),))


def _common(facts: ReferralFacts) -> Values:
    return {
        "reference": facts.reference,
        "today": day_text(facts.today),
        "sender.name": facts.sender,
        "receiver.name": facts.receiver,
        "family.kind": codes.FAMILY_KINDS.text(facts.family_kind, "ru"),
        "family.members": names(facts.family),
        "family.district": facts.district,
        "family.address": facts.address,
        "family.phone": facts.phone,
        "members": members_table(facts.family),
    }


def _items(texts: CodeList, chosen: tuple[str, ...]) -> Items | None:
    return Items(tuple(texts.text(code, "ru") for code in chosen)) if chosen else None
