import threading
from copy import deepcopy
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from services.referrals.rules import slips
from shared import clock
from shared.contracts import cases
from shared.contracts.referrals import REFERRAL_ANSWERED, REFERRAL_SUBMITTED, REFERRAL_WITHDRAWN
from shared.reference import new_reference
from tests.referrals.family import API, SON, Region, changed
from tests.support.bench import Answer

APPEALS = f"{API}/appeals"
SAID: dict[str, Any] = {
    "consent_covers": True,
    "names": {"last_name": "Ёлкина", "first_name": "Алёна"},
    "role": "mother",
    "phone": "8 900 555-01-77",
    "district": "lesnoy",
    "text": "Я одна с сыном.\nНе знаю, как дальше.",
    "members": [SON],
}


@pytest.fixture
def region(region: Region) -> Region:
    """One of the two NGOs takes appeals."""
    region.bench.organisation("ngo", organisation=region.ngo, name="Тёплый дом", accepts_appeals=True)
    return region


def _form(region: Region, ago: timedelta = timedelta(minutes=1)) -> str:
    """A form as someone asked for it a while ago."""
    return slips.signed(slips.new_form(clock.system() - ago), region.bench.settings.secret)


def _said(region: Region, **changes: Any) -> dict[str, Any]:
    return {"to_organisation": str(region.ngo), "form": _form(region)} | deepcopy(SAID) | changes


def _send(region: Region, body: dict[str, Any] | None = None, **changes: Any) -> Answer:
    return region.bench.nobody.post(APPEALS, (body or _said(region)) | changes)


def _sent(region: Region, **changes: Any) -> dict[str, str]:
    """The slip with which the family follows its appeal."""
    answer = _send(region, **changes)
    assert answer.status == 201, answer.text
    return {name: answer.json[name] for name in ("reference", "code")}


def _ask(region: Region, what: str, slip: dict[str, Any], **more: Any) -> Answer:
    return region.bench.nobody.post(f"{APPEALS}/{what}", slip | more)


def _received(region: Region, slip: dict[str, str]) -> dict[str, Any]:
    [row] = region.listed(f"q={slip['reference']}")
    return dict(region.get(row["id"]).json)


def _unthrottled(counts: dict[str, int]) -> dict[str, int]:
    return counts | {"throttles": 0}


def test_a_family_asks_for_help_and_learns_that_it_came(region: Region) -> None:
    slip = _sent(region)
    seen = _received(region, slip)
    assert (seen["channel"], seen["from_organisation"], seen["sent_by"], seen["guest"]) == ("family", None, None, None)
    assert seen["basis"] == {"kind": "consent", "given_on": str(clock.today("Europe/Moscow")), "document": None}
    assert [one["first_name"] for one in seen["family"]["members"]] == ["Алёна", "Фёдор"]
    assert (seen["narrative"], seen["reasons"]) == (SAID["text"], ["other"])
    region.act(seen["id"], "accept")
    case = region.case(seen)
    region.bench.receive(cases.CASE_OPENED, case["case"], case | {"opened_on": clock.today("Europe/Moscow")})
    state = _ask(region, "status", slip)
    assert (state.status, state.json["status"]) == (200, "case_opened")
    assert [entry["kind"] for entry in state.json["history"]] == ["submitted", "accepted", "case_opened"]


def test_its_event_is_nobodys_and_holds_nothing_personal(region: Region) -> None:
    slip = _sent(region)
    [told] = region.bench.published(REFERRAL_SUBMITTED)
    assert (told["channel"], told["from_organisation"], told["sent_by"], told["by"]) == ("family", None, None, None)
    assert told["reference"] == slip["reference"]
    assert not any(word in str(told) for word in ("Ёлкина", "Алёна", "900555", slip["code"]))


def test_the_family_answers_a_question_and_takes_its_appeal_back(region: Region) -> None:
    slip = _sent(region)
    id = _received(region, slip)["id"]
    region.act(id, "ask")
    assert _ask(region, "status", slip).json["question"] == "Когда семье удобно поговорить?"
    answered = _ask(region, "answer", slip, answer="После шести, когда Фёдор спит.")
    assert (answered.status, answered.json["status"]) == (200, "submitted")
    assert region.get(id).json["history"][-1]["answer"] == "После шести, когда Фёдор спит."
    withdrawn = _ask(region, "withdraw", slip)
    assert (withdrawn.status, withdrawn.json["status"]) == (200, "withdrawn")
    assert [event["by"] for event in region.bench.published(REFERRAL_ANSWERED)] == [None]
    assert region.bench.published(REFERRAL_WITHDRAWN)[0]["reason"] == "family_withdrew"
    assert _ask(region, "withdraw", slip).status == 409


def test_the_slip_shows_neither_names_nor_the_story_nor_who_helps(region: Region) -> None:
    slip = _sent(region)
    region.act(_received(region, slip)["id"], "accept", {"worker": str(region.worker.id)})
    answer = _ask(region, "status", slip)
    for hidden in ("Ёлкина", "Фёдор", "900555", "Не знаю", "Вера", str(region.worker.id)):
        assert hidden not in answer.text


