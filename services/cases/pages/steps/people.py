"""The family and the team in forms: whom a choice offers, how they are called, who took part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.commands.checks import today
from services.cases.model import Case, Member
from shared.codes import NON_PARTICIPATION_REASONS
from shared.directory.lookup import name_of
from shared.web.pages import _
from shared.web.pages.fields import Choice, Group, Hidden, Option, Rows, Several, Text, options


def called(member: Member) -> str:
    return " ".join(part for part in (member.first_name, member.last_name) if part)


def household(session: Session, case: Case) -> list[Member]:
    """Who lives there now."""
    return case.household(today(session, case))


def children(session: Session, case: Case) -> list[Member]:
    day = today(session, case)
    return [one for one in case.household(day) if one.is_child(day)]


def adults(session: Session, case: Case) -> list[Member]:
    """Who may sign, and has rights as a parent."""
    day = today(session, case)
    return [one for one in case.household(day) if one.may_sign(day)]


def offered(members: Sequence[Member]) -> list[Option]:
    return [(str(one.id), called(one)) for one in members]


def team(session: Session, case: Case) -> list[Option]:
    people = dict.fromkeys(person for person, _organisation, _role in case.team)
    return [(str(one), name) for one in people if (name := name_of(session, one))]


def names(session: Session, case: Case) -> dict[str, str]:
    """Id → name, of everyone who was ever in the family, and of the team."""
    return {str(one.id): called(one) for one in case.members} | {id: text for id, text, *_more in team(session, case)}


def called_by(session: Session, case: Case) -> "Names":
    return Names(session, names(session, case))


@dataclass
class Names:
    """Anyone who was written down by id or in words, as pages show them."""

    session: Session
    known: dict[str, str]

    def __call__(self, who: Any) -> str:
        text = str(who or "")
        if text in self.known:
            return self.known[text]
        try:
            return name_of(self.session, UUID(text)) or _("someone who has left")
        except ValueError:
            return text


@dataclass
class Who(Text):
    """A name of the family or the team, which is sent as their id, or anyone else in words."""

    known: Mapping[str, str] = field(default_factory=dict)

    def show(self, value: Any) -> None:
        self.typed = self.known.get(str(value), str(value or ""))

    def read(self) -> Any:
        typed = self.typed.strip()
        by_name = {name.casefold(): id for id, name in self.known.items()}
        return by_name.get(typed.casefold(), typed) or self.blank


def who(name: str, label: str, known: Mapping[str, str]) -> Who:
    return Who(name, label, hint=_("%(names)s, or anyone else in words", names=", ".join(known.values())), known=known)


def took_part(session: Session, case: Case) -> Several:
    """Of an assessment or a review: members and people of the team side by side."""
    everyone = [*offered(household(session, case)), *team(session, case)]
    return Several("participants", _("Who took part"), options=everyone)


def could_not(session: Session, case: Case) -> Rows:
    """`absent`: for each of the family, why not."""
    rows = [_absence(number, one) for number, one in enumerate(household(session, case))]
    return Rows("absent", rows, hint=_("For who of the family did not take part: why."))


def _absence(number: int, member: Member) -> Group:
    why = _("Why %(name)s did not take part", name=called(member))
    reason = Choice(f"absent.{number}.reason", why, options=options(NON_PARTICIPATION_REASONS), many=True)
    return Group("", [reason, Hidden(f"absent.{number}.member", "")])


def absences(session: Session, case: Case) -> dict[str, Any]:
    """Values of `could_not`'s hidden fields."""
    return {"absent": [{"member": one.id} for one in household(session, case)]}


@dataclass
class TookPart(Choice):
    """One of the family in a plan or a closure: took part, or a reason. Its value is the item of the list."""

    member: str = ""
    many: bool = True

    def show(self, value: Any) -> None:
        self.typed = "yes" if value.get("took_part") else value.get("reason") or ""

    def read(self) -> Any:
        if not self.typed:
            return {"member": self.member}
        if self.typed == "yes":
            return {"member": self.member, "took_part": True}
        return {"member": self.member, "took_part": False, "reason": self.typed}


def participation(session: Session, case: Case, known: Sequence[Mapping[str, Any]] = ()) -> list[TookPart]:
    """A field for everyone who lives there now, with what was said of them before."""
    said = {str(one["member"]): one for one in known}
    fields = [_took_part(number, one) for number, one in enumerate(household(session, case))]
    for one in fields:
        if one.member in said:
            one.show(said[one.member])
    return fields


def _took_part(number: int, member: Member) -> TookPart:
    answers = [("yes", _("Took part")), *options(NON_PARTICIPATION_REASONS)]
    missing = _("Say of %(name)s: took part, or why not.", name=called(member))
    return TookPart(
        f"participation.{number}",
        called(member),
        options=answers,
        member=str(member.id),
        errors={"required": missing},
    )
