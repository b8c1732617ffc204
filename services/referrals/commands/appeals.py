"""A family asks for help itself, without an account: a referral of the channel `family` that nobody else sent."""

import hmac
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.referrals.commands.actor import OUTSIDER
from services.referrals.commands.submission import enter
from services.referrals.model import Appeal, Referral, UsedForm
from services.referrals.model.referral import IMMEDIATE
from services.referrals.rules import slips
from shared import clock
from shared.directory.lookup import today_at
from shared.directory.model import KnownOrganisation
from shared.problems import Invalid, NotFound

FAMILY = "family"
UNSAID_REASON = "other"
"""A family need not name its trouble in our codes; the coordinator reads the text."""

_IN_NAMES = ("last_name", "first_name", "middle_name")
_RENAMED = {"narrative": "text", "family.kind": "family_kind"}


def appeal(session: Session, body: dict[str, Any], secret: str) -> tuple[Referral, str]:
    """`body` as `schemas.NewAppeal` loads it. The referral, and the code that is shown this once.

    Raises Invalid, and Conflict when the organisation takes nobody at present.
    """
    _require_person(body)
    _require_receiver(session, body)
    _use_form(session, body["form"], secret)
    try:
        referral = enter(session, OUTSIDER, _as_referral(session, body))
    except Invalid as problem:
        raise Invalid({_place(path): codes for path, codes in problem.errors.items()}) from None
    code = slips.new_code()
    session.add(Appeal(referral=referral.id, code_hash=slips.hash_of_code(code, referral.reference, secret)))
    return referral, code


def find_appeal(session: Session, reference: str, code: str, secret: str, *, lock: bool = False) -> Referral:
    """Raises NotFound, the same after the same work, whether it is the reference or the code that is wrong."""
    digits = "".join(sign for sign in reference if sign.isdecimal())
    written = "-".join((digits[:3], digits[3:6], digits[6:]))
    found = select(Referral, Appeal.code_hash).join(Appeal, Appeal.referral == Referral.id)
    found = found.where(Referral.reference == written)
    row = session.execute(found.with_for_update(of=Referral) if lock else found).one_or_none()
    given = slips.hash_of_code(code, written, secret)
    if not hmac.compare_digest(row.code_hash if row else b"", given) or row is None:
        raise NotFound("The reference or the code is not right.")
    referral: Referral = row.Referral
    return referral


def _require_person(body: dict[str, Any]) -> None:
    errors: dict[str, list[str]] = {}
    if body["website"]:
        errors["website"] = ["leave_empty"]
    if not body["consent_covers"]:
        errors["consent_covers"] = ["consent_does_not_cover"]
    if not body["phone"] and not body["address"]:
        errors["phone"] = ["required"]
    if errors:
        raise Invalid(errors)


def _require_receiver(session: Session, body: dict[str, Any]) -> None:
    """One that wants no appeals looks like one that is not there."""
    known = session.get(KnownOrganisation, body["to_organisation"])
    if known is None or not (known.active and known.accepts_appeals):
        raise Invalid({"to_organisation": ["not_found"]})


def _use_form(session: Session, token: str, secret: str) -> None:
    """Once; a refused appeal uses nothing up, since its transaction is rolled back."""
    try:
        form = slips.opened(token, secret, clock.system())
    except slips.BadForm as problem:
        raise Invalid({"form": [problem.code]}) from None
    used = insert(UsedForm).values(nonce=form.nonce, expires_at=form.expires_at).on_conflict_do_nothing()
    if session.scalar(used.returning(UsedForm.nonce)) is None:
        raise Invalid({"form": ["expired"]})


def _as_referral(session: Session, body: dict[str, Any]) -> dict[str, Any]:
    """The consent is given with the appeal, today."""
    return {
        "to_organisation": body["to_organisation"],
        "channel": FAMILY,
        "basis": {"kind": "consent", "given_on": today_at(session, body["to_organisation"]), "document": None},
        "urgency": body["urgency"],
        "despite_no_capacity": body["urgency"] == IMMEDIATE,  # nobody in danger is turned away by a setting
        "family": {
            "kind": body["family_kind"],
            **{name: body[name] for name in ("district", "address", "phone")},
            "members": [_applicant(body), *body["members"]],
        },
        "reasons": body["reasons"] or [UNSAID_REASON],
        "narrative": body["text"],
        "help_wanted": body["help_wanted"],
    }


def _applicant(body: dict[str, Any]) -> dict[str, Any]:
    return {**body["names"], **{name: body[name] for name in ("role", "born_on", "age")}}


def _place(path: str) -> str:
    """Where the appeal says what the referral says at this path."""
    if path in _RENAMED:
        return _RENAMED[path]
    if path.startswith("family.members."):
        number, _, name = path.removeprefix("family.members.").partition(".")
        if number != "0":
            return f"members.{int(number) - 1}.{name}"
        return f"names.{name}" if name in _IN_NAMES else name
    return path.removeprefix("family.")