def test_a_wrong_reference_and_a_wrong_code_look_alike(region: Region) -> None:
    slip, other = _sent(region), _sent(region)
    partner = region.referral()["reference"]
    tries = [
        slip | {"code": "0000-0000-0000-0000"},
        slip | {"code": other["code"]},
        slip | {"reference": new_reference()},
        slip | {"reference": partner},
        slip | {"reference": "мой номер", "code": "мой код"},
        slip | {"code": "٠١٢٣"},
    ]
    for what, more in (("status", {}), ("answer", {"answer": "Да"}), ("withdraw", {})):
        answers = [_ask(region, what, one, **more) for one in tries]
        assert {(one.status, one.text) for one in answers} == {(404, answers[0].text)}
    spaced = {"reference": slip["reference"].replace("-", " "), "code": slip["code"].replace("-", "")}
    assert _ask(region, "status", spaced).status == 200


def test_codes_cannot_be_tried_out(region: Region) -> None:
    slip = _sent(region)
    tried = [_ask(region, "status", slip | {"code": f"{n:016d}"}).status for n in range(21)]
    assert tried == [404] * 20 + [429]
    assert _ask(region, "status", slip).status == 429, "nor by who happens on the right one then"
    assert _ask(region, "status", _sent(region)).status == 200, "others are not shut out"
    unknown = {"reference": new_reference(), "code": slip["code"]}
    assert [_ask(region, "status", unknown).status for _ in range(21)] == [404] * 20 + [429]


