"""A home has one supervisor, one kind for ever, secrets of mode 600, and ports of its own."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from shared.config import SERVICES, Settings
from shared.eventing.sealing import load_keyrings
from stack.environment import environment
from stack.home import AlreadyRunningError, Home, WrongHomeError
from stack.ports import ensure_ports, is_free
from stack.secrets import ensure_secrets

HOLD = """
import sys, time; from pathlib import Path
from stack.home import Home
with Home(Path(sys.argv[1])).locked():
    print("held", flush=True); time.sleep(1000)
"""


def hold(home: Path) -> "subprocess.Popen[str]":
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(home)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_home_is_held_by_one_until_that_one_ends_however_it_ends(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.holder() is None
    holder = hold(tmp_path)
    assert home.holder() == holder.pid
    with pytest.raises(AlreadyRunningError), home.locked(patience=0.1):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert home.holder() is None
    with home.locked():
        pass


def test_a_plain_home_never_becomes_a_demo_home_and_a_demo_home_stays_one(tmp_path: Path) -> None:
    plain, demo = Home(tmp_path / "plain"), Home(tmp_path / "demo")
    plain.prepare(demo=False)
    demo.prepare(demo=True)
    demo.prepare(demo=False)
    assert (plain.demo, demo.demo) == (False, True)
    with pytest.raises(WrongHomeError, match="not a demo home"):
        plain.prepare(demo=True)


def test_a_home_that_cannot_be_made_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WrongHomeError, match="file cannot be used as a home"):
        Home(tmp_path / "file").prepare(demo=False)


def test_secrets_are_for_their_owner_alone_and_are_made_once(tmp_path: Path) -> None:
    ensure_secrets(tmp_path / "secrets", SERVICES)
    files = sorted((tmp_path / "secrets").iterdir())
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    before = [file.read_bytes() for file in files]
    ensure_secrets(tmp_path / "secrets", SERVICES)
    assert [file.read_bytes() for file in sorted((tmp_path / "secrets").iterdir())] == before


def test_keyrings_open_what_they_have_sealed(tmp_path: Path) -> None:
    ensure_secrets(tmp_path, SERVICES)
    rings = load_keyrings(tmp_path)
    assert set(rings) == {"contacts", "family", "introduction", "documents"}
    for ring in rings.values():
        assert ring.open(ring.seal("Ирина", b"id/field"), b"id/field") == "Ирина"


def test_tokens_of_both_private_keys_are_known_by_the_public_half(tmp_path: Path) -> None:
    ensure_secrets(tmp_path, SERVICES)
    private = KeySet.import_key_set(json.loads((tmp_path / "token-keys.json").read_text()))
    public = KeySet.import_key_set(json.loads((tmp_path / "jwks.json").read_text()))
    assert len(private.keys) == 2
    for key in private.keys:
        token = jwt.encode({"alg": "Ed25519", "kid": key.kid}, {"sub": "a"}, key, algorithms=["Ed25519"])
        assert jwt.decode(token, public, algorithms=["Ed25519"]).claims == {"sub": "a"}
    assert not any("d" in key for key in json.loads((tmp_path / "jwks.json").read_text())["keys"])


def test_the_public_half_follows_from_the_private_keys_each_time(tmp_path: Path) -> None:
    ensure_secrets(tmp_path, SERVICES)
    public = (tmp_path / "jwks.json").read_text()
    for content in ('{"keys": []}', None):
        (tmp_path / "jwks.json").unlink()
        if content:
            (tmp_path / "jwks.json").write_text(content)
        ensure_secrets(tmp_path, SERVICES)
        assert (tmp_path / "jwks.json").read_text() == public


def test_ports_are_kept_and_only_a_port_that_a_stranger_took_is_chosen_anew(tmp_path: Path) -> None:
    first = ensure_ports(tmp_path, ("postgres", "broker"))
    assert ensure_ports(tmp_path, ("postgres", "broker")) == first
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", first["broker"]))
        stranger.listen()
        assert not is_free(first["broker"])
        second = ensure_ports(tmp_path, ("postgres", "broker"))
    assert second["postgres"] == first["postgres"]
    assert second["broker"] != first["broker"]


def test_the_environment_of_a_home_satisfies_every_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("OPORA_", "KAFKA_", "SMTP_"))]:
        monkeypatch.delenv(name)
    home = Home(tmp_path)
    home.prepare(demo=True)
    ensure_secrets(home.secrets, SERVICES)
    variables = environment(home, 8123, {"postgres": 1, "broker": 2, "mail": 3})
    settings = [Settings.of(service, variables) for service in SERVICES]
    assert {one.kafka.bootstrap for one in settings} == {"127.0.0.1:2"}
    assert {one.smtp_url for one in settings} == {"smtp://127.0.0.1:3"}
    assert {one.address for one in settings} == {"http://127.0.0.1:8123"}
    assert all(one.demo for one in settings)
    assert len({one.database_url for one in settings}) == 5


def test_what_the_operator_has_set_goes_before_the_homes_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    home.prepare(demo=False)
    ensure_secrets(home.secrets, SERVICES)
    monkeypatch.setenv("KAFKA_BOOTSTRAP", "kafka.example:9092")
    monkeypatch.setenv("OPORA_DEMO", "1")
    variables = environment(home, 8123, {"postgres": 1, "broker": 2, "mail": 3})
    assert variables["KAFKA_BOOTSTRAP"] == "kafka.example:9092"
    assert variables["OPORA_DEMO"] == "0", "only the home decides"
