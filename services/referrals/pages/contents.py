"""The contents of an invitation's page: the form while it is open, afterwards the state and what can be done."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from services.referrals.codes import ENTRY_KINDS
from services.referrals.model import Invitation
from services.referrals.pages.form import ROWS, Typed
from services.referrals.pages.texts import TEXTS
from services.referrals.rules import states
from services.referrals.views import outside
from shared import codes, emergency
from shared.directory.lookup import time_zone_of
from shared.directory.model import KnownOrganisation

_TEMPLATES = Environment(
    loader=PackageLoader("services.referrals.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
_LISTS = (
    codes.BASIS,
    codes.URGENCIES,
    codes.FAMILY_KINDS,
    codes.MEMBER_ROLES,
    codes.HELP_KINDS,
    codes.WITHDRAW_REASONS,
)
_NOTHING_TYPED = Typed.of(MultiDict())


@dataclass(frozen=True)
class Tried:
    """What was typed and refused: `errors` by field, or a `notice`, the name of a text."""

    typed: Typed = _NOTHING_TYPED
    errors: dict[str, str] = field(default_factory=dict)
    notice: str = ""


@dataclass(frozen=True)
class View:
    """A title, by the name of its text, and escaped HTML."""

    title: str
    content: Markup


def send_view(session: Session, invitation: Invitation, language: str, tried: Tried) -> View:
    seen = outside.invitation(session, invitation)
    reasons = {group: _options(codes.REASONS, language, group) for group in ("family", "child")}
    return _view(
        "send.html",
        "title",
        _common(session, invitation, language, tried)
        | {"guest": seen["organisation_name"], "receiver": seen["to_organisation"]["name"] or ""}
        | {"until": _when(session, invitation, language)(seen["expires_at"]), "rows": ROWS}
        | {"districts": [(one["code"], f"{one['name']}, {one['region']}") for one in seen["choices"]["districts"]]}
        | {"family_reasons": reasons["family"], "child_reasons": reasons["child"]},
    )


def state_view(session: Session, invitation: Invitation, language: str, tried: Tried, withdraw_url: str) -> View:
    sent = _sent(session, invitation)
    return _view(
        "state.html",
        "title_state",
        _common(session, invitation, language, tried)
        | {"sent": sent, "status": codes.REFERRAL_STATES.text(sent["status"], language)}
        | {"when": _when(session, invitation, language), "withdraw_url": withdraw_url}
        | {"history": [_entry(entry, language) for entry in sent["history"]]}
        | {"may_withdraw": may_withdraw(invitation)},
    )


def withdraw_view(session: Session, invitation: Invitation, language: str, tried: Tried, here: str) -> View:
    said = {"sent": _sent(session, invitation), "here": here}
    return _view("withdraw.html", "title_withdraw", _common(session, invitation, language, tried) | said)


def may_withdraw(invitation: Invitation) -> bool:
    return invitation.referral is not None and invitation.referral.status in states.ALLOWED_IN["withdraw"]


def _view(template: str, title: str, said: dict[str, Any]) -> View:
    html = _TEMPLATES.get_template(template).render(said)
    return View(title, Markup(html))  # noqa: S704 - Jinja escaped all that it was given


def _common(session: Session, invitation: Invitation, language: str, tried: Tried) -> dict[str, Any]:
    receiver, texts = session.get(KnownOrganisation, _receiver(invitation)), TEXTS[language]
    return {
        "t": texts,
        "lists": {one.name: _options(one, language) for one in _LISTS},
        "typed": tried.typed,
        "errors": tried.errors,
        "notice": texts[tried.notice] if tried.notice else "",
        "wrong": [(name, _label(name, texts), _said(code, texts)) for name, code in tried.errors.items()],
        "emergency_number": emergency.NUMBER,
        "duty_phone": receiver.duty_phone if receiver else None,
    }


def _sent(session: Session, invitation: Invitation) -> dict[str, Any]:
    assert invitation.referral
    return outside.referral(session, invitation.referral)


def _receiver(invitation: Invitation) -> Any:
    """Who has the referral now; before it is sent, who invites."""
    return invitation.referral.to_organisation if invitation.referral else invitation.organisation


def _options(offered: codes.CodeList, language: str, group: str | None = None) -> list[tuple[str, str]]:
    return [(code, offered.text(code, language)) for code in offered if group in (None, offered.group(code))]


def _label(name: str, texts: dict[str, Any]) -> str:
    labels: dict[str, str] = texts["labels"]
    if not name.startswith("family.members."):
        return labels.get(name, labels["_"])
    _, _, row, *rest = name.split(".")
    return f"{texts['member']} {int(row) + 1}, {labels.get('.'.join(rest), labels['_'])}"


def _said(code: str, texts: dict[str, Any]) -> str:
    return str(texts["codes"].get(code, texts["codes"]["other"]))


def _entry(entry: dict[str, Any], language: str) -> dict[str, Any]:
    """One thing that happened, in words; `more` is what was said with it."""
    lists = {"declined": codes.DECLINE_REASONS, "withdrawn": codes.WITHDRAW_REASONS, "case_closed": codes.OUTCOMES}
    why = [entry[name] for name in ("reason", "outcome") if entry.get(name) and entry["kind"] in lists]
    more = [lists[entry["kind"]].text(code, language) for code in why]
    more += [entry[name] for name in ("question", "answer", "note") if name in entry]
    return {"at": entry["at"], "said": ENTRY_KINDS.text(entry["kind"], language), "more": more}


def _when(session: Session, invitation: Invitation, language: str) -> Any:
    """Moments in the receiver's time zone, which is said with them."""
    zone = ZoneInfo(time_zone_of(session, _receiver(invitation)))

    def said(moment: datetime) -> str:
        return str(format_datetime(moment, "d MMMM y, HH:mm (ZZZZ)", tzinfo=zone, locale=language))

    return said
