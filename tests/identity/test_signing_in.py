from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import process_time

import pytest
from sqlalchemy import text

from services.identity import commands
from services.identity.commands import throttles
from services.identity.model import Credential, Person
from shared import clock, tokens
from shared.contracts import identity
from tests.identity.home import BASE, PASSWORD, Home
from tests.support.bench import Bench


def test_the_right_password_gives_a_token_of_ten_minutes(home: Home) -> None:
    anna = home.person("case_worker")
    answer = home.sign_in(home.email_of(anna).upper())
    assert answer.status == 201
    claims = tokens.decode(answer.json["token"], tokens.load_keys(home.bench.settings.secrets / "jwks.json"))
    assert (claims.person, claims.organisation, claims.roles) == (anna.id, anna.organisation, {"case_worker"})
    assert claims.expires_at - claims.issued_at == timedelta(minutes=10)
    assert home.with_token(answer.json["token"]).get(f"{BASE}/me").json["id"] == str(anna.id)


def test_whatever_is_wrong_the_answer_is_the_same(home: Home) -> None:
    anna, gone = home.person("case_worker"), home.person("case_worker")
    with home.bench.session() as session:
        commands.deactivate_person(session, None, session.get_one(Person, gone.id))
        session.execute(text("delete from credentials where person = :id"), {"id": home.person("referrer").id})
    answers = [
        home.sign_in(home.email_of(anna), "другой пароль"),
        home.sign_in(home.email_of(gone)),
        home.sign_in("person3@ngo.example"),
        home.sign_in("nobody@ngo.example"),
    ]
    assert {(answer.status, answer.text) for answer in answers} == {(401, answers[0].text)}


def test_an_unknown_address_costs_as_much_work_as_a_known_one(home: Home) -> None:
    """Both check one password: what a wrong one costs is many times what a look-up costs."""
    email = home.email_of(home.person("case_worker"))
    known = min(_seconds(lambda: home.sign_in(email, "не тот пароль")) for _ in range(4))
    unknown = min(_seconds(lambda: home.sign_in("nobody@ngo.example", "не тот пароль")) for _ in range(4))
    assert 0.5 < unknown / known < 2


def _seconds(act: Callable[[], object]) -> float:
    """Of this process's work: others on the machine do not count."""
    began = process_time()
    act()
    return process_time() - began


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"email": ["required"], "password": ["required"]}),
        ({"email": "кто-то", "password": PASSWORD}, {"email": ["invalid_email"]}),
        ({"email": 5, "password": []}, {"email": ["type"], "password": ["type"]}),
        ({"email": "a@b.example", "password": "x" * 201}, {"password": ["too_long"]}),
        ({"email": "a@b.example", "password": "x\x00y"}, {"password": ["control_character"]}),
        ({"email": "a@b.example", "password": "x", "remember": True}, {"remember": ["unknown_field"]}),
    ],
)
def test_a_sign_in_that_makes_no_sense_names_the_field_and_leaves_nothing(
    home: Home, body: dict[str, object], errors: dict[str, list[str]]
) -> None:
    before = home.bench.counts()
    answer = home.nobody.post(f"{BASE}/tokens", body)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert home.bench.counts() == before


def test_ten_wrong_passwords_close_an_address_for_a_while_known_or_not(home: Home) -> None:
    email = home.email_of(home.person("case_worker"))
    for tried in (email, "nobody@ngo.example"):
        statuses = [home.sign_in(tried, "не тот пароль").status for _ in range(11)]
        assert statuses == [401] * 10 + [429]
    answer = home.sign_in(email)
    assert answer.status == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert home.sign_in(home.email_of(home.person("case_worker"))).status == 201, "others are not concerned"
    _let_windows_end(home)
    assert home.sign_in(email).status == 201


def _from(home: Home, place: str, email: str, password: str = PASSWORD) -> int:
    sent = {"email": email, "password": password}
    client = home.bench.app.test_client()
    return client.post(f"{BASE}/tokens", json=sent, environ_base={"REMOTE_ADDR": place}).status_code


