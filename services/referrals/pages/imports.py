"""Many families from one file: those that somebody refers, and those whom the organisation supports already."""

from collections.abc import Sequence

from services.referrals import commands, imports, policies
from services.referrals.codes import DUPLICATE_STRENGTHS
from services.referrals.imports import cases
from services.referrals.imports import template as referrals_template
from services.referrals.imports.cases import template as cases_template
from services.referrals.model import Import
from services.referrals.queries import imports as queries
from services.referrals.queries.alike import Shown, alike
from shared.web.pages import Pages, _
from shared.web.pages.imports import ImportPages, Taken, add_pages
from shared.web.pages.reader import this_reader
from shared.web.routes import Call
from shared.words import N_

of_referrals = Pages("referrals", __name__, "imports")
of_cases = Pages("referrals", __name__, "imports-of-cases")


def _refer(call: Call) -> Taken:
    file = imports.read(call.body["file"], queries.names(call.session))
    return Taken(commands.import_file(call.session, call.caller, file, again=call.body["again"]))


def _carry_over(call: Call) -> Taken:
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
    found = queries.references(call.session, done.referrals)
    return [(one.reference or "—", f"/referrals/{one.id}") for one in found]


add_pages(
    of_referrals,
    ImportPages(
        path="/sent/import",
        api="/referrals/api/v1/imports",
        title=N_("Refer families from a file"),
        lead=N_("One row for each member of a family. What all of a family share stands in its first row. Each family "
                "is sent at once, as if you had referred it here."),
        who=policies.REFERRERS,
        on=policies.imported,
        template=referrals_template.TEMPLATE,
        take=_refer,
        made=_made,
        back="/referrals/sent",
        back_text=N_("My referrals"),
    ),
)  # fmt: skip

add_pages(
    of_cases,
    ImportPages(
        path="/queue/import",
        api="/referrals/api/v1/imports/cases",
        title=N_("Bring in families whom you support already"),
        lead=N_("One row for each member of a family, up to 200 families. What all of a family share stands in its "
                "first row. Their cases open within a minute; families that may be known already are named when the "
                "file is only checked."),
        who=policies.COORDINATORS,
        on=policies.imported,
        template=cases_template.TEMPLATE,
        take=_carry_over,
        made=_made,
        back="/referrals/queue",
        back_text=N_("Referrals to answer"),
    ),
)  # fmt: skip
