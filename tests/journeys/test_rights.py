"""Who may do what: every route of every service, asked by every role in every relation to one family's records.

`rights.txt` is the whole of it. A route that is missing there fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from services.volunteers.model import Chain, Proposal
from shared import clock
from shared.config import SERVICES
from shared.ids import uuid7
from tests.documents.files import send
from tests.journeys.region import Person, Region, day, noon, on
from tests.journeys.road import counts
from tests.journeys.story import Story
from tests.journeys.teamwork import teamwork
from tests.support.bench import Answer, Api
from tests.support.server import Server
from tests.support.world import World, running_world

NOT_FOUND, EMPTY = ".", "[]"
WRITING = ("POST", "PUT", "PATCH")
NOTHING_OF_USE = {"no_such_field": True}


@dataclass(frozen=True)
class Row:
    """One route, with the records that it names, and the status for each of `WHO`."""

    method: str
    path: str
    expected: tuple[str, ...]

    @property
    def service(self) -> str:
        return self.path.split("/")[1]


def _read_table() -> tuple[dict[str, str], list[Row]]:
    """Short names of people → their names in the region; and the rows."""
    legend, table = (Path(__file__).parent / "rights.txt").read_text().split("\n---\n")
    names = dict(line.split()[:2] for line in legend.split("\n\n")[1].splitlines())
    head, *rows = [line.split() for line in table.splitlines() if line.strip()]
    assert head == list(names)
    return names, [Row(method, path, tuple(expected)) for method, path, *expected in rows]


WHO, TABLE = _read_table()


class Walk:
    """The region after the journey: records by name, people by name."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.region = Region(world, world.drain)
        self.apis: dict[str, Api] = {name: person.api for name, person in self.region.people.items()}
        self.apis |= {"administrator": self.region.administrator.api, "nobody": world.api()}
        open_one = Story(self.region, receiver="bridge").reach("referred")
        with on(1):
            to = {"to_organisation": self.region.organisations["ngo"], "consent_covers": True}
            open_one.bridge_coordinator.do(f"{open_one.referral}/pass-on", to)
        self.records = self._records(open_one.reach("reviewed"), Story(self.region).reach("followed_up"))

    def _records(self, story: Story, followed: Story) -> dict[str, str]:
        people = {name: person.id for name, person in self.region.people.items()}
        others = {"followed_case": followed.ids["case"], "follow_up": followed.ids["follow_up"]}
        others |= {"concern": self._concern(story), "visit": self._visit(story)}
        others |= {"calendar": self._calendar(story.worker, "cases")}
        others |= {"family_calendar": self._calendar(story.family1, "volunteers")}
        others |= teamwork(story) | self._documents(story) | {"absence": self._absence(story)}
        others["run"] = str(story.matchmaker.do("/volunteers/api/v1/matching-runs", {})["id"])
        others["chain"] = self._chain(story)
        others |= {"volunteer": self.region.volunteers["family1"], "notification": story.worker.inbox()[0]["id"]}
        return people | self.region.organisations | story.ids | others | self._webhook()

    def _documents(self, story: Story) -> dict[str, str]:
        """One of each record, added by the sender, by the specialist, and by the contact family."""
        volunteer = f"/volunteers/api/v1/volunteers/{self.region.volunteers['family1']}"
        records = {
            "referral_document": (story.referrer, story.referral),
            "case_document": (story.specialist, story.case),
            "volunteer_document": (story.family1, volunteer),
        }
        with on(201):
            sent = {name: send(who.api, f"{record}/documents", kind="other") for name, (who, record) in records.items()}
        return {name: str(answer.json["id"]) for name, answer in sent.items()}

    def _webhook(self) -> dict[str, str]:
        """A system of the NGO's, and what is on its way there."""
        webhooks = "/notifications/api/v1/webhooks"
        webhook = self.region["org_admin"].do(webhooks, {"url": "https://system.example/"})["id"]
        sent = self.region["org_admin"].do(f"{webhooks}/{webhook}/test", {})["id"]
        return {"webhook": webhook, "webhook_delivery": sent}

    def _concern(self, story: Story) -> str:
        """What the specialist saw and told those who keep children safe."""
        with on(201):
            told = {"severity": "needs_specialist", "text": "Сын перестал говорить на уроках."}
            return str(story.specialist.do(f"{story.case}/concerns", told)["id"])

    def _visit(self, story: Story) -> str:
        with on(201):
            return str(story.worker.do(f"{story.case}/visits", {"kind": "visit", "at": noon(205)})["id"])

    def _calendar(self, who: Person, service: str) -> str:
        """The token of their feed."""
        url = str(who.do(f"/{service}/api/v1/calendar", {}, "PUT")["url"])
        return url.rsplit("/", 1)[1].removesuffix(".ics")

    def _absence(self, story: Story) -> str:
        """The volunteer coordinator was away for two days long ago."""
        with on(1):
            said = {"from_on": day(2), "until_on": day(3), "deputy": self.region["second_matchmaker"].id}
            return str(story.matchmaker.do(f"/identity/api/v1/people/{story.matchmaker.id}/absences", said)["id"])

    def _chain(self, story: Story) -> str:
        """An order of asking that has ended: whoever may stop it changes nothing."""
        with self.world.pump.sessions["volunteers"].begin() as session:
            proposal = session.get_one(Proposal, story.ids["proposal"])
            supervisor, now = proposal.supervised_by, clock.now()
            chain = Chain(id=uuid7(now), request_id=proposal.request_id, made_by=supervisor, supervised_by=supervisor)
            chain.by_list, chain.status, chain.made_at = False, "found", now
            session.add(chain)
            return str(chain.id)

    def ask(self, who: str, row: Row) -> str:
        """What this route answers this person, as the table says it."""
        body = NOTHING_OF_USE if row.method in WRITING else None
        answer = self.apis[WHO[who]].call(row.method, self.path(row), body)
        return _as_in_the_table(answer)

    def path(self, row: Row) -> str:
        return row.path.format(**self.records)


