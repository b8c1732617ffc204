"""Someone at the family's side: asked for, proposed, accepted, introduced, ended."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from services.cases import commands as cases
from services.cases import policies as of_cases
from services.volunteers import commands
from services.volunteers.model import Assignment
from services.volunteers.policies import common as policies
from services.volunteers.policies.assignments import assignment
from services.volunteers.policies.proposals import proposal
from services.volunteers.policies.requests import request
from shared import clock
from stack.demo.region.acts.act import Act
from stack.demo.region.acts.cases import case_id
from stack.demo.region.calendar import day_of

if TYPE_CHECKING:
    from stack.demo.region.stage import Stage
    from stack.demo.region.story import Life

Time = dict[str, Any]
MATCHMAKERS = {"ngo": "volunteers@ngo.example", "social": "volunteers@social.example"}


@dataclass(frozen=True)
class Wish(Act):
    """The worker asks for a contact family or a volunteer; `called` names the wish within the story."""

    called: str
    kind: str
    about: str
    skills: tuple[str, ...] = ()
    experience: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("ru",)
    times: tuple[Time, ...] = ()
    tells: ClassVar[bool] = True

    def play(self, stage: "Stage", life: "Life") -> None:
        body = {name: list(getattr(self, name)) for name in ("skills", "experience", "languages", "times")}
        agreed_on = day_of(clock.now()) if self.kind == "contact_family" else None
        made = stage.act(
            "cases",
            life.worker,
            cases.request_support,
            on=(of_cases.case_of, case_id(stage, life)),
            policy=of_cases.WORKER,
            kind=self.kind,
            about=self.about,
            district=life.story.district,
            family_agreed_on=agreed_on,
            **body,
        )
        life.requests[self.called] = made.id


@dataclass(frozen=True)
class _Pairing(Act):
    called: str
    waits: ClassVar[bool] = True
    tells: ClassVar[bool] = True

    def _worker_does(self, stage: "Stage", life: "Life", command: Any, **body: Any) -> None:
        on, policy = (of_cases.request_of, life.requests[self.called]), of_cases.of_request(of_cases.WORKER)
        stage.act("cases", life.worker, command, on=on, policy=policy, **body)

    def _assignment(self, stage: "Stage", life: "Life") -> UUID:
        wanted = Assignment.request_id == life.requests[self.called]
        return stage.read("volunteers", Assignment.id, wanted)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Propose(_Pairing):
    """`helper`: an address."""

    helper: str

    def play(self, stage: "Stage", life: "Life") -> None:
        made = stage.act(
            "volunteers",
            MATCHMAKERS[life.receiver],
            commands.propose,
            on=(request, life.requests[self.called]),
            policy=policies.COORDINATORS,
            volunteer=stage.volunteers[self.helper],
        )
        life.proposals[self.called, self.helper] = made.id


@dataclass(frozen=True)
class SayYes(_Pairing):
    helper: str

    def play(self, stage: "Stage", life: "Life") -> None:
        on = (proposal, life.proposals[self.called, self.helper])
        stage.act("volunteers", self.helper, commands.accept, on=on, policy=policies.THE_VOLUNTEER)


@dataclass(frozen=True)
class SayNo(_Pairing):
    helper: str
    reason: str | None = None

    def play(self, stage: "Stage", life: "Life") -> None:
        on = (proposal, life.proposals[self.called, self.helper])
        policy = policies.THE_VOLUNTEER
        stage.act("volunteers", self.helper, commands.decline, on=on, policy=policy, reason=self.reason)


@dataclass(frozen=True)
class Introduce(_Pairing):
    """`in_days`: when they first meet."""

    place: str
    in_days: int = 3

    def play(self, stage: "Stage", life: "Life") -> None:
        household = list(life.household())
        meeting = {"at": clock.now() + timedelta(days=self.in_days), "place": self.place}
        self._worker_does(
            stage,
            life,
            cases.introduce,
            first_names=[one.first for one in household],
            contact_name=household[0].first,
            contact_phone=life.story.phone,
            first_meeting=meeting,
        )


@dataclass(frozen=True)
class WriteJournal(_Pairing):
    helper: str
    text: str
    tells: ClassVar[bool] = False

    def play(self, stage: "Stage", life: "Life") -> None:
        on = (assignment, self._assignment(stage, life))
        said = {"at": clock.now(), "text": self.text}
        stage.act("volunteers", self.helper, commands.write_entry, on=on, policy=policies.THE_VOLUNTEER, **said)


@dataclass(frozen=True)
class FamilyGoesOnAlone(_Pairing):
    """The family ends the pairing."""

    def play(self, stage: "Stage", life: "Life") -> None:
        self._worker_does(stage, life, cases.end)


@dataclass(frozen=True)
class HelperEnds(_Pairing):
    helper: str

    def play(self, stage: "Stage", life: "Life") -> None:
        on = (assignment, self._assignment(stage, life))
        stage.act("volunteers", self.helper, commands.end, on=on, policy=policies.THE_VOLUNTEER)


@dataclass(frozen=True)
class WishNoMore(_Pairing):
    """The worker withdraws the request."""

    def play(self, stage: "Stage", life: "Life") -> None:
        self._worker_does(stage, life, cases.withdraw)
