"""The parts of a draft, one page each: what is asked, by which part of the submission's schema it is checked."""

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError

from services.referrals.model import Draft
from services.referrals.pages.referrer import fields
from services.referrals.schemas.referrals import Submission
from shared.web.pages.fields import Field
from shared.web.routes import Call
from shared.words import N_

_PLACE = ("family.kind", "family.district", "family.address", "family.phone")


@dataclass(frozen=True)
class Part:
    """`holds` are the top-level names of the submission that it writes. `title` is in English: `_` is asked when it is
    shown."""

    name: str
    title: str
    fields: Callable[[Call], Sequence[Field]]
    schema: Schema
    holds: tuple[str, ...]

    def said(self, draft: Draft) -> dict[str, Any]:
        """What the draft holds of it, as JSON has it; empty while nothing was written."""
        return {name: draft.content[name] for name in self.holds if name in draft.content}

    def values(self, draft: Draft) -> dict[str, Any]:
        """The same as values. What is no longer as the schema wants it is left out, to be filled in anew."""
        try:
            return dict(self.schema.load(self.said(draft)))
        except ValidationError as problem:
            return dict(problem.valid_data or {})

    def version(self, draft: Draft) -> int:
        """Of this part alone: who writes another one at the same time is not in the way."""
        return zlib.crc32(json.dumps(self.said(draft), sort_keys=True).encode())

    def owns(self, path: str) -> bool:
        """Whether what is wrong at this path of the submission is mended here."""
        return path.partition(".")[0] in self.holds and not path.startswith("family.members")


WHOM = Part(
    "whom",
    N_("To whom, and by what right"),
    lambda call: [fields.receiver(call), *fields.basis(call)],
    Submission(only=("to_organisation", "channel", "basis")),
    ("to_organisation", "channel", "basis"),
)
URGENCY = Part("urgency", N_("Urgency"), lambda call: [fields.urgency()], Submission(only=("urgency",)), ("urgency",))
FAMILY = Part("family", N_("About the family"), fields.household, Submission(only=_PLACE), ("family",))
REASONS = Part(
    "reasons", N_("Why help is needed"), lambda call: fields.reasons(), Submission(only=("reasons",)), ("reasons",)
)
STORY = Part(
    "story", N_("What has happened"), lambda call: [fields.story()], Submission(only=("narrative",)), ("narrative",)
)
HELP = Part(
    "help", N_("What help is wanted"), lambda call: [fields.help_wanted()], Submission(only=("help_wanted",)),
    ("help_wanted",),
)  # fmt: skip

PARTS = (WHOM, URGENCY, FAMILY, REASONS, STORY, HELP)