@pytest.mark.parametrize(("guesser", "owner"), [("192.0.2.7", "192.0.2.8"), ("2001:db8::1", "2001:db8:0:1::1")])
def test_who_guesses_from_one_place_closes_no_account_for_its_owner(home: Home, guesser: str, owner: str) -> None:
    email = home.email_of(home.person("case_worker"))
    assert [_from(home, guesser, email, "не тот пароль") for _ in range(60)][9:11] == [401, 429]
    assert _from(home, owner, email) == 201


def test_a_whole_ipv6_network_is_one_place(home: Home) -> None:
    email = home.email_of(home.person("case_worker"))
    statuses = [_from(home, f"2001:db8::{place:x}", email, "не тот пароль") for place in range(11)]
    assert statuses == [401] * 10 + [429]


def test_guessing_from_many_places_closes_the_account_until_its_owner_uses_a_link(home: Home) -> None:
    anna = home.person("case_worker")
    email = home.email_of(anna)
    for place in range(50):
        assert _from(home, f"192.0.2.{place}", email, "не тот пароль") == 401
    assert _from(home, "192.0.2.200", email) == 429
    with home.bench.session() as session:
        token = commands.issue_link(session, session.get_one(Person, anna.id))
    assert home.nobody.post(f"{BASE}/links/{token}", {"password": "новый пароль из слов"}).status == 204
    assert _from(home, "192.0.2.200", email, "новый пароль из слов") == 201


def test_a_sign_in_that_succeeds_starts_the_count_anew(home: Home) -> None:
    email = home.email_of(home.person("case_worker"))
    for _ in range(3):
        assert [home.sign_in(email, "не тот пароль").status for _ in range(6)] == [401] * 6
        assert home.sign_in(email).status == 201


def test_wrong_passwords_for_many_addresses_close_the_place_they_come_from(home: Home) -> None:
    email = home.email_of(home.person("case_worker"))
    assert home.sign_in(email).status == 201
    with home.bench.session() as session:
        session.execute(text("update throttles set attempts = :most"), {"most": throttles.SIGN_IN_ADDRESS.attempts})
    assert home.sign_in("someone@ngo.example").status == 429
    assert home.sign_in(email).status == 429


def test_an_office_of_many_who_sign_in_rightly_is_never_closed(home: Home) -> None:
    email = home.email_of(home.person("case_worker"))
    home.sign_in("nobody@ngo.example", "не тот пароль")
    assert [home.sign_in(email).status for _ in range(3)] == [201] * 3
    with home.bench.session() as session:
        assert session.scalars(text("select attempts from throttles order by 1")).all() == [1, 1, 1], (
            "the wrong one alone"
        )


def test_attempts_at_the_same_moment_count_as_many(home: Home) -> None:
    email = home.email_of(home.person("case_worker"))
    with ThreadPoolExecutor(6) as pool:
        statuses = list(pool.map(lambda _: home.sign_in(email, "не тот пароль").status, range(18)))
    assert sorted(statuses) == [401] * 10 + [429] * 8


def test_who_tries_cannot_be_read_from_the_counts(home: Home) -> None:
    home.sign_in("secret@ngo.example", "не тот пароль")
    with home.bench.session() as session:
        rows = session.execute(text("select key from throttles")).all()
    assert len(rows) == 3
    assert not any(b"secret" in bytes(row.key) or b"127" in bytes(row.key) for row in rows)


def test_the_password_is_kept_as_argon2_alone(home: Home) -> None:
    anna = home.person("case_worker")
    with home.bench.session() as session:
        kept = session.get_one(Credential, anna.id).password_hash
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_password_is_typed_the_same_on_every_keyboard(home: Home) -> None:
    """й as one sign, or as и with a breve."""
    anna = home.person("case_worker", password="тихий вечер у реки")
    assert home.sign_in(home.email_of(anna), "тихий вечер у реки").status == 201


def test_the_password_of_the_demo_opens_nothing_outside_a_demo(bench: Callable[..., Bench]) -> None:
    demo, real = Home(bench("identity", OPORA_DEMO="1")), Home(bench("identity"))
    assert demo.sign_in(demo.email_of(demo.person("case_worker", password="opora-demo")), "opora-demo").status == 201
    anna = real.person("case_worker")
    with real.bench.session() as session:  # a database that was carried out of a demo
        commands.set_password(session, session.get_one(Person, anna.id), "opora-demo", demo=True)
    assert real.sign_in(real.email_of(anna), "opora-demo").status == 401


