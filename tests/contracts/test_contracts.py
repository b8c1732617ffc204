import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from marshmallow import Schema, ValidationError
from marshmallow.fields import Field, List, Nested

from shared.contracts import ALL, BY_NAME, TOPICS, cases, identity, referrals
from shared.contracts.cases import CASE_OPENED, SUPPORT_REQUESTED
from shared.contracts.identity import PERSON_CHANGED
from shared.contracts.referrals import REFERRAL_ACCEPTED
from shared.eventing.contract import EventType, must_publish

# The table of the design page, written out by hand: type → what its subject names.
PROMISED = {
    "identity.organisation": ("organisation", "registered changed"),
    "identity.district": ("district", "registered changed"),
    "identity.person": ("person", "registered changed deactivated"),
    "identity.session": ("person", "revoked"),
    "identity.absence": ("person", "planned started uncovered ended"),
    "referrals.referral": (
        "referral",
        "submitted info_requested answered accepted declined passed_on withdrawn marked_duplicate "
        "answer_near answer_passed answer_escalated reply_near reply_passed acknowledged duty_called",
    ),
    "referrals.family": ("family", "registered merged separated"),
    "cases.case": (
        "case",
        "opened agreed assessed planned service_given contacted reviewed team_changed closed reopened followed_up "
        "entry_annulled session_attended stage_presented stage_passed stage_returned meeting_planned "
        "meeting_cancelled",
    ),
    "cases.deadline": ("case", "near passed"),
    "cases.support": ("case", "requested withdrawn introduced introduction_annulled ended"),
    "cases.work": ("person", "handed_over"),
    "cases.concern": ("case", "raised acknowledged escalated"),
    "referrals.work": ("person", "handed_over"),
    "volunteers.work": ("person", "handed_over"),
    "volunteers.concern": ("request", "raised"),
    "volunteers.volunteer": ("volunteer", "registered changed"),
    "volunteers.proposal": ("request", "made accepted declined expired withdrawn"),
    "volunteers.assignment": ("request", "started handed_on ended"),
    "volunteers.chain": ("request", "exhausted"),
    "volunteers.feedback": ("request", "asked"),
    "volunteers.vetting": ("volunteer", "near lapsed"),
    "notifications.delivery": ("notification", "sent failed"),
}
SEALED = {
    "identity.person": {"names": "contacts", "email": "contacts", "phone": "contacts"},
    "referrals.referral.accepted": dict.fromkeys(
        ["members", "address", "phone", "narrative", "questions", "basis_document", "former_reference"], "family"
    ),
    "cases.concern.raised": {"text": "family"},
    "volunteers.concern.raised": {"text": "introduction"},
    "cases.support.requested": {"about": "introduction"},
    "cases.support.introduced": dict.fromkeys(
        ["first_names", "contact_name", "contact_phone", "first_meeting"], "introduction"
    ),
}
PERSONAL = re.compile(
    r"(first|last|middle|contact|display)_name|names|email|phone|address|narrative|question|answer$|about|born|age$"
    r"|note|text|place|meeting|document|summary|comment|former_reference"
)
# Names that only look personal: ages without a name are what a match needs, and say nothing of who they are; the phone
# of who is on duty is an organisation's; a meeting and a stage are ids.
HARMLESS = {"children_ages", "language", "duty_phone", "meeting", "stage"}

every_event = pytest.mark.parametrize("event", ALL, ids=lambda event: event.name)


def test_every_promised_type_exists_with_its_key_and_no_other() -> None:
    promised = {
        f"opora.{aggregate}.{did}.v1": key for aggregate, (key, dids) in PROMISED.items() for did in dids.split()
    }
    assert {event.name: event.key for event in ALL} == promised


def test_no_two_types_have_the_same_name() -> None:
    assert len(BY_NAME) == len(ALL)


def test_a_topic_is_declared_for_every_publisher() -> None:
    assert [topic.name for topic in TOPICS] == [
        f"opora.{service}" for service in ("identity", "referrals", "cases", "volunteers", "notifications")
    ]
    assert {topic.partitions for topic in TOPICS} == {12}


