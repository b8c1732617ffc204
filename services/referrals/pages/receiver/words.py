"""What is said of a referral to who is to answer it."""

from datetime import timedelta
from typing import Any

from services.referrals.model import Referral
from services.referrals.rules import states
from services.referrals.rules.lengths import source_of
from shared import codes
from shared.deadlines.codes import SOURCES
from shared.web.pages import _
from shared.web.pages.dates import days, span
from shared.web.pages.reader import this_reader


def sender_of(one: dict[str, Any]) -> str:
    """Who asks that the family be helped; `one` as the API shows it."""
    if one["guest"]:
        return str(one["guest"]["organisation_name"])
    if one["channel"] == "family":
        return _("The family itself")
    return one["from_organisation_name"] or _("A crisis line or colleague")


def talk(referral: Referral) -> str:
    """Whether a question waits, or its answer is there to be read; empty otherwise."""
    if referral.status == states.INFO_REQUESTED:
        return _("You asked a question; the sender has not answered yet.")
    if referral.status != states.SUBMITTED or not referral.history:
        return ""
    if referral.open_question:
        return _("Your question was not answered in time. You can decide, or ask again.")
    return _("The sender answered your question.") if referral.history[-1].kind == "answered" else ""


def source_of_answer(referral: Referral) -> str:
    """Where the time to answer comes from: “3 days for an urgent referral”."""
    name = f"answer_{referral.urgency}"
    length = referral.policy.lengths[name]
    return _(
        "Time to answer: %(time)s (%(urgency)s). %(source)s.",
        time=span(timedelta(minutes=length)),
        urgency=urgency(referral.urgency),
        source=SOURCES.text(source_of(name, length), this_reader().language),
    )


def source_of_reply(referral: Referral) -> str:
    length = referral.policy.lengths["reply"]
    return _(
        "Time to reply: %(time)s. %(source)s.",
        time=days(length),
        source=SOURCES.text(source_of("reply", length), this_reader().language),
    )


def urgency(code: str) -> str:
    return codes.URGENCIES.text(code, this_reader().language)
