"""A matching run: made, looked through line by line, and only then sent."""

from flask import Response
from sqlalchemy import select

from services.volunteers import commands
from services.volunteers.model import MatchingRun
from services.volunteers.pages.asking import Answer, coordinators
from services.volunteers.pages.matching.asking import supervisor_errors
from services.volunteers.pages.matching.blueprint import RUNS, pages
from services.volunteers.policies import runs as policies
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.queries.districts import district_names
from services.volunteers.schemas import runs as schemas
from services.volunteers.views import runs as views
from shared.directory.lookup import name_of
from shared.web.pages import _, go, show
from shared.web.pages.fields import Choice, Several
from shared.web.pages.reader import this_reader
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call


@pages.page("/runs", who=COORDINATORS, query=PageQuery)
def matching_runs(call: Call) -> Response:
    own = select(MatchingRun).where(MatchingRun.organisation == call.caller.organisation)
    page = newest_first(call.session, own, MatchingRun.id, call.query, views.row)
    for one in page["items"]:
        one["made_by_name"] = name_of(call.session, one["made_by"])
    return show("matching/runs.html", page=page)


@pages.press("/runs/new", who=COORDINATORS)
def make_run(call: Call) -> Response:
    found = commands.run_matching(call.session, call.caller)
    return go(f"{RUNS}/{found.id}", _("The run is made. Nobody is asked yet: look through it first."))


def _review_form(call: Call) -> Answer:
    run = views.in_full(call.session, call.record, this_reader().language)
    open_lines = [line for line in run["lines"] if line["volunteer"] and not line["proposal"]]
    pairs = [(str(line["request"]), line["reference"]) for line in open_lines]
    return Answer(
        _("Matching run"),
        [
            Several("requests", _("Pairs to ask"), options=pairs, errors={"required": _("Choose at least one pair.")}),
            Choice("supervised_by", _("To whom do they turn?"), many=True, errors=supervisor_errors(),
                   options=coordinators(call.session, call.record.organisation)),
        ],
        _("Ask the chosen ones"),
        values={"requests": [pair[0] for pair in pairs], "supervised_by": call.caller.person},
        shown={
            "run": run,
            "districts": district_names(call.session, {line["district"] for line in run["lines"]}),
            "made_by": name_of(call.session, run["made_by"]),
        },
    )  # fmt: skip


@pages.form(
    "/runs/<uuid:id>",
    on=policies.run,
    who=COORDINATORS,
    form=_review_form,
    body=schemas.ProposeLinesBody,
    template="matching/run.html",
)
def send_run(call: Call) -> Response:
    found = commands.propose_lines(call.session, call.caller, call.record, **call.body)
    run = views.in_full(call.session, call.record, this_reader().language)
    said = views.outcomes(found, this_reader().language)["items"]
    return show("matching/sent.html", outcomes=said, lines={line["request"]: line for line in run["lines"]}, run=run)