def _as_in_the_table(answer: Answer) -> str:
    if answer.status == 404:
        return NOT_FOUND
    listed = isinstance(answer.json, dict) and answer.json.get("items") == []
    return EMPTY if answer.status == 200 and listed else str(answer.status)


@pytest.fixture(scope="module")
def walk(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    with running_world(server, tmp_path_factory.mktemp("world")) as world:
        yield Walk(world)


def test_every_route_is_in_the_table_and_nothing_else(walk: Walk) -> None:
    for service in SERVICES:
        app = walk.world.front.apps[service]
        rows = [row for row in TABLE if row.service == service]
        assert {_rule(app, row.method, walk.path(row)) for row in rows} == set(_routes(app)), service


def _routes(app: Flask) -> list[tuple[str, str]]:
    """Of programs: who may see which page is asked in a browser (tests/browser), and a page asks of its sender what the
    API asks (tests/architecture/test_routes.py)."""
    return [
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        if "/api/" in rule.rule or rule.rule.endswith(("/metrics", "/health/live", "/health/ready"))
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]


def _rule(app: Flask, method: str, path: str) -> tuple[str, str]:
    rule, _ = app.url_map.bind("").match(path.split("?")[0], method, return_rule=True)
    return method, rule.rule


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.path}")
def test_each_gets_the_answer_that_the_table_says(row: Row, walk: Walk) -> None:
    _forget_tries(walk)
    before = _records(walk, row)
    answers = {who: walk.ask(who, row) for who in WHO}
    assert answers == dict(zip(WHO, row.expected, strict=True))
    assert _records(walk, row) == before


def _forget_tries(walk: Walk) -> None:
    """All ask from one place, more often than one place may try links."""
    for service in ("referrals", "volunteers"):
        with walk.world.pump.sessions[service].begin() as session:
            session.execute(text("delete from throttles"))


def _records(walk: Walk, row: Row) -> dict[str, int]:
    """All rows but the counts of tries, since where nobody signs in every try counts; and but what reading a referral
    keeps of comparing its family with others."""
    return counts(walk.world, row.service) | {"throttles": 0, "comparisons": 0}


FOR_ANALYSTS = {"codes", "openapi.json", "organisations", "{ngo}", "districts", "lesnoy", "deadlines", "form"}
FOR_ANALYSTS |= {"me", "preferences", "messenger", "live", "ready", "metrics"}
FOR_ANALYSTS |= {"{calendar}.ics", "{family_calendar}.ics"}
"""The last words of what an analyst may read beside figures: it tells of nobody but themselves, or, as somebody's
calendar, opens to whoever was given its secret link."""


def test_an_analyst_reads_no_record_anywhere(walk: Walk) -> None:
    """What tells of a family or of a person is refused or not there; what lists them is empty."""
    analyst, opened = walk.apis["analyst"], set()
    for row in [row for row in TABLE if row.method == "GET"]:
        answer = analyst.get(walk.path(row))
        if answer.status == 200 and (answer.json or {}).get("items") != []:
            opened.add(row.path.split("?")[0].rsplit("/")[-1])
    assert opened <= FOR_ANALYSTS
