"""What referrals tells the others, with all that it carries."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import text

from shared import clock
from shared.contracts import referrals as says
from tests.referrals.family import BODY, Region

NOW = datetime(2025, 3, 3, 9, 30, tzinfo=UTC)


def state(region: Region, referral: dict, **more: object) -> dict:
    return {
        "at": NOW,
        "referral": UUID(referral["id"]),
        "reference": referral["reference"],
        "family": UUID(referral["family"]["id"]),
        "family_kind": "blood",
        "from_organisation": region.guardianship,
        "sent_by": region.referrer.id,
        "to_organisation": region.ngo,
        "channel": "partner",
        "urgency": "urgent",
        "district": "lesnoy",
        "submitted_at": NOW,
        "answer_by": None,
    } | more


def test_a_submission_registers_the_family_and_says_what_is_referred(region: Region) -> None:
    with clock.at(NOW):
        referral = region.referral()
    family = {"family": UUID(referral["family"]["id"]), "district": "lesnoy", "kind": "blood"}
    assert region.bench.published() == [
        (says.FAMILY_REGISTERED.name, family | {"at": NOW, "by": region.referrer.id}),
        (
            says.REFERRAL_SUBMITTED.name,
            state(region, referral, by=region.referrer.id, status="submitted", answer_by=NOW.replace(day=6)),
        ),
    ]
    for id in (referral["id"], referral["family"]["id"], *(one["id"] for one in referral["family"]["members"])):
        assert UUID(id).version == 7


def test_a_question_and_its_answer(region: Region) -> None:
    with clock.at(NOW):
        referral = region.referral()
        region.act(referral["id"], "ask")
        region.act(referral["id"], "answer")
    (asked,) = region.bench.published(says.REFERRAL_INFO_REQUESTED)
    assert asked == state(
        region,
        referral,
        by=region.coordinator.id,
        status="info_requested",
        reply_by=datetime(2025, 3, 6, 21, tzinfo=UTC),
    )
    (answered,) = region.bench.published(says.REFERRAL_ANSWERED)
    assert answered == state(region, referral, by=region.referrer.id, status="submitted", answer_by=NOW.replace(day=6))


def test_acceptance_carries_all_that_a_case_needs(region: Region) -> None:
    with clock.at(NOW):
        referral = region.referral()
        region.act(referral["id"], "ask")
        region.act(referral["id"], "answer")
        region.act(referral["id"], "ask", {"question": "А по выходным?"})
        region.act(referral["id"], "accept", {"worker": str(region.worker.id)})
    (accepted,) = region.bench.published(says.REFERRAL_ACCEPTED)
    mother, son = (UUID(one["id"]) for one in referral["family"]["members"])
    assert accepted == state(
        region,
        referral,
        by=region.coordinator.id,
        status="accepted",
        worker=region.worker.id,
        reasons=BODY["reasons"],
        help_wanted=BODY["help_wanted"],
        basis={"kind": "consent", "given_on": date(2025, 3, 1)},
        basis_document="Согласие от 01.03.2025",
        members=[
            {
                "id": mother,
                "role": "mother",
                "last_name": "Щербакова",
                "first_name": "Алёна",
                "middle_name": "Олеговна",
                "born_on": None,
                "age": None,
            },
            {
                "id": son,
                "role": "child",
                "last_name": "Щербаков",
                "first_name": "Фёдор",
                "middle_name": None,
                "born_on": date(2016, 5, 9),
                "age": None,
            },
        ],
        address="ул. Садовая, д. 14, кв. 3",
        phone="+79005550177",
        narrative=BODY["narrative"],
        questions=[
            {
                "question": "Когда семье удобно поговорить?",
                "asked_at": NOW,
                "answer": "После шести вечера.",
                "answered_at": NOW,
            },
            {"question": "А по выходным?", "asked_at": NOW, "answer": None, "answered_at": None},
        ],
    )


def test_acceptance_without_a_worker_says_so(region: Region) -> None:
    region.act(region.referral()["id"], "accept")
    assert region.bench.published(says.REFERRAL_ACCEPTED)[0]["worker"] is None


def test_a_decline_and_a_withdrawal_say_why(region: Region) -> None:
    with clock.at(NOW):
        declined, withdrawn = region.referral(), region.referral()
        region.act(declined["id"], "decline")
        region.act(withdrawn["id"], "withdraw")
    assert region.bench.published(says.REFERRAL_DECLINED) == [
        state(region, declined, by=region.coordinator.id, status="declined", reason="no_capacity")
    ]
    assert region.bench.published(says.REFERRAL_WITHDRAWN) == [
        state(region, withdrawn, by=region.referrer.id, status="withdrawn", reason="moved")
    ]


def test_passing_on_says_from_whom_to_whom(region: Region) -> None:
    with clock.at(NOW):
        referral = region.referral()
        region.act(referral["id"], "pass-on")
    assert region.bench.published(says.REFERRAL_PASSED_ON) == [
        state(
            region,
            referral,
            by=region.coordinator.id,
            status="submitted",
            to_organisation=region.other_ngo,
            previous_organisation=region.ngo,
            answer_by=NOW.replace(day=6),
        )
    ]


def test_a_duplicate_names_the_known_family_and_merges(region: Region) -> None:
    with clock.at(NOW):
        known, again = region.referral(), region.referral()
        region.act(again["id"], "duplicate", {"of": known["family"]["id"]})
    of = UUID(known["family"]["id"])
    (marked,) = region.bench.published(says.REFERRAL_MARKED_DUPLICATE)
    assert marked == state(region, again, by=region.coordinator.id, status="duplicate", of=of)
    (merged,) = region.bench.published(says.FAMILY_MERGED)
    (mother, son), (known_mother, known_son) = (
        [UUID(one["id"]) for one in told["family"]["members"]] for told in (again, known)
    )
    assert merged == {
        "at": NOW,
        "by": region.coordinator.id,
        "family": UUID(again["family"]["id"]),
        "district": "lesnoy",
        "kind": "blood",
        "into": of,
        "members": [{"id": son, "same_as": known_son}, {"id": mother, "same_as": known_mother}],
    }


def test_reminders_say_whom_they_concern(region: Region) -> None:
    with clock.at(NOW):
        referral = region.referral()
    region.bench.tick(NOW.replace(day=5))
    (near,) = region.bench.published(says.REFERRAL_ANSWER_NEAR)
    assert near == {
        "at": NOW.replace(day=5),
        "by": None,
        "referral": UUID(referral["id"]),
        "reference": referral["reference"],
        "to_organisation": region.ngo,
        "from_organisation": region.guardianship,
        "sent_by": region.referrer.id,
        "urgency": "urgent",
        "answer_by": NOW.replace(day=6),
    }


def test_no_personal_data_lie_open_in_the_outbox(region: Region) -> None:
    id = region.referral()["id"]
    region.act(id, "ask")
    region.act(id, "answer")
    region.act(id, "accept")
    with region.bench.session() as session:
        raw = "\n".join(session.scalars(text("select data from outbox")))
    for personal in ("Щербак", "Алёна", "Фёдор", "9005550177", "Садовая", "Мама одна", "Согласие от", "После шести"):
        assert personal not in raw
        assert json.dumps(personal)[1:-1] not in raw


def test_snapshots_say_the_present_state_and_what_was_merged(region: Region) -> None:
    known, again = region.referral(), region.referral()
    region.act(again["id"], "duplicate", {"of": known["family"]["id"]})
    with region.bench.session() as session:
        told = list(region.bench.service.snapshots(session))
    for event, _, data in told:
        event.dump({"at": NOW, "by": None} | data)
    assert [event.name.split(".", 2)[2] for event, _, _ in told] == [
        "referral.submitted.v1",
        "referral.submitted.v1",
        "family.registered.v1",
        "family.registered.v1",
        "family.merged.v1",
    ]
    assert {data["reference"]: data["status"] for _, _, data in told if "reference" in data} == {
        known["reference"]: "submitted",
        again["reference"]: "duplicate",
    }
