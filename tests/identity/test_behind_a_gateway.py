"""Attempts are counted by the place they come from: behind a gateway, by what the gateway says and nothing else."""

from collections.abc import Callable

import pytest

from tests.identity.home import BASE, Home
from tests.support.bench import Bench

GATEWAY = "10.0.0.1"
WRONG = "не тот пароль"


@pytest.fixture
def behind(bench: Callable[..., Bench]) -> Callable[[int], Home]:
    """Identity behind so many gateways."""
    return lambda gateways: Home(bench("identity", OPORA_TRUSTED_PROXIES=str(gateways)))


def tried(home: Home, email: str, forwarded: str) -> int:
    sent = {"email": email, "password": WRONG}
    answer = home.bench.app.test_client().post(
        f"{BASE}/tokens", json=sent, headers={"X-Forwarded-For": forwarded}, environ_base={"REMOTE_ADDR": GATEWAY}
    )
    return answer.status_code


def test_behind_a_gateway_each_client_is_a_place_of_its_own(behind: Callable[[int], Home]) -> None:
    home = behind(1)
    email = home.email_of(home.person("case_worker"))
    assert [tried(home, email, "192.0.2.7") for _ in range(11)] == [401] * 10 + [429]
    assert tried(home, email, "192.0.2.8") == 401


def test_an_address_that_the_client_put_before_the_gateways_own_helps_nobody(behind: Callable[[int], Home]) -> None:
    home = behind(1)
    email = home.email_of(home.person("case_worker"))
    assert [tried(home, email, f"198.51.100.{n}, 192.0.2.7") for n in range(11)] == [401] * 10 + [429]


def test_behind_two_gateways_the_outer_one_names_the_client(behind: Callable[[int], Home]) -> None:
    home = behind(2)
    email = home.email_of(home.person("case_worker"))
    assert [tried(home, email, f"203.0.113.9, 192.0.2.7, 10.0.0.{n}") for n in range(11)] == [401] * 10 + [429]
    assert tried(home, email, "192.0.2.8, 10.0.0.1") == 401


def test_without_a_gateway_the_header_is_not_read(behind: Callable[[int], Home]) -> None:
    home = behind(0)
    email = home.email_of(home.person("case_worker"))
    assert [tried(home, email, f"192.0.2.{n}") for n in range(11)] == [401] * 10 + [429]


@pytest.mark.parametrize("forwarded", ["", "unknown", "192.0.2.7:443", "<script>", "::ffff:192.0.2.7"])
def test_a_place_that_cannot_be_read_is_one_place_and_no_failure(behind: Callable[[int], Home], forwarded: str) -> None:
    home = behind(1)
    email = home.email_of(home.person("case_worker"))
    assert [tried(home, email, forwarded) for _ in range(11)] == [401] * 10 + [429]


def test_an_ipv4_address_is_the_same_place_in_either_form(behind: Callable[[int], Home]) -> None:
    home = behind(1)
    email = home.email_of(home.person("case_worker"))
    forms = ("192.0.2.7", "::ffff:192.0.2.7")
    assert [tried(home, email, forms[n % 2]) for n in range(11)] == [401] * 10 + [429]
    assert tried(home, email, "::ffff:192.0.2.8") == 401
