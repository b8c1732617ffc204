"""Families whom the organisation supports already, from a file."""

from collections.abc import Sequence

from services.referrals import commands, policies
from services.referrals.codes import DUPLICATE_STRENGTHS
from services.referrals.imports import cases
from services.referrals.imports.cases.template import TEMPLATE
from services.referrals.model import Import
from services.referrals.pages.receiver.room import QUEUE, pages, referral_at
from services.referrals.queries import imports as queries
from services.referrals.queries.alike import Shown, alike
from shared.web.pages import _
from shared.web.pages.imports import ImportPages, Taken, add_pages
from shared.web.pages.navigation import N_
from shared.web.pages.reader import this_reader
from shared.web.routes import Call


def _take(call: Call) -> Taken:
    file = cases.read(call.body["file"], queries.names_in_cases(call.session, call.caller.organisation))
    done, carried = commands.import_cases(call.session, call.caller, file, again=call.body["again"])
    doubtful = alike(call.session, carried) if call.body["check"] else []
    return Taken(done, [_noticed(one) for one in doubtful])


def _noticed(one: Shown) -> str:
    said = {"row": one["row"], "strength": DUPLICATE_STRENGTHS.text(one["strength"], this_reader().language)}
    if one["reference"]:
        return _("Row %(row)s: like the family of %(other)s (%(strength)s).", other=one["reference"], **said)
    return _("Row %(row)s: like the family of row %(other)s (%(strength)s).", other=one["other_row"], **said)


def _made(call: Call, done: Import) -> Sequence[tuple[str, str]]:
    return [(one.reference, referral_at(one.id)) for one in queries.references(call.session, done.referrals)]


add_pages(
    pages,
    ImportPages(
        path="/queue/import",
        api="/referrals/api/v1/imports/cases",
        title=N_("Bring in families whom you support already"),
        lead=N_("One row for each member of a family, up to 200 families. What all of a family share stands in its "
                "first row. Their cases open within a minute; families that may be known already are named when the "
                "file is only checked."),
        who=policies.COORDINATORS,
        on=policies.imported,
        template=TEMPLATE,
        take=_take,
        made=_made,
        back=QUEUE,
        back_text=N_("Referrals to answer"),
    ),
)  # fmt: skip
