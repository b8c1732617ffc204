"""Acts of which the people in them decide how they go: whom a coordinator asks, whether a question still stands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases import commands as cases
from services.cases import concerns
from services.cases.model import Case, Concern, SupportRequest
from services.volunteers.model import Proposal, Request
from services.volunteers.policies import requests as policies
from services.volunteers.queries.candidates import shortlist
from shared import clock
from shared.caller import Caller
from stack.demo.region.acts.act import Act
from stack.demo.region.acts.cases import OnCase
from stack.demo.region.acts.support import (
    MATCHMAKERS,
    HelperEnds,
    Introduce,
    Propose,
    SayNo,
    SayYes,
    WriteJournal,
)

if TYPE_CHECKING:
    from stack.demo.region.stage import Stage
    from stack.demo.region.story import Life


@dataclass(frozen=True)
class _WithHelper(Act):
    """Nothing happens where nobody was found, or the one who was asked has not said yes."""

    called: str
    tells: ClassVar[bool] = True

    def _asked(self, life: "Life") -> str:
        """The address of who was asked last; empty: nobody."""
        return next((email for called, email in reversed(life.proposals) if called == self.called), "")

    def _answer(self, stage: "Stage", life: "Life") -> str:
        asked = self._asked(life)
        if not asked:
            return ""
        proposal = Proposal.id == life.proposals[self.called, asked]
        expired = stage.read("volunteers", Proposal.expires_at, proposal) <= clock.now()
        status = stage.read("volunteers", Proposal.status, proposal)
        return "expired" if status == "made" and expired else str(status)


@dataclass(frozen=True)
class AskSomebody(_WithHelper):
    """The best of the candidates who was not asked yet."""

    def play(self, stage: "Stage", life: "Life") -> None:
        if self._answer(stage, life) in ("made", "accepted"):
            return None
        for email in self._candidates(stage, life):
            if (self.called, email) not in life.proposals:
                return Propose(self.called, email).play(stage, life)

    def _candidates(self, stage: "Stage", life: "Life") -> list[str]:
        """Addresses, the best first; among equals by address, since ids are new each time."""
        if not stage.find("volunteers", Request.id, Request.id == life.requests[self.called]):
            stage.arrive()
        known = {id: email for email, id in stage.volunteers.items()}
        on = (policies.request, life.requests[self.called])
        found: list[tuple[int, UUID]] = stage.act("volunteers", MATCHMAKERS[life.receiver], _ranked, on=on)
        named = [(-score, known[id]) for score, id in found if id in known]
        return [email for _, email in sorted(named)]


def _ranked(session: Session, caller: Caller, request: Request) -> list[tuple[int, UUID]]:
    return [(one.score, one.volunteer.id) for one in shortlist(session, request).items if not one.asked]


@dataclass(frozen=True)
class SaysYes(_WithHelper):
    def play(self, stage: "Stage", life: "Life") -> None:
        if self._answer(stage, life) == "made":
            SayYes(self.called, self._asked(life)).play(stage, life)


@dataclass(frozen=True)
class SaysNo(_WithHelper):
    def play(self, stage: "Stage", life: "Life") -> None:
        if self._answer(stage, life) == "made":
            SayNo(self.called, self._asked(life), "Сейчас не получится.").play(stage, life)


@dataclass(frozen=True)
class Introduced(_WithHelper):
    place: str

    def play(self, stage: "Stage", life: "Life") -> None:
        if self._answer(stage, life) == "accepted":
            self._let_cases_know(stage, life)
            Introduce(self.called, self.place).play(stage, life)

    def _let_cases_know(self, stage: "Stage", life: "Life") -> None:
        wanted = (SupportRequest.id == life.requests[self.called], SupportRequest.status == "matched")
        if not stage.find("cases", SupportRequest.id, *wanted):
            stage.arrive()


@dataclass(frozen=True)
class TellsJournal(_WithHelper):
    text: str
    tells: ClassVar[bool] = False

    def play(self, stage: "Stage", life: "Life") -> None:
        if self._answer(stage, life) == "accepted":
            WriteJournal(self.called, self._asked(life), self.text).play(stage, life)


@dataclass(frozen=True)
class EndsIt(_WithHelper):
    def play(self, stage: "Stage", life: "Life") -> None:
        if self._answer(stage, life) == "accepted":
            HelperEnds(self.called, self._asked(life)).play(stage, life)


@dataclass(frozen=True)
class ReportConcern(OnCase):
    severity: str
    text: str
    tells: ClassVar[bool] = True

    def play(self, stage: "Stage", life: "Life") -> None:
        said = {"severity": self.severity, "text": self.text, "members": life.children()}
        self._do(stage, life, cases.report_concern, said)


@dataclass(frozen=True)
class TakeUpConcern(Act):
    """By the supervisor of the case's organisation."""

    note: str
    tells: ClassVar[bool] = True

    def play(self, stage: "Stage", life: "Life") -> None:
        mine = Concern.case_id == select(Case.id).where(Case.referral == life.referral).scalar_subquery()
        concern = stage.read("cases", Concern.id, mine, Concern.acknowledged_at.is_(None))
        on, by = (concerns.concern_of, concern), f"supervisor@{life.receiver}.example"
        stage.act("cases", by, _acknowledge, on=on, policy=concerns.ACKNOWLEDGER, note=self.note)


def _acknowledge(session: Session, caller: Caller, heard: concerns.Heard, **said: Any) -> Concern:
    return cases.acknowledge(session, caller, heard.concern, **said)
