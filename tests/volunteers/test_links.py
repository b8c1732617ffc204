"""A proposal's link: it opens that question alone, without a password, as long as the question stands."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from services.volunteers.commands.links import issue_link
from services.volunteers.model import Proposal
from shared import clock
from shared.contracts.volunteers import ASSIGNMENT_STARTED, PROPOSAL_DECLINED
from tests.support.bench import Answer
from tests.volunteers.town import API, Registered, Town

ABOUT = "Мама с сыном недавно переехали."


class Holder:
    """Somebody with a link and nothing else."""

    def __init__(self, town: Town, token: str) -> None:
        self.bench, self.api, self.token = town.bench, f"{API}/proposal-links/{token}", token
        self.page = f"/volunteers/proposals/{token}"

    def get(self) -> Answer:
        return self.bench.nobody.get(self.api)

    def say(self, what: str, body: Any = None) -> Answer:
        return self.bench.nobody.post(f"{self.api}/{what}", body or {})

    def open(self, query: str = "") -> TestResponse:
        return self.bench.app.test_client().get(self.page + query)

    def press(self, query: str = "", headers: dict[str, str] | None = None, **form: str) -> TestResponse:
        return self.bench.app.test_client().post(self.page + query, data=form, headers=headers)


def held(town: Town, proposal: str) -> Holder:
    """A link as a mail would bring it."""
    with town.bench.session() as session:
        return Holder(town, issue_link(session, session.get_one(Proposal, proposal)))


@pytest.fixture
def asked(town: Town) -> tuple[Registered, str, Holder]:
    someone = town.ready()
    proposal = town.proposal(town.wish(), someone)
    return someone, proposal, held(town, proposal)


def records(town: Town) -> dict[str, int]:
    """All rows but the counts of tries."""
    return town.bench.counts() | {"throttles": 0}


# --- what it shows ----------------------------------------------------------------------------------------------------


def test_it_shows_what_a_volunteer_may_know_before_a_yes_and_no_more(asked: tuple[Registered, str, Holder]):
    _, _, holder = asked
    shown = holder.get().json
    assert shown.keys() == {
        *("status", "expires_at", "kind", "district", "district_name"),
        *("children_ages", "languages", "times", "about"),
    }
    page = holder.open().text
    for said in ("Контактная семья", "Район lesnoy", "7, 12", "Русский", "суббота 11:00–15:00", ABOUT, "GMT+03:00"):
        assert said in page
    for hidden in ("482-109-379", "Соколова", "example.org"):
        assert hidden not in page + str(shown)


def test_opening_it_changes_nothing_however_often(town: Town, asked: tuple[Registered, str, Holder]):
    _, proposal, holder = asked
    before = records(town)
    for query in ("", "?do=accept", "?language=en&do=decline"):
        assert holder.open(query).status_code == 200
    assert holder.bench.app.test_client().head(holder.page).status_code == 200
    assert holder.get().status == 200
    assert (records(town), town.get(f"proposals/{proposal}").json["status"]) == (before, "made")


def test_it_opens_nothing_else(town: Town, asked: tuple[Registered, str, Holder]):
    _, proposal, holder = asked
    bearer = {"Authorization": f"Bearer {holder.token}"}
    for path in (f"proposals/{proposal}", "proposals?mine=1", "assignments?mine=1"):
        assert town.bench.nobody.get(f"{API}/{path}", headers=bearer).status == 401
    for strange in ("%00", "x" * 10_000, "%ff%fe", "Вера", f"{holder.token}x", holder.token[:-1]):
        assert Holder(town, strange).open().status_code == 404
    assert town.bench.nobody.get(f"{API}/proposal-links/{proposal}").status == 404, "an id is no token"


# --- answering --------------------------------------------------------------------------------------------------------


def test_a_yes_on_the_page_starts_the_pairing_and_shows_nothing_of_the_family_after(
    town: Town, asked: tuple[Registered, str, Holder]
):
    someone, proposal, holder = asked
    answer = holder.press(do="accept")
    assert (answer.status_code, answer.headers["Location"]) == (303, holder.page)
    (started,) = town.bench.published(ASSIGNMENT_STARTED)
    assert (str(started["proposal"]), started["by"]) == (proposal, someone.person.id)
    page = holder.open().text
    assert "вы ответили «да»" in page
    assert not any(said in page for said in (ABOUT, "lesnoy", "7, 12", "суббота"))
    assert holder.get().json == {"status": "accepted"}
    again = holder.press(do="accept")
    assert (again.status_code, len(town.bench.published(ASSIGNMENT_STARTED))) == (409, 1)


def test_a_no_keeps_its_reason_for_the_coordinators(town: Town, asked: tuple[Registered, str, Holder]):
    _, proposal, holder = asked
    assert holder.press(do="decline", reason="Болеет <мама>\r\nи дочь").status_code == 303
    assert town.get(f"proposals/{proposal}").json["decline_reason"] == "Болеет <мама>\nи дочь"
    assert "Спасибо, что ответили" in holder.open().text
    assert len(town.bench.published(PROPOSAL_DECLINED)) == 1


def test_the_api_answers_by_the_link_too(town: Town, asked: tuple[Registered, str, Holder]):
    _, _, holder = asked
    wrong = holder.say("decline", {"reason": "x" * 1001})
    assert (wrong.status, wrong.json["errors"]) == (422, {"reason": ["too_long"]})
    assert holder.say("accept", {"volunteer": "x"}).status == 422
    assert (holder.say("decline").json, holder.say("accept").status) == ({"status": "declined"}, 409)


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost_or_run(
    town: Town, asked: tuple[Registered, str, Holder]
):
    _, _, holder = asked
    before = records(town)
    refused = holder.press(do="decline", reason="<script>" + "ё" * 10_000)
    assert (refused.status_code, "<script>" in refused.text, "ё" * 10_000 in refused.text) == (422, False, True)
    assert 'href="#reason"' in refused.text
    assert 'aria-describedby="reason-hint reason-error"' in refused.text
    assert "<title>Ошибка: " in refused.text
    assert records(town) == before


def test_a_form_without_an_answer_answers_nothing(town: Town, asked: tuple[Registered, str, Holder]):
    _, proposal, holder = asked
    for form in ({}, {"do": "yes"}, {"reason": "нет"}):
        assert holder.press(**form).status_code == 303
    assert town.get(f"proposals/{proposal}").json["status"] == "made"


def test_who_may_not_say_yes_now_is_told_why_and_may_still_say_no(town: Town, asked: tuple[Registered, str, Holder]):
    someone, _, holder = asked
    town.change(someone.id, {"capacity": 0})
    refused = holder.press(do="accept")
    assert (refused.status_code, "стольким семьям, скольким можете" in refused.text) == (409, True)
    assert ABOUT in refused.text
    assert holder.press(do="decline").status_code == 303


def test_another_site_answers_nothing_by_its_visitors(town: Town, asked: tuple[Registered, str, Holder]):
    _, proposal, holder = asked
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert holder.press(do="accept", headers=elsewhere).status_code == 403
    assert town.bench.nobody.post(f"{holder.api}/accept", {}, headers=elsewhere).status == 403
    assert town.get(f"proposals/{proposal}").json["status"] == "made"


# --- when it ends -----------------------------------------------------------------------------------------------------


ENDS: dict[str, Callable[[Town, Registered, str], Any]] = {
    "expired": lambda town, someone, id: town.bench.tick(clock.now() + timedelta(days=3, seconds=1)),
    "answered when signed in": lambda town, someone, id: town.answer(someone, id, "accept"),
    "deactivated": lambda town, someone, id: town.deactivated(someone),
    "another role": lambda town, someone, id: town.changed_person(someone, "volunteer"),
    "paused": lambda town, someone, id: town.change(someone.id, {"status": "paused"}),
}


@pytest.mark.parametrize("how", ENDS)
def test_a_link_ends_with_its_question_or_with_who_was_asked(
    town: Town, asked: tuple[Registered, str, Holder], how: str
):
    someone, proposal, holder = asked
    never = Holder(town, "wrong").open()
    ENDS[how](town, someone, proposal)
    answers = [holder.open(), holder.press(do="accept"), holder.press(do="decline")]
    assert {(one.status_code, one.text) for one in answers} == {(404, never.text)}
    assert [holder.get().status, holder.say("accept").status, holder.say("decline").status] == [404, 404, 404]


def test_a_link_ends_when_another_says_yes_and_at_the_minute_of_its_end(
    town: Town, asked: tuple[Registered, str, Holder]
):
    _, proposal, holder = asked
    with clock.at(clock.now() + timedelta(days=3, seconds=1)):
        assert holder.open().status_code == 404, "also before the timer has seen it"
    other, wish = town.ready(), town.get(f"proposals/{proposal}").json["request"]
    second = town.post(f"requests/{wish}/proposals", {"volunteer": other.id}).json["id"]
    assert held(town, second).press(do="accept").status_code == 303
    assert holder.open().status_code == 404


def test_what_was_answered_by_a_link_is_forgotten_after_a_day(town: Town, asked: tuple[Registered, str, Holder]):
    _, _, holder = asked
    holder.press(do="accept")
    town.bench.tick(clock.now())
    assert holder.open().status_code == 200
    with town.bench.session() as session:
        session.execute(text("update proposal_links set answered_at = now() - interval '25 hours'"))
        session.execute(text("update throttles set window_ends_at = now() - interval '25 hours'"))
    assert holder.open().status_code == 404
    with town.bench.session() as session:
        session.execute(text("update throttles set window_ends_at = now() - interval '25 hours'"))
    town.bench.tick(clock.now())
    counts = town.bench.counts()
    assert (counts["proposal_links"], counts["throttles"]) == (0, 0)


def test_who_left_sees_not_even_their_answer(town: Town, asked: tuple[Registered, str, Holder]):
    someone, _, holder = asked
    holder.press(do="accept")
    town.deactivated(someone)
    assert holder.open().status_code == 404


# --- how it is kept ---------------------------------------------------------------------------------------------------


def test_the_page_is_kept_nowhere_runs_nothing_from_elsewhere_and_tells_no_other_site_its_address(
    town: Town, asked: tuple[Registered, str, Holder]
):
    _, _, holder = asked
    for page in (holder.open(), holder.press(do="decline", reason="x" * 2000), Holder(town, "нет").open()):
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none';")
        scripts = re.findall(r"<script ?([^>]*)", page.text)
        assert all(one.startswith('type="module" src="/assets/') for one in scripts)
        assert 'name="viewport" content="width=device-width' in page.text
    english = holder.open("?language=en").text
    assert '<html lang="en"' in english
    assert "Yes, I will be there" in english
    assert re.findall(r'href="(\?language=ru)"', english) == ["?language=ru"]


def test_who_tries_too_often_waits(town: Town, asked: tuple[Registered, str, Holder]):
    _, proposal, holder = asked
    holder.open()
    with town.bench.session() as session:
        session.execute(text("update throttles set attempts = 100"))
    refused = [holder.open(), holder.press(do="accept")]
    assert [one.status_code for one in refused] == [429, 429]
    assert int(refused[0].headers["Retry-After"]) > 0
    assert Holder(town, "unknown").get().status == 429, "counted together with the API"
    assert town.get(f"proposals/{proposal}").json["status"] == "made"
