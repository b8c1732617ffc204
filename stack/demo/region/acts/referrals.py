"""A referral's way: sent, judged, asked about, passed on, accepted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from services.referrals import commands, policies
from services.referrals.schemas.referrals import Submission
from shared import clock
from shared.web.policy import Policy
from stack.demo.region.acts.act import Act, given
from stack.demo.region.calendar import day_of

if TYPE_CHECKING:
    from stack.demo.region.stage import Stage
    from stack.demo.region.story import Life, Story


@dataclass(frozen=True)
class Submit(Act):
    """How every story begins."""

    tells: ClassVar[bool] = True

    def play(self, stage: "Stage", life: "Life") -> None:
        body = Submission().load(_body(stage, life.story))
        referral = stage.act("referrals", life.story.sender, commands.submit, body, policy=policies.WRITERS)
        life.begin(referral)
        stage.families[life.story.key] = referral.family


def _body(stage: "Stage", story: "Story") -> dict[str, Any]:
    today = day_of(clock.now())
    household = given(kind=story.kind, district=story.district, address=story.address, phone=story.phone)
    members = [member.as_sent(stage.calendar, today) for member in story.members]
    return {
        "to_organisation": str(stage.organisations[story.to]),
        "channel": story.channel,
        "basis": given(kind=story.basis, given_on=today.isoformat(), document=story.document),
        "urgency": story.urgency,
        "family": household | {"members": members},
        "reasons": list(story.reasons),
        "narrative": story.narrative,
        "help_wanted": list(story.help_wanted),
    }


@dataclass(frozen=True)
class _OnReferral(Act):
    tells: ClassVar[bool] = True

    def _do(
        self, stage: "Stage", life: "Life", actor: str, command: Any, policy: Policy = policies.DECIDES, **body: Any
    ) -> None:
        assert life.referral
        stage.act("referrals", actor, command, on=(policies.referral, life.referral), policy=policy, **body)


def _coordinator(life: "Life") -> str:
    return f"coordinator@{life.receiver}.example"


@dataclass(frozen=True)
class Acknowledge(_OnReferral):
    """Whoever is on duty sees to it; nothing is decided yet."""

    by: str

    def play(self, stage: "Stage", life: "Life") -> None:
        self._do(stage, life, self.by, commands.acknowledge, policies.ACKNOWLEDGES)


@dataclass(frozen=True)
class Accept(_OnReferral):
    """`worker`: an address; empty: the case has nobody yet."""

    worker: str = ""

    def play(self, stage: "Stage", life: "Life") -> None:
        life.worker = self.worker
        worker = stage.person(self.worker) if self.worker else None
        self._do(stage, life, _coordinator(life), commands.accept, worker=worker)


@dataclass(frozen=True)
class Decline(_OnReferral):
    reason: str
    note: str | None = None

    def play(self, stage: "Stage", life: "Life") -> None:
        self._do(stage, life, _coordinator(life), commands.decline, reason=self.reason, note=self.note)


@dataclass(frozen=True)
class Ask(_OnReferral):
    question: str

    def play(self, stage: "Stage", life: "Life") -> None:
        self._do(stage, life, _coordinator(life), commands.ask, question=self.question)


@dataclass(frozen=True)
class Answer(_OnReferral):
    answer: str

    def play(self, stage: "Stage", life: "Life") -> None:
        self._do(stage, life, life.story.sender, commands.answer, policies.SENDER, answer=self.answer)


@dataclass(frozen=True)
class PassOn(_OnReferral):
    """`to`: the key of an organisation; its coordinator decides from now on."""

    to: str
    note: str

    def play(self, stage: "Stage", life: "Life") -> None:
        to, covers = stage.organisations[self.to], life.story.basis == "consent" or None
        body = {"to_organisation": to, "note": self.note, "consent_covers": covers}
        self._do(stage, life, _coordinator(life), commands.pass_on, policies.PASSES_ON, **body)
        life.receiver = self.to


@dataclass(frozen=True)
class TakeBack(_OnReferral):
    """The sender withdraws it."""

    reason: str
    note: str | None = None

    def play(self, stage: "Stage", life: "Life") -> None:
        body = {"reason": self.reason, "note": self.note}
        self._do(stage, life, life.story.sender, commands.withdraw, policies.SENDER, **body)


@dataclass(frozen=True)
class Duplicate(_OnReferral):
    """The family is the one of another story."""

    of: str

    def play(self, stage: "Stage", life: "Life") -> None:
        self._do(stage, life, _coordinator(life), commands.mark_duplicate, of=stage.families[self.of])
