"""Forms of a referral and of a case, filled with what is in their records."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.cases.forms import Which, values_of
from services.cases.model import Case
from services.referrals.forms import consent_values, facts_of
from services.referrals.model import Referral
from shared import clock
from shared.caller import Caller
from shared.ids import uuid7
from shared.problems import Invalid, NotFound
from tests.cases.region import Opened, noon
from tests.cases.region import Region as CaseRegion
from tests.referrals.family import API as REFERRALS
from tests.referrals.family import Region as ReferralRegion
from tests.support.bench import Bench, Person


@pytest.fixture
def region(bench: Callable[..., Bench]) -> ReferralRegion:
    return ReferralRegion(bench("referrals"))


@pytest.fixture
def case(bench: Callable[..., Bench]) -> Opened:
    return CaseRegion.of(bench("cases")).open()


def consent(region: ReferralRegion, sent: dict[str, Any], member: UUID | None = None) -> dict[str, Any]:
    with region.bench.session() as session:
        referrer = region.referrer
        caller = Caller(referrer.id, referrer.organisation, frozenset(referrer.roles), uuid7())
        return consent_values(facts_of(session, caller, session.get_one(Referral, UUID(sent["id"])), member))


def case_form(case: Opened, form: str, on: date, **which: Any) -> dict[str, Any]:
    with clock.at(noon(on)), case.region.bench.session() as session:
        return values_of(session, session.get_one(Case, case.id), form, Which(**which))


def test_sender_and_receiver_print_a_referral_and_its_consent(region: ReferralRegion) -> None:
    path = f"{REFERRALS}/referrals/{region.referral()['id']}/forms"
    for who in (region.referrer, region.coordinator):
        for form in ("referral", "consent"):
            answer = who.api.get(f"{path}/{form}.pdf")
            assert (answer.status, answer.text[:5]) == (200, "%PDF-"), answer.text
    assert region.referrer.api.get(f"{path}/plan.pdf").status == 404
    assert region.other_coordinator.api.get(f"{path}/consent.pdf").status == 404
    assert region.referrer.api.get(f"{path}/consent.pdf?member=nobody").status == 422


def test_who_passed_it_on_prints_it_no_more(region: ReferralRegion) -> None:
    sent = region.referral()
    region.act(sent["id"], "pass-on")
    path = f"{REFERRALS}/referrals/{sent['id']}/forms/consent.pdf"
    assert region.coordinator.api.get(path).status == 403
    assert region.other_coordinator.api.get(path).status == 200


def test_consent_is_the_first_adult_s_or_the_one_s_who_was_asked_for(region: ReferralRegion) -> None:
    sent = region.referral()
    mother, son = (UUID(one["id"]) for one in sent["family"]["members"])
    told = consent(region, sent)
    assert told["person.name"] == consent(region, sent, mother)["person.name"] == "Щербакова Алёна Олеговна"
    assert [row[0] for row in told["children"].rows] == ["Щербаков Фёдор"]
    for wrong in (son, uuid7()):
        with pytest.raises(Invalid):
            consent(region, sent, wrong)


@pytest.mark.parametrize("form", ["agreement", "living_conditions", "plan", "review"])
def test_a_case_that_has_just_begun_prints_with_blanks(form: str, case: Opened) -> None:
    answer = case.get(f"/forms/{form}.pdf")
    assert (answer.status, answer.text[:5]) == (200, "%PDF-"), answer.text
    assert answer.headers["Content-Disposition"] == f'inline; filename="opora-{form.replace("_", "-")}.pdf"'


def test_those_who_read_a_case_print_its_forms(case: Opened) -> None:
    asked: list[tuple[Person, int]] = [
        (case.region.worker, 200), (case.region.supervisor, 200), (case.region.coordinator, 403),
        (case.region.colleague, 404), (case.region.referrer, 404),
    ]  # fmt: skip
    assert [case.get("/forms/plan.pdf", who=who).status for who, _ in asked] == [status for _, status in asked]
    assert case.get("/forms/consent.pdf").status == 404


def test_a_review_tells_of_its_period_and_nothing_annulled(case: Opened) -> None:
    case.to("supported")
    wrong = case.done(case.post("/services", case.service(kind="legal"), on=date(2026, 3, 31))).json["id"]
    case.done(case.post(f"/services/{wrong}/annul", {"reason": "Ошибка"}, on=date(2026, 4, 1)))
    case.done(case.post("/services", case.service(given_on="2026-06-02"), on=date(2026, 6, 2)))
    case.done(case.post("/reviews", case.review(), on=date(2026, 6, 2)))
    told = case_form(case, "review", date(2026, 6, 3))
    assert (told["period.from"][:1], told["period.to"][:6]) == ("6", "1\u00a0июня")
    assert told["services"].rows == (("Социальная помощь", "1"),)
    assert told["goals"].rows[0][2] == "0 из 1"
    assert [row[1] for row in told["children"].rows] == ["Стало лучше"]
    assert told["review.next_on"]


def test_the_last_review_that_stands_is_printed_or_the_one_that_was_asked_for(case: Opened) -> None:
    case.to("supported")
    first = case.done(case.post("/reviews", case.review(), on=date(2026, 6, 2))).json["id"]
    later = case.review(held_on="2026-07-01", summary="Второй.")
    second = case.done(case.post("/reviews", later, on=date(2026, 7, 2))).json["id"]
    day = date(2026, 7, 3)
    assert case_form(case, "review", day)["summary"].text == "Второй."
    assert case_form(case, "review", day)["period.from"].startswith("1\u00a0июня")
    assert case_form(case, "review", day, entry=UUID(first))["review.next_on"] == ""
    case.done(case.post(f"/reviews/{second}/annul", {"reason": "Ошибка"}, on=day))
    assert case_form(case, "review", day)["summary"].text == "Стало легче."
    with pytest.raises(NotFound):
        case_form(case, "review", day, entry=UUID(second))
    assert case.get(f"/forms/living_conditions.pdf?entry={first}", on=day).status == 404
    assert case.get(f"/forms/plan.pdf?entry={first}", on=day).status == 422


def test_a_plan_is_printed_as_it_is_or_in_an_earlier_version(case: Opened) -> None:
    case.to("planned")
    etag = case.get("/plan").headers["ETag"]
    goals = [case.goal(title="Новая цель")]
    case.done(case.call("PUT", "/plan", case.plan(goals=goals), on=date(2026, 4, 1), if_match=etag))
    day = date(2026, 4, 2)
    assert case_form(case, "plan", day)["goals"].rows[0][1].startswith("Новая цель")
    assert not case_form(case, "plan", day, version=1)["goals"].rows[0][1].startswith("Новая цель")
    assert case.get("/forms/plan.pdf?version=3", on=day).status == 404
    assert case.get("/forms/plan.pdf?version=0", on=day).status == 422


def test_an_act_is_about_living_conditions_alone_and_has_its_scores(case: Opened) -> None:
    case.to("agreed")
    case.done(case.post("/assessments", case.assessment(), on=date(2026, 3, 17)))
    assert case_form(case, "living_conditions", date(2026, 3, 18))["assessment.done_on"] == ""
    looked = case.assessment(tool="living_conditions", summary="Тепло и чисто.")
    case.done(case.post("/assessments", looked, on=date(2026, 3, 18)))
    told = case_form(case, "living_conditions", date(2026, 3, 18))
    assert told["summary"].text == "Тепло и чисто."
    assert told["scores"].rows
    assert told["assessment.done_on"]


def test_a_case_is_printed_in_the_wording_of_its_organisation(case: Opened) -> None:
    admin = case.region.bench.person("organisation_administrator", organisation=case.region.ngo)
    assert admin.api.put("/cases/api/v1/forms/agreement", {"text": "слово " * 3_000}).status == 200
    elsewhere = case.region.bench.person("specialist", organisation=case.region.school)
    assert "/Count 4/" in case.get("/forms/agreement.pdf").text
    assert "/Count 2/" in elsewhere.api.get("/cases/api/v1/forms/agreement/blank.pdf").text
