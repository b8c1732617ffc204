"""A former release is brought up to date: what waited then is not forgotten."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

from sqlalchemy import text

from services.referrals.rules.lengths import USUAL
from shared import clock
from shared.contracts import referrals as says
from tests.referrals.family import API, Region

START = datetime(2025, 3, 3, 9, 30, tzinfo=UTC)
AS_BEFORE = """
alter table referrals drop column deadline_policy, drop column tell_answer_escalated_at, drop column escalations,
    drop column call_duty_at, drop column calls, drop column duty_position, drop column acknowledged_at,
    drop column acknowledged_by;
drop table deadline_policies, duty_rosters;
"""
UNANSWERED: str = import_module("services.referrals.migrations.0006_unanswered_questions").UNANSWERED
MIGRATION: str = import_module("services.referrals.migrations.0003_duty").STATEMENTS


def upgrade(region: Region) -> None:
    b = region.bench
    with b.session() as session:
        session.execute(text(AS_BEFORE))
        session.connection().exec_driver_sql(MIGRATION)
    b.engine.dispose()


def test_the_sender_of_a_referral_that_waited_is_told_when_nobody_answers(region: Region) -> None:
    with clock.at(START):
        lengths = {"immediate": (24, 6), "urgent": (72, 18), "routine": (240, 60)}
        ids = {urgency: region.referral(urgency=urgency)["id"] for urgency in lengths}
        decided = region.referral()["id"]
        region.act(decided, "decline")
    upgrade(region)
    with region.bench.session() as session:
        told_at = "select tell_answer_escalated_at from referrals where id = :id"
        moments = {urgency: session.scalar(text(told_at), {"id": id}) for urgency, id in ids.items()}
        assert session.scalar(text(told_at), {"id": decided}) is None
    assert moments == {urgency: START + timedelta(hours=sum(hours)) for urgency, hours in lengths.items()}
    region.bench.tick(START + timedelta(days=13))
    told = {str(one["referral"]) for one in region.bench.published(says.REFERRAL_ANSWER_ESCALATED)}
    assert told == set(ids.values())


def test_the_numbers_that_an_upgrade_brings_are_the_usual_ones(region: Region) -> None:
    upgrade(region)
    shown = region.referrer.api.get(f"{API}/deadlines").json["deadlines"]
    assert {one["code"]: one["length"] for one in shown} == {code: one.usual for code, one in USUAL.items()}


def test_where_a_question_stopped_the_time_to_answer_for_good_it_goes_on(region: Region) -> None:
    with clock.at(START):
        id, decided = region.referral(urgency="urgent")["id"], region.referral(urgency="urgent")["id"]
        for one in (id, decided):
            region.act(one, "ask")
        region.act(decided, "decline")
    with region.bench.session() as session:
        session.execute(text("update referrals set tell_reply_near_at = null, tell_reply_passed_at = null"))
        session.execute(text(UNANSWERED))
    later = START + timedelta(days=30)
    region.bench.tick(later)
    told = [str(one["referral"]) for one in region.bench.published(says.REFERRAL_REPLY_PASSED)]
    assert told == [id]
    with clock.at(later):
        assert region.get(id).json["answer_by"] is not None
