"""A family asks for help itself, by the form that needs no account."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from services.referrals import commands
from services.referrals.rules import slips
from services.referrals.schemas.appeals import NewAppeal
from shared import clock
from stack.demo.region.acts.act import Act
from stack.demo.region.calendar import day_of

if TYPE_CHECKING:
    from stack.demo.region.stage import Stage
    from stack.demo.region.story import Life, Story

_NAMES = ("last_name", "first_name", "middle_name")


@dataclass(frozen=True)
class Appeal(Act):
    """How the story of such a family begins."""

    tells: ClassVar[bool] = True

    def play(self, stage: "Stage", life: "Life") -> None:
        secret = stage.pump.settings["referrals"].secret
        body = NewAppeal().load(_body(stage, life.story, _filled_in(secret)))
        referral, _ = stage.ask("referrals", commands.appeal, body, secret)
        life.begin(referral)
        stage.families[life.story.key] = referral.family


def _filled_in(secret: str) -> str:
    """A form that was opened some time ago."""
    return slips.signed(slips.new_form(clock.system() - slips.FILLED_IN_AT_LEAST), secret)


def _body(stage: "Stage", story: "Story", form: str) -> dict[str, Any]:
    """Whom the story names first is who writes."""
    today = day_of(clock.now())
    writer, *others = (member.as_sent(stage.calendar, today) for member in story.members)
    return {
        "form": form,
        "to_organisation": str(stage.organisations[story.to]),
        "consent_covers": True,
        "names": {name: writer.pop(name) for name in _NAMES},
        **writer,
        "phone": story.phone,
        "district": story.district,
        "text": story.narrative,
        "members": others,
        "urgency": story.urgency,
        "family_kind": story.kind,
        "reasons": list(story.reasons),
        "help_wanted": list(story.help_wanted),
    }
