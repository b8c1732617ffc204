"""A volunteer coordinator: from a request without anybody to a question that was answered, alone or by a matching run;
papers that end; pairings."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from shared import clock
from shared.web.pages import dates
from tests.browser.at_work import EVERYWHERE, at_work, person
from tests.browser.looking import PHONE, window
from tests.browser.matching import MATCHMAKER, QUESTIONS, Sought, ask_the_first, sought
from tests.browser.people import Person
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

CANDIDATES = "main table tbody tr"
JOURNAL = 'main a[href$="/journal"]'
COLLEAGUE = "volunteers2@ngo.example"


@EVERYWHERE
def test_a_request_without_anybody_gets_the_yes_of_who_fits_best(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    request = sought(town, chromium)
    with at_work(town, chromium, MATCHMAKER, language, size=size) as matchmaker:
        matchmaker.follow("/volunteers/requests")
        waits = matchmaker.page.locator(f'main tr:has(a[href$="{request.id}"])')
        expect(waits).to_contain_text(matchmaker.says("nobody is asked"))
        matchmaker.follow(request.id)
        expect(matchmaker.page.locator("main")).to_contain_text(request.about)
        ranked_with_reasons(matchmaker)
        asked = ask_the_first(matchmaker, town, request)
        expect(matchmaker.page.locator(CANDIDATES).first).to_contain_text(
            matchmaker.says("asked, waiting for an answer")
        )
        assert not matchmaker.screen.complaints(size)
        says_yes_by_the_mail(town, chromium, asked)
        matchmaker.follow("/volunteers/requests")
        matchmaker.follow("?show=found")
        matchmaker.follow(request.id)
        expect(matchmaker.page.locator(CANDIDATES)).to_have_count(0)
        hand_on(matchmaker, town, request)


def ranked_with_reasons(matchmaker: Person) -> None:
    """The most points first, and each says why."""
    rows = matchmaker.page.locator(CANDIDATES)
    points = [int(one) for one in rows.locator(".opora-number").filter(has_not_text="+").all_inner_texts()]
    assert points == sorted(points, reverse=True)
    for row in rows.all():
        expect(row.locator("li").first).not_to_be_empty()


def says_yes_by_the_mail(town: Town, chromium: Chromium, email: str) -> None:
    with window(town, chromium, size=PHONE) as screen:
        helper = Person(screen)
        helper.visit(town.link_to(email, QUESTIONS))
        helper.open("main button[value=accept]")
        helper.sees("Thank you, you said yes. The family's worker will introduce you soon. Sign in to Opora for more.")
    town.settle()


def hand_on(matchmaker: Person, town: Town, request: Sought) -> None:
    """The pairing that began; from then on somebody else alone reads its journal with the volunteer."""
    reference = matchmaker.heading.split()[-1]
    matchmaker.follow("/volunteers/assignments")
    matchmaker.open_row(reference)
    expect(matchmaker.page.locator(f'main a[href$="/requests/{request.id}"]')).to_be_visible()
    expect(matchmaker.page.locator(JOURNAL)).to_be_visible()
    matchmaker.follow("/supervisor")
    matchmaker.answer({"supervised_by": str(person(town, COLLEAGUE))})
    matchmaker.send()
    matchmaker.sees("It is handed on. Both and the volunteer learn of it.")
    expect(matchmaker.page.locator(JOURNAL)).to_have_count(0)


@EVERYWHERE
def test_a_matching_run_is_looked_through_before_anybody_is_asked(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    request, other = sought(town, chromium), sought(town, chromium)
    with at_work(town, chromium, MATCHMAKER, language, size=size) as matchmaker:
        matchmaker.follow("/volunteers/runs")
        before = len(town.links(QUESTIONS))
        matchmaker.send("/runs/new")
        matchmaker.sees("The run is made. Nobody is asked yet: look through it first.")
        assert len(town.links(QUESTIONS)) == before
        assert not matchmaker.screen.complaints(size)
        for pair in matchmaker.page.locator("main [name=requests]").all():
            pair.uncheck(force=True)
        matchmaker.answer({"requests": [request.id]})
        matchmaker.send()
        expect(matchmaker.page.locator(f'main li:has(a[href$="{request.id}"])')).to_contain_text(
            matchmaker.says("is asked")
        )
        expect(matchmaker.page.locator(f'main a[href$="{other.id}"]')).to_have_count(0)
        assert len(town.links(QUESTIONS)) == before + 1


@EVERYWHERE
def test_somebody_whose_paper_ends_soon_is_found_and_its_renewal_noted(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    with at_work(town, chromium, MATCHMAKER, language, size=size) as matchmaker:
        matchmaker.follow("/volunteers/register")
        matchmaker.follow("?status=ready")
        matchmaker.open("main tbody a")
        whose = matchmaker.path
        ends(matchmaker, in_days=10)
        matchmaker.follow("/volunteers/register")
        matchmaker.follow("?expiring=1")
        matchmaker.follow(whose)
        ends(matchmaker, in_days=400)
        matchmaker.follow("/volunteers/register")
        matchmaker.follow("?expiring=1")
        expect(matchmaker.page.locator("h1")).to_be_visible()
        expect(matchmaker.page.locator(f'main a[href="{whose}"]')).to_have_count(0)


def ends(matchmaker: Person, in_days: int) -> None:
    """The first of their papers."""
    day = dates.typed_day(clock.today(clock.DEFAULT_TIME_ZONE) + timedelta(days=in_days))
    matchmaker.follow("/check")
    matchmaker.answer({"vetting.documents.0.expires_on": day})
    matchmaker.send()
    matchmaker.sees("The checks are saved.")
