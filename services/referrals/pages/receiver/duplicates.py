"""Families that may be one: looked at side by side, and a coordinator's word that they are, or are not."""

from typing import Any

from flask import Response

from services.referrals import commands, policies
from services.referrals.model import Referral
from services.referrals.pages.receiver.comparison import compared, said
from services.referrals.pages.receiver.deciding import DECIDED_BY, about
from services.referrals.pages.receiver.room import duplicates_of, pages, referral_at, version
from services.referrals.queries.duplicates import possible_duplicates
from services.referrals.queries.one_family import fetch_members, merged_with
from services.referrals.queries.queue import districts
from services.referrals.rules import states
from services.referrals.schemas import families as schemas
from services.referrals.schemas.referrals import Duplicate
from shared.web.fields import Body, Id
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Hidden
from shared.web.routes import Call

OF_BOTH: dict[str, Any] = {"on": policies.family, "who": policies.OF_BOTH, "version": version}


class Came(Body):
    """From which referral's page a button was pressed."""

    referral = Id(required=True)


class WhichFamily(Body):
    of = Id(required=True)


@pages.page("/<uuid:id>/duplicates", on=policies.referral, who=policies.DECIDES)
def duplicates(call: Call) -> Response:
    referral: Referral = call.record
    found, merged = possible_duplicates(call.session, referral), merged_with(call.session, referral)
    families = fetch_members(call.session, [one.referral.family for one in found])
    names = districts(call.session)
    return show(
        "receiver/duplicates.html",
        referral=referral,
        ours=[said(one) for one in referral.household.members],
        found=[compared(referral, one, families[one.referral.family], names) for one in found],
        merged=merged,
        undecided=referral.status in states.UNDECIDED,
        family=referral.household,
        here=referral_at(referral.id),
        back=f"?referral={referral.id}",
    )


def same_form(call: Call) -> Form:
    gone = _("The other referral is not among the possible repeats any more. Go back and look at what is there now.")
    return Form(
        _("It is the same family"),
        [Hidden("of", "", errors={"not_found": gone})],
        _("Answer it as known already"),
        lead=_(
            "The sender is told that the family is known already. Its members are counted once, and whoever works with "
            "the family goes on."
        ),
        warning=_("The referral is answered with this and cannot be opened again. Families joined by mistake can be "
                  "taken apart again."),
        values={"of": call.query.get("of")},
        back=duplicates_of(call.record.id),
        shown=about(call, "mark_duplicate"),
    )  # fmt: skip


@pages.form("/<uuid:id>/duplicate", form=same_form, body=Duplicate, query=WhichFamily, **DECIDED_BY)
def same(call: Call) -> Response:
    commands.mark_duplicate(call.session, call.caller, call.record, **call.body)
    return go(referral_at(call.record.id), _("The referral is answered: the family is known already."))


@pages.press("/families/<uuid:id>/merge", body=schemas.Merge, query=Came, **OF_BOTH)
def merge(call: Call) -> Response:
    commands.merge(call.session, call.caller, call.record, **call.body)
    return go(duplicates_of(call.query["referral"]), _("They are one family from now on."))


@pages.press("/families/<uuid:id>/distinct", body=schemas.Distinct, query=Came, **OF_BOTH)
def distinct(call: Call) -> Response:
    commands.distinct(call.session, call.caller, call.record, **call.body)
    return go(duplicates_of(call.query["referral"]), _("They are two families; neither is shown for the other again."))


@pages.press("/families/<uuid:id>/separate", body=Body, query=Came, **OF_BOTH)
def separate(call: Call) -> Response:
    commands.separate(call.session, call.caller, call.record)
    return go(duplicates_of(call.query["referral"]), _("They are two families again."))