@every_event
def test_a_type_can_be_the_key_of_a_table_of_reactions(event: EventType) -> None:
    assert {event: "reaction"}[BY_NAME[event.name]] == "reaction"


@every_event
def test_a_name_is_service_aggregate_past_participle_and_version(event: EventType) -> None:
    done = r"[a-z_]*(ed|given|made|sent|withdrawn)(_on|_over|_up|_duplicate)?|(answer_|reply_)?near"
    assert re.fullmatch(rf"opora\.[a-z]+\.[a-z]+\.({done})\.v[1-9]", event.name)


@every_event
def test_the_example_is_what_a_publisher_may_publish(event: EventType) -> None:
    assert event.dump(event.load(event.example)) == event.example


@every_event
def test_the_example_names_its_subject(event: EventType) -> None:
    subject = event.example["code"] if event.key == "district" else event.example[event.key]
    assert subject


@every_event
def test_every_event_says_when_and_who(event: EventType) -> None:
    values = event.load(event.example)
    assert values["at"].tzinfo is UTC
    assert values["by"] is None or isinstance(values["by"], UUID)


@every_event
def test_every_field_that_must_be_given_is_asked_of_the_publisher(event: EventType) -> None:
    values = event.load(event.example)
    for name, field in event.schema.fields.items():
        without = {key: value for key, value in values.items() if key != name}
        if must_publish(field):
            with pytest.raises(ValidationError) as refused:
                event.dump(without)
            assert name in refused.value.messages_dict
        else:
            event.dump(without)


@every_event
def test_sealed_is_exactly_what_the_design_seals(event: EventType) -> None:
    short = event.name.removeprefix("opora.").removesuffix(".v1")
    expected = SEALED.get(short) or SEALED.get(short.rsplit(".", 1)[0], {})
    assert dict(event.sealed_fields()) == expected


@every_event
def test_no_unsealed_field_has_a_personal_name(event: EventType) -> None:
    sealed = {name for name, _ in event.sealed_fields()}
    open_fields = {name: field for name, field in event.schema.fields.items() if name not in sealed}
    assert [name for name in _names(open_fields) if PERSONAL.search(name) and name not in HARMLESS] == []


def test_the_search_for_personal_names_finds_those_that_are_sealed() -> None:
    sealed = {name for event in ALL for name, _ in event.sealed_fields()} - {"members"}
    assert all(PERSONAL.search(name) for name in sealed)


@every_event
def test_a_reader_without_keys_still_reads_the_event(event: EventType) -> None:
    sealed = dict(event.sealed_fields())
    readable = {name: value for name, value in event.example.items() if name not in sealed}
    assert event.load(readable).keys() == readable.keys()


@every_event
def test_a_reader_of_destroyed_keys_still_reads_the_event(event: EventType) -> None:
    destroyed = dict.fromkeys(dict(event.sealed_fields()))
    assert event.load({**event.example, **destroyed}).keys() == event.example.keys()


@every_event
def test_a_reader_ignores_what_it_does_not_know(event: EventType) -> None:
    assert event.load({**event.example, "of_next_year": 1}) == event.load(event.example)


def test_a_reader_takes_codes_of_a_newer_version_also_deep_inside() -> None:
    team = [{**CASE_OPENED.example["team"][0], "role": "lawyer", "since": "2027-01-01"}]
    values = CASE_OPENED.load({**CASE_OPENED.example, "status": "resting", "team": team})
    assert (values["status"], values["team"][0]["role"]) == ("resting", "lawyer")
    assert "since" not in values["team"][0]