def test_the_code_is_kept_nowhere(region: Region, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    slip = _sent(region)
    _ask(region, "status", slip)
    digits = slip["code"].replace("-", "")
    assert len(digits) == 16
    assert not any(word in caplog.text for word in (slip["code"], digits, "Ёлкина", "900555"))
    with region.bench.session() as session:
        for table in region.bench.counts():
            rows = session.execute(text(f'select to_jsonb(t)::text from "{table}" t')).scalars()
            assert not any(slip["code"] in row or digits in row for row in rows), table


def test_immediate_danger_is_told_whom_to_call(region: Region) -> None:
    answer = _send(region, urgency="immediate")
    assert answer.json["emergency"]["phone"] == "112"
    assert "112" in answer.json["emergency"]["text"]["ru"]
    assert _send(region).json["emergency"] is None


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"consent_covers": False}, {"consent_covers": ["consent_does_not_cover"]}),
        ({"phone": None}, {"phone": ["required"]}),
        ({"website": "https://casino.example"}, {"website": ["leave_empty"]}),
        ({"text": " "}, {"text": ["required"]}),
        ({"text": "а" * 20_001}, {"text": ["too_long"]}),
        ({"district": "nowhere"}, {"district": ["unknown_code"]}),
        ({"names": {"last_name": "Ёлкина"}}, {"names.first_name": ["required"]}),
        ({"names": {"last_name": "<b>", "first_name": "Алёна"}}, {"names.last_name": ["not_a_name"]}),
        ({"role": "child"}, {"born_on": ["required"]}),
        ({"role": "mother", "age": 7}, {"age": ["out_of_range"]}),
        ({"members": [SON | {"born_on": "2150-01-01"}]}, {"members.0.born_on": ["in_future"]}),
        ({"members": [SON] * 30}, {"members": ["too_many"]}),
        ({"channel": "partner"}, {"channel": ["unknown_field"]}),
        ({"basis": {"kind": "legal_duty"}}, {"basis": ["unknown_field"]}),
        ({"form": "1.x.y"}, {"form": ["expired"]}),
        ({"form": "жёлтый"}, {"form": ["expired"]}),
        ({"form": "\udcff"}, {"form": ["control_character"]}),
    ],
)
def test_what_is_wrong_is_told_where_the_family_wrote_it(
    region: Region, changes: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    before = region.bench.counts()
    answer = _send(region, **changes)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert _unthrottled(region.bench.counts()) == _unthrottled(before)


def test_a_form_is_good_for_one_appeal_and_for_a_while(region: Region) -> None:
    said = _said(region)
    wrong = changed("text", "", said)
    assert _send(region, wrong).status == 422
    assert _send(region, said).status == 201, "a refusal uses no form up"
    for form in (said["form"], _form(region, timedelta(hours=5)), _form(region)[:-1]):
        assert _send(region, form=form).json["errors"] == {"form": ["expired"]}
    assert _send(region, form=_form(region, timedelta())).json["errors"] == {"form": ["too_soon"]}
    fresh = region.bench.nobody.get(f"{APPEALS}/form").json
    assert {"urgencies", "reasons", "districts"} <= fresh["choices"].keys(), "codes are for who is signed in"
    assert fresh["choices"]["districts"][0]["code"] == "lesnoy"
    assert _send(region, form=fresh["form"]).json["errors"] == {"form": ["too_soon"]}, "faster than anybody types"
    assert region.bench.counts()["appeals"] == 1


def test_one_form_sent_many_times_at_once_is_one_appeal(region: Region) -> None:
    said = _said(region)
    statuses: list[int] = []
    tries = [threading.Thread(target=lambda: statuses.append(_send(region, said).status)) for _ in range(4)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert sorted(statuses) == [201, 422, 422, 422]


def test_a_form_signed_with_another_key_is_none_of_ours(region: Region) -> None:
    form = slips.new_form(clock.system() - timedelta(minutes=1))
    assert _send(region, form=slips.signed(form, "another key of thirty-two letters")).json["errors"] == {
        "form": ["expired"]
    }


def test_only_organisations_that_want_appeals_get_any(region: Region) -> None:
    gone = region.bench.organisation("ngo", accepts_appeals=True, active=False)
    full = region.bench.organisation("ngo", accepts_appeals=True, accepts_referrals=False)
    unknown = UUID("01a20239-70fc-7522-a3ae-000000000000")
    for organisation in (region.other_ngo, gone, unknown):
        answer = _send(region, to_organisation=str(organisation))
        assert answer.json["errors"] == {"to_organisation": ["not_found"]}
    assert _send(region, to_organisation=str(full)).status == 409
    listed = region.bench.nobody.get(f"{APPEALS}/receivers?district=lesnoy").json["items"]
    shown = {"id": str(region.ngo), "name": "Тёплый дом", "kind": "ngo", "districts": ["lesnoy"]}
    assert listed == [shown | {"takes_no_more_until": None}]
    assert region.bench.nobody.get(f"{APPEALS}/receivers?district=zarechny").json["items"] == []


def test_an_organisation_of_which_a_former_version_told_wants_no_appeals(region: Region) -> None:
    assert region.bench.nobody.get(f"{APPEALS}/receivers").json["items"][0]["id"] == str(region.ngo)
    region.bench.organisation("ngo", organisation=region.ngo)
    assert region.bench.nobody.get(f"{APPEALS}/receivers").json["items"] == []


@pytest.mark.parametrize(
    ("path", "most"), [("", 30), ("/status", 100), ("/answer", 100), ("/withdraw", 100), ("/form", 60)]
)
def test_one_place_cannot_try_without_end(region: Region, path: str, most: int) -> None:
    def call() -> Answer:
        if path == "/form":
            return region.bench.nobody.get(f"{APPEALS}/form")
        return region.bench.nobody.post(f"{APPEALS}{path}", {"no_such_field": 1})

    call()
    with region.bench.session() as session:
        session.execute(text("update throttles set attempts = :most"), {"most": most})
    refused = call()
    assert (refused.status, int(refused.headers["Retry-After"]) > 0) == (429, True)


def test_an_organisation_is_not_buried_under_appeals_in_one_day(region: Region) -> None:
    region.bench.organisation("ngo", organisation=region.other_ngo, accepts_appeals=True)
    _sent(region)
    with region.bench.session() as session:
        session.execute(text("update throttles set attempts = 100 where window_ends_at > now() + interval '2 hours'"))
    before = region.bench.counts()
    refused = _send(region)
    assert (refused.status, refused.json["emergency"]["phone"]) == (429, "112")
    assert _unthrottled(region.bench.counts()) == _unthrottled(before)
    assert _send(region, to_organisation=str(region.other_ngo)).status == 201


def test_another_site_cannot_write_through_its_visitors(region: Region) -> None:
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 201), ("none", 201)):
        answer = region.bench.nobody.post(APPEALS, _said(region), headers={"Sec-Fetch-Site": site})
        assert answer.status == status


def test_bodies_that_are_too_large_or_no_json_are_refused(region: Region) -> None:
    api = region.bench.nobody
    assert api.post(APPEALS, raw=b"x" * (2 * 1024 * 1024 + 1)).status == 413
    for raw in (b"form=1&text=2", b"[]", b'{"text": "\xff"}', b"[" * 100_000):
        assert api.post(APPEALS, raw=raw).status == 400


def test_only_the_receiver_sees_an_appeal(region: Region) -> None:
    id = _received(region, _sent(region))["id"]
    for person in (region.referrer, region.other_coordinator, region.worker):
        assert region.get(id, by=person).status == 404
    own_referrer = region.bench.person("referrer", organisation=region.ngo)
    assert region.get(id, by=own_referrer).status == 404
    assert region.listed("box=sent", by=own_referrer) == []


def test_forms_that_have_had_their_day_are_deleted(region: Region) -> None:
    _sent(region)
    with region.bench.session() as session:
        session.execute(text("update used_forms set expires_at = now() - interval '2 days'"))
    region.bench.tick(clock.now())
    assert (region.bench.counts()["used_forms"], region.bench.counts()["appeals"]) == (0, 1)
