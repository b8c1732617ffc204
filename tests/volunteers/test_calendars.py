"""The calendar feed of a volunteer or contact family: what lies before them, without names, places or notes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from services.volunteers.rules.feedback import ASKED_AFTER, GIVEN_AFTER_END
from shared import clock
from tests.volunteers.town import API, INTRODUCTION, Registered, Town

MEETING = {"at": datetime(2026, 12, 26, 8, tzinfo=UTC), "place": "Парк у библиотеки"}


class Feed:
    """A calendar program: it knows an address, and is signed in as nobody."""

    def __init__(self, town: Town, someone: Registered) -> None:
        self.nobody = town.bench.nobody
        self.path = "/" + someone.person.api.put(f"{API}/calendar", {}).json["url"].split("/", 3)[3]

    def read(self) -> Any:
        return self.nobody.get(self.path)

    def entries(self) -> dict[str, Any]:
        """By what they say."""
        answer = self.read()
        assert answer.status == 200, answer.text
        return {str(one["summary"]): one for one in Calendar.from_ical(answer.text).walk("VEVENT")}


@pytest.fixture
def someone(town: Town) -> Registered:
    return town.ready()


@pytest.fixture
def feed(town: Town, someone: Registered) -> Feed:
    return Feed(town, someone)


def test_nothing_lies_before_who_is_not_asked(feed: Feed):
    assert feed.entries() == {}
    assert feed.read().headers["Cache-Control"] == "private, no-store"


def test_a_question_stands_in_it_as_long_as_it_waits_for_an_answer(town: Town, someone: Registered, feed: Feed):
    proposal = town.proposal(town.wish(), someone)
    (asked,) = feed.entries().values()
    assert str(asked["summary"]) == "Ответить: сможете помочь семье?"
    expires_at = town.get(f"proposals/{proposal}").json["expires_at"]
    assert asked.decoded("dtend") == datetime.fromisoformat(expires_at).replace(microsecond=0)
    town.answer(someone, proposal, "decline")
    assert feed.entries() == {}


def test_the_first_meeting_stands_in_it_and_nothing_says_whom_or_where(town: Town, someone: Registered, feed: Feed):
    wish = town.wish()
    pairing = town.pairing(wish, someone)
    assert feed.entries() == {}, "nobody said yet when"
    town.introduced(wish, pairing, first_meeting=MEETING)
    entries = feed.entries()
    assert entries["Первая встреча с семьёй"].decoded("dtstart") == MEETING["at"]
    for hidden in (*INTRODUCTION["first_names"], "Парк", "lesnoy", wish.data["reference"], "+7"):
        assert hidden not in feed.read().text
    town.ended_by_family(wish, pairing)
    assert "Первая встреча с семьёй" not in feed.entries()


def test_the_day_of_feedback_comes_before_and_after_the_end_and_goes_with_the_answer(
    town: Town, someone: Registered, feed: Feed
):
    wish = town.wish()
    pairing = town.pairing(wish, someone)
    town.introduced(wish, pairing)
    today = clock.today("Europe/Moscow")
    asked = feed.entries()["Рассказать, как складываются встречи"]
    assert asked.decoded("dtstart") == today + ASKED_AFTER
    town.ended_by_family(wish, pairing)
    entries = feed.entries()
    assert "Рассказать, как складываются встречи" not in entries
    last = entries["Последний день, чтобы рассказать, как прошли встречи"]
    assert last.decoded("dtstart") == today + GIVEN_AFTER_END
    answers = {"answers": dict.fromkeys(("could_arrange", "understood", "again"), "yes")}
    assert someone.person.api.put(f"{API}/requests/{wish.id}/feedback", answers, if_match="*").status == 200
    assert feed.entries() == {}


def test_a_document_that_nothing_renews_and_the_end_of_a_pause_stand_in_it(town: Town, someone: Registered, feed: Feed):
    today = clock.today("Europe/Moscow")
    last, later, over = (today + timedelta(days=days) for days in (20, 40, 9))
    papers = [("medical", last), ("medical", later), ("Рекомендация от Анны Беловой", last), ("identity_checked", None)]
    documents = [{"kind": kind, "expires_on": day and day.isoformat()} for kind, day in papers]
    assert town.change(someone.id, {"vetting": {"documents": documents}}).status == 200
    assert town.change(someone.id, {"status": "paused", "paused_until": over.isoformat()}).status == 200
    found: dict[str, date] = {words: one.decoded("dtstart") for words, one in feed.entries().items()}
    assert found == {
        "Медицинское заключение: последний день": later,
        "Другой документ: последний день": last,
        "Пауза закончилась · Контактная семья": over,
    }


def test_it_shows_nothing_of_anybody_else(town: Town, someone: Registered, feed: Feed):
    other = town.ready()
    town.proposal(town.wish(), other)
    assert feed.entries() == {}
    assert len(Feed(town, other).entries()) == 1


def test_a_new_link_ends_the_one_before_and_a_revoked_one_holds_no_more(town: Town, someone: Registered, feed: Feed):
    newer = Feed(town, someone)
    assert (feed.read().status, newer.read().status) == (404, 200)
    assert someone.get("calendar").json["made_at"] is not None
    assert someone.post("calendar/revoke", {}).json == {"made_at": None}
    assert newer.read().status == 404
    assert town.coordinator.api.put(f"{API}/calendar", {}).status == 403


def test_it_ends_for_good_when_they_are_deactivated_or_belong_elsewhere(town: Town):
    gone, moved, stays = town.ready(), town.ready(), town.ready()
    feeds = [Feed(town, one) for one in (gone, moved, stays)]
    assert [feed.read().status for feed in feeds] == [200, 200, 200]
    town.deactivated(gone)
    town.changed_person(moved, *moved.person.roles, organisation=town.other_ngo)
    assert [feed.read().status for feed in feeds] == [404, 404, 200]
    town.changed_person(moved, *moved.person.roles)
    assert feeds[1].read().status == 404, "who comes back makes a new link"