@pytest.mark.parametrize(
    ("event", "wrong", "field"),
    [
        (CASE_OPENED, {"status": "resting"}, "status"),
        (CASE_OPENED, {"note": "text"}, "note"),
        (CASE_OPENED, {"case": None}, "case"),
        (CASE_OPENED, {"opened_on": datetime(2026, 11, 13, 22, tzinfo=UTC)}, "_schema"),
        (CASE_OPENED, {"members": [{"id": UUID(int=1), "child": True, "last_name": "Журавлёв"}]}, "members"),
        (CASE_OPENED, {"members": {"id": UUID(int=1), "child": True}}, "members"),
        (CASE_OPENED, {"at": datetime(2026, 11, 13)}, "_schema"),  # noqa: DTZ001 - a naive time is the mistake
        (CASE_OPENED, {"opened_on": "13.11.2026"}, "_schema"),
        (SUPPORT_REQUESTED, {"times": [{"weekday": 8, "from": "10:00", "to": "25:00"}]}, "times"),
        (SUPPORT_REQUESTED, {"languages": ["Russian"]}, "languages"),
        (REFERRAL_ACCEPTED, {"reasons": ["bad_parents"]}, "reasons"),
        (REFERRAL_ACCEPTED, {"members": None}, "members"),
        (REFERRAL_ACCEPTED, {"narrative": None}, "narrative"),
        (PERSON_CHANGED, {"names": {"first_name": "Ольга", "middle_name": None}}, "names"),
    ],
)
def test_a_publisher_is_refused_with_the_field_that_is_wrong(
    event: EventType, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        event.dump({**event.load(event.example), **wrong})
    assert field in refused.value.messages_dict


def test_a_refusal_repeats_no_personal_value() -> None:
    values = REFERRAL_ACCEPTED.load(REFERRAL_ACCEPTED.example)
    wrong = {**values, "phone": 79005550177, "members": [{"last_name": "Журавлёва", "role": "Марина"}]}
    with pytest.raises(ValidationError) as refused:
        REFERRAL_ACCEPTED.dump(wrong)
    assert not re.search("7900|Журавл|Марина", str(refused.value))


def test_what_may_be_unknown_may_be_null_when_published() -> None:
    values = REFERRAL_ACCEPTED.load(REFERRAL_ACCEPTED.example)
    nothing_known = {"address": None, "phone": None, "basis_document": None, "worker": None}
    assert REFERRAL_ACCEPTED.dump({**values, **nothing_known})["phone"] is None


def test_times_are_read_in_utc_whatever_zone_they_were_written_in() -> None:
    values = CASE_OPENED.load({**CASE_OPENED.example, "at": "2026-11-13T10:10:00+03:00"})
    assert values["at"] == datetime(2026, 11, 13, 7, 10, tzinfo=UTC)
    assert CASE_OPENED.dump(values)["at"] == "2026-11-13T07:10:00Z"


def test_readers_get_python_values() -> None:
    values = cases.CASE_CLOSED.load(cases.CASE_CLOSED.example)
    assert values["closed_on"] == date(2028, 2, 1)
    assert all(isinstance(child["id"], UUID) for child in values["children"])


@pytest.mark.parametrize("event", [*cases.EVENTS[:12]], ids=lambda event: event.name)
def test_every_event_of_a_case_carries_its_present_state(event: EventType) -> None:
    assert CASE_OPENED.schema.fields.keys() - {"carried_over"} <= event.schema.fields.keys()


@pytest.mark.parametrize("event", [*referrals.EVENTS[:8]], ids=lambda event: event.name)
def test_every_event_of_a_referral_carries_its_present_state(event: EventType) -> None:
    assert referrals.REFERRAL_SUBMITTED.schema.fields.keys() - {"carried_over"} <= event.schema.fields.keys()


def test_a_deactivated_person_is_told_in_full_state() -> None:
    assert identity.PERSON_DEACTIVATED.schema.fields.keys() == PERSON_CHANGED.schema.fields.keys() | {"successor"}
    assert identity.PERSON_DEACTIVATED.example["active"] is False


def _names(fields: dict[str, Field[Any]]) -> list[str]:
    """Names of fields at every depth."""
    found = list(fields)
    for field in fields.values():
        schema = _schema_inside(field)
        found += _names(schema.fields) if schema else []
    return found


def _schema_inside(field: Field[Any]) -> Schema | None:
    inner = field.inner if isinstance(field, List) else field
    return inner.schema if isinstance(inner, Nested) else None