def test_nobody_without_a_token_and_with_a_token_that_has_run_out(home: Home) -> None:
    anna = home.person("case_worker")
    with home.bench.session() as session:
        person = session.get_one(Person, anna.id)
        claims = commands.claims_of(person, commands.open_session(session, person))
    past = clock.system() - timedelta(seconds=1)
    old = tokens.Claims(**{**vars(claims), "expires_at": past})
    assert home.nobody.get(f"{BASE}/me").status == 401
    assert home.with_token(tokens.encode(old, home.keys)).get(f"{BASE}/me").status == 401
    assert home.with_token("nonsense").get(f"{BASE}/me").status == 401


def test_a_renewed_token_belongs_to_the_same_session_and_has_the_roles_of_now(home: Home) -> None:
    anna = home.person("case_worker")
    with home.bench.session() as session:
        commands.change_person(session, None, session.get_one(Person, anna.id), roles=["case_worker", "supervisor"])
    answer = anna.api.post(f"{BASE}/tokens/renew", {})
    assert answer.status == 201
    old, new = (tokens.decode(token, home.keys) for token in (str(anna.api.token), answer.json["token"]))
    assert (new.session, new.began_at) == (old.session, old.began_at)
    assert (old.roles, new.roles) == ({"case_worker"}, {"case_worker", "supervisor"})


def test_a_session_ends_after_its_day_and_no_token_outlives_it(home: Home) -> None:
    anna = home.person("case_worker")
    soon = clock.system() + timedelta(minutes=3)
    with home.bench.session() as session:
        session.execute(text("update sessions set expires_at = :soon"), {"soon": soon})
    renewed = anna.api.post(f"{BASE}/tokens/renew")
    assert tokens.decode(renewed.json["token"], home.keys).expires_at == soon
    with home.bench.session() as session:
        session.execute(text("update sessions set expires_at = now() - interval '1 second'"))
    assert anna.api.post(f"{BASE}/tokens/renew").status == 401


def test_signing_out_ends_this_session_alone(home: Home) -> None:
    anna = home.person("case_worker")
    other = home.api(anna.id)
    assert anna.api.post(f"{BASE}/tokens/revoke", {}).status == 204
    assert anna.api.get(f"{BASE}/me").status == 401
    assert other.get(f"{BASE}/me").status == 200
    [told] = home.bench.published(identity.SESSION_REVOKED)
    assert (told["person"], told["by"], told["all"]) == (anna.id, anna.id, False)
    assert told["session"] == tokens.decode(str(anna.api.token), home.keys).session


def test_signing_out_everywhere_ends_every_session_of_the_person(home: Home) -> None:
    anna, boris = home.person("case_worker"), home.person("case_worker")
    other = home.api(anna.id)
    assert anna.api.post(f"{BASE}/tokens/revoke", {"all": True}).status == 204
    assert [api.get(f"{BASE}/me").status for api in (anna.api, other, boris.api)] == [401, 401, 200]
    [told] = home.bench.published(identity.SESSION_REVOKED)
    assert (told["session"], told["all"]) == (None, True)
    assert told["revoked_at"] > tokens.decode(str(other.token), home.keys).began_at


def test_what_has_had_its_day_is_swept_away(home: Home) -> None:
    anna = home.person("case_worker")
    home.sign_in("nobody@ngo.example")
    with home.bench.session() as session:
        commands.issue_link(session, session.get_one(Person, anna.id))
        for table, column in (("sessions", "expires_at"), ("links", "expires_at"), ("throttles", "window_ends_at")):
            session.execute(text(f"update {table} set {column} = now() - interval '25 hours'"))
    boris = home.person("case_worker")
    home.bench.tick(clock.now())
    counts = home.bench.counts()
    assert (counts["sessions"], counts["links"], counts["throttles"]) == (1, 0, 0)
    assert boris.api.get(f"{BASE}/me").status == 200


def _let_windows_end(home: Home) -> None:
    with home.bench.session() as session:
        session.execute(text("update throttles set window_ends_at = now() - interval '1 second'"))
