"""An organisation's own wording: who changes it, what is refused, how it goes back to ours."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.forms.paper import FORMS
from tests.support.bench import Bench, Person

API = "/referrals/api/v1/forms"
OURS = FORMS["consent"].wording
OWN = "# Согласие\nЯ, {person.name}, согласна.\n{signatures}"


@pytest.fixture
def b(bench: Callable[..., Bench]) -> Bench:
    return bench("referrals")


@pytest.fixture
def admin(b: Bench) -> Person:
    return b.person("organisation_administrator", organisation=b.organisation())


def save(who: Person, text: Any = OWN, **options: Any) -> Any:
    return who.api.put(f"{API}/consent", {"text": text}, **options)


def test_a_wording_is_changed_and_goes_back_and_each_version_is_kept(admin: Person) -> None:
    first = admin.api.get(f"{API}/consent")
    assert (first.json["default"], first.json["text"], first.headers["ETag"]) == (True, OURS, '"0"')
    saved = save(admin)
    assert (saved.status, saved.json["default"], saved.json["text"]) == (200, False, OWN)
    again = save(admin, OWN + "\nЕщё", if_match=saved.headers["ETag"])
    gone_back = admin.api.delete(f"{API}/consent", if_match=again.headers["ETag"])
    assert (gone_back.json["default"], gone_back.json["text"], gone_back.json["version"]) == (True, OURS, 3)
    versions = admin.api.get(f"{API}/consent/versions").json["items"]
    assert [one["text"] for one in versions] == [None, OWN + "\nЕщё", OWN]
    assert {one["changed_by_name"] for one in versions} == {"Соколова Вера"}


def test_a_consent_without_signatures_is_saved_and_the_answer_says_what_is_missing(admin: Person) -> None:
    saved = save(admin, "# Согласие\nЯ, {person.name}, согласна.")
    assert (saved.status, saved.json["missing"]) == (200, ["signatures"])
    assert admin.api.get(f"{API}/consent").json["missing"] == ["signatures"]
    assert save(admin, OWN, if_match=saved.headers["ETag"]).json["missing"] == []


def test_nobody_writes_over_what_they_have_not_read(admin: Person, b: Bench) -> None:
    read = save(admin).headers["ETag"]
    assert save(admin).status == 428
    assert save(admin, if_match=read).status == 200
    assert save(admin, if_match=read).status == 412
    assert admin.api.delete(f"{API}/consent", if_match=read).status == 412
    assert b.counts()["form_wordings"] == 2


def test_going_back_where_it_is_ours_already_changes_nothing(admin: Person, b: Bench) -> None:
    assert admin.api.delete(f"{API}/consent").json["default"] is True
    assert b.counts()["form_wordings"] == 0


def test_each_fault_is_named_with_what_may_stand_there(admin: Person, b: Bench) -> None:
    answer = save(admin, "Я, {person.nam}\n\nи {children}")
    assert answer.status == 422
    assert answer.json["errors"] == {"text": ["unknown_placeholder", "not_alone"]}
    assert [(one["line"], one["found"]) for one in answer.json["lines"]] == [(1, "{person.nam}"), (3, "{children}")]
    assert "person.name" in answer.json["allowed"]
    assert b.counts()["form_wordings"] == 0


@pytest.mark.parametrize("text", [None, 5, [], "", "я" * 20_001, "a\x00b", "a\u202eb", "{", "\ud800"])
def test_strange_texts_are_refused(text: Any, admin: Person) -> None:
    assert save(admin, text).status == 422
    assert admin.api.post(f"{API}/consent/preview", {"text": text}).status == 422


def test_a_preview_shows_an_invented_family_and_saves_nothing(admin: Person, b: Bench) -> None:
    before = b.counts()
    answer = admin.api.post(f"{API}/consent/preview", {"text": OWN}, key="once")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert admin.api.post(f"{API}/consent/preview", {"text": OURS}, key="once").status == 200
    assert b.counts() == before


def test_each_organisation_prints_its_own(admin: Person, b: Bench) -> None:
    save(admin)
    colleague = b.person("coordinator", organisation=admin.organisation)
    stranger = b.person("coordinator", organisation=b.organisation())
    assert [who.api.get(f"{API}/consent").json["default"] for who in (colleague, stranger)] == [False, True]
    assert save(colleague).status == 403


def test_an_empty_form_is_there_before_any_referral(b: Bench) -> None:
    referrer = b.person("referrer", organisation=b.organisation("hospital"))
    answer = referrer.api.get(f"{API}/consent/blank.pdf")
    assert (answer.status, answer.text[:5]) == (200, "%PDF-")
    assert answer.headers["Content-Disposition"] == 'inline; filename="opora-consent.pdf"'
    assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert referrer.api.get(f"{API}/plan/blank.pdf").status == 404


def test_who_belongs_to_no_organisation_has_no_forms(b: Bench) -> None:
    nobody_s = b.person("organisation_administrator", "referrer")
    assert [nobody_s.api.get(path).status for path in (API, f"{API}/consent/blank.pdf")] == [403, 403]
    assert save(nobody_s).status == 403


def test_of_two_who_write_the_first_wording_at_once_one_is_asked_to_read_again(admin: Person, b: Bench) -> None:
    other = b.signed_in(admin.id, admin.organisation, *admin.roles)
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(save, (admin, other)))
    assert sorted(answer.status for answer in answers) == [200, 428]
    assert b.counts()["form_wordings"] == 1


def test_several_who_print_at_once_all_get_their_form(b: Bench) -> None:
    people = [b.person("referrer", organisation=b.organisation()) for _ in range(4)]
    with ThreadPoolExecutor(4) as together:
        printed = list(together.map(lambda who: who.api.get(f"{API}/referral/blank.pdf"), people))
    assert [(answer.status, answer.text[:5]) for answer in printed] == [(200, "%PDF-")] * 4
