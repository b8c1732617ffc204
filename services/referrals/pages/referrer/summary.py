"""What a referral says, in rows to be read: before it is sent and ever after."""

from collections.abc import Callable
from datetime import date
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from services.referrals.views.common import name_of
from shared.codes import BASIS, CHANNELS, FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS, URGENCIES, CodeList
from shared.directory.model import KnownDistrict
from shared.web.pages import _
from shared.web.pages.dates import age, day, typed_day
from shared.web.pages.frame import full_name, phone
from shared.web.pages.reader import this_reader

Said = dict[str, Any]
Row = dict[str, Any]
Change = Callable[[str], str]
"""Where a part is changed, by its name; a member's is `members/<number>`. Empty where nothing can be changed."""


def nowhere(part: str) -> str:
    return ""


def sections(session: Session, said: Said, change: Change = nowhere) -> list[dict[str, Any]]:
    """`said` as a submission's schema loads it, as far as it is there; or as the API shows a referral."""
    return [
        {"title": _("The referral"), "rows": _head(session, said, change)},
        {"title": _("The family"), "rows": _family(session, said.get("family", {}), change)},
        {"title": _("Why you refer the family"), "rows": _story(said, change)},
    ]


def _head(session: Session, said: Said, change: Change) -> list[Row]:
    basis = said.get("basis", {})
    whom = change("whom")
    return [
        _row(_("To whom"), name_of(session, said.get("to_organisation")), whom),
        _row(_("How the family came"), _code(CHANNELS, said.get("channel")), whom),
        _row(_("By what right"), _basis(basis), whom),
        _row(_("Urgency"), _code(URGENCIES, said.get("urgency")), change("urgency")),
    ]


def _basis(basis: Said) -> str:
    parts = (_code(BASIS, basis.get("kind")), _on(basis.get("given_on")), basis.get("document"))
    return ", ".join(part for part in parts if part)


def _family(session: Session, family: Said, change: Change) -> list[Row]:
    district = session.get(KnownDistrict, family["district"]) if family.get("district") else None
    place = change("family")
    return [
        _row(_("Kind of family"), _code(FAMILY_KINDS, family.get("kind")), place),
        _row(_("District"), district.name if district else family.get("district"), place),
        _row(_("Address"), family.get("address"), place),
        _row(_("Phone"), phone(family.get("phone")), place),
        *(_member(number, one, change) for number, one in enumerate(family.get("members", ()))),
    ]


def _member(number: int, member: Said, change: Change) -> Row:
    born = typed_day(member["born_on"]) if member.get("born_on") else ""
    parts = (full_name(member), born, age(member.get("born_on"), member.get("age")))
    words = ", ".join(part for part in parts if part)
    return _row(_code(MEMBER_ROLES, member["role"]), words, change(f"members/{number}"))


def _story(said: Said, change: Change) -> list[Row]:
    return [
        _row(_("Why help is needed"), _list(REASONS, said.get("reasons")), change("reasons")),
        _row(_("What has happened"), _lines(said.get("narrative")), change("story")),
        _row(_("What help is hoped for"), _list(HELP_KINDS, said.get("help_wanted")), change("help")),
    ]


def _row(key: str, value: str | None, href: str) -> Row:
    shown = {"html": value} if isinstance(value, Markup) else {"text": value or "—"}
    row: Row = {"key": {"text": key}, "value": shown}
    if href:
        row["actions"] = {"items": [{"href": href, "text": _("Change"), "visuallyHiddenText": key}]}
    return row


def _code(codes: CodeList, code: str | None) -> str:
    return codes.text(code, this_reader().language) if code else ""


def _list(codes: CodeList, chosen: list[str] | None) -> Markup:
    items = [Markup("<li>{}</li>").format(_code(codes, one)) for one in chosen or ()]
    return Markup('<ul class="govuk-list">{}</ul>').format(Markup("").join(items)) if items else Markup("—")


def _lines(text: str | None) -> Markup:
    """Paragraphs rather than line breaks: a list indents what it shows."""
    paragraphs = [Markup("<p>{}</p>").format(line) for line in (text or "—").splitlines() if line.strip()]
    return Markup("").join(paragraphs)


def _on(value: date | None) -> str:
    return day(value)
