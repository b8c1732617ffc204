"""One Idempotency-Key, one effect: at the same moment, by other people, and when the rights are gone."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

from shared.ids import uuid7
from tests.support.bench import Api
from tests.web.site import URL, Site


def test_while_the_first_is_still_running_the_second_is_told_so(site: Site) -> None:
    api, running, go_on = site.person(), Event(), Event()
    site.meanwhile = lambda session: (running.set(), go_on.wait())
    with ThreadPoolExecutor() as pool:
        first = pool.submit(api.post, URL, {"words": "a"}, key="once")
        running.wait()
        second = Api(site.app.test_client(), api.token).post(URL, {"words": "a"}, key="once")
        go_on.set()
    assert (first.result().status, second.status) == (201, 409)
    assert second.json["type"] == "urn:opora:problem:in_progress"
    assert site.count() == 1


def test_twenty_at_once_have_one_effect(site: Site) -> None:
    token = site.token(uuid7())
    with ThreadPoolExecutor(20) as pool:
        sent = [pool.submit(site.with_token(token).post, URL, {"words": "a"}, key="once") for _ in range(20)]
        answers = [one.result() for one in sent]
    assert {answer.status for answer in answers} <= {201, 409}
    assert len({answer.json["id"] for answer in answers if answer.status == 201}) == 1
    assert site.count() == site.count("idempotency_keys") == 1


def test_the_key_of_another_person_is_another_key(site: Site) -> None:
    answers = [site.person().post(URL, {"words": "a"}, key="same") for _ in range(2)]
    assert answers[0].json["id"] != answers[1].json["id"]


def test_who_lost_the_record_gets_no_replay_of_it(site: Site) -> None:
    api = site.person()
    note = api.post(URL, {"words": "тайна"}).json["id"]
    assert api.post(f"{URL}/{note}/give", key="once").status == 200
    assert api.post(f"{URL}/{note}/give", key="once").status == 404


def test_a_refused_request_uses_up_no_key(site: Site) -> None:
    api = site.person()
    assert api.post(URL, {"words": 5}, key="once").status == 422
    assert site.count("idempotency_keys") == 0
    assert api.post(URL, {"words": "a"}, key="once").status == 201


def test_a_command_that_fails_leaves_neither_its_effect_nor_its_key(site: Site) -> None:
    def fail(session: object) -> None:
        raise ZeroDivisionError("Вера Соколова, +7 900 555-01-42")

    site.meanwhile = fail
    api = site.person()
    assert api.post(URL, {"words": "a"}, key="once").status == 500
    assert site.count() == site.count("idempotency_keys") == 0
