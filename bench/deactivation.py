"""`python -m bench.deactivation`: how long a token still opens something after its person was deactivated.

A stack of its own; people invited by mail who sign in; each is deactivated at identity, then every service is asked
with the token that they still hold until it refuses. Wanted: at most 2 s from the answer to the deactivation.
"""

import re
import subprocess
import sys
import tempfile
import threading
import time
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import httpx

from shared.config import SERVICES
from stack.ports import free_port

PEOPLE = 20
LIMIT_S = 2.0
PASSWORD = "тихая-пристань-7"
ADMINISTRATOR = "admin@opora.example"
MAIL_WITHIN_S = 30.0


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home, port = Path(folder) / "home", free_port()
        opora("up", "--home", str(home), "--port", str(port), "--detach")
        try:
            seconds = measure(home, f"http://127.0.0.1:{port}")
        finally:
            opora("down", "--home", str(home))
    report(seconds)
    sys.exit(0 if max(max(found) for found in seconds.values()) <= LIMIT_S else 1)


def opora(*arguments: str) -> str:
    command = [sys.executable, "-m", "stack.cli", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def measure(home: Path, address: str) -> dict[str, list[float]]:
    """Service → for each person the seconds until it refused."""
    with httpx.Client(base_url=address, timeout=30) as web:
        use_link(web, opora("admin", "create", ADMINISTRATOR, "--home", str(home)))
        administrator = signed_in(web, ADMINISTRATOR)
        organisation = made(web, administrator, "organisations", {"name": "АНО «Берег»", "kind": "ngo"})
        found: dict[str, list[float]] = {service: [] for service in SERVICES}
        for number in range(PEOPLE):
            email = f"worker{number}@ngo.example"
            person = made(web, administrator, "people", somebody(email, organisation))
            use_link(web, invitation(home, email))
            for service, seconds in one(web, administrator, person, signed_in(web, email)).items():
                found[service].append(seconds)
    return found


def one(web: httpx.Client, administrator: dict[str, str], person: str, token: dict[str, str]) -> dict[str, float]:
    """Deactivate this person and ask all services at once, until each has refused."""
    until(lambda: all(asked(web, service, token) == 200 for service in SERVICES))
    answer = web.post(f"/identity/api/v1/people/{person}/deactivate", json={}, headers=administrator)
    answer.raise_for_status()
    began, refused = time.monotonic(), {}

    def watch(service: str) -> None:
        until(lambda: asked(web, service, token) == 401)
        refused[service] = time.monotonic() - began

    threads = [threading.Thread(target=watch, args=(service,)) for service in SERVICES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def asked(web: httpx.Client, service: str, token: dict[str, str]) -> int:
    return web.get(f"/{service}/api/v1/codes", headers=token).status_code


def until(reached: Any) -> None:
    while not reached():
        time.sleep(0.001)


def made(web: httpx.Client, administrator: dict[str, str], what: str, body: dict[str, Any]) -> str:
    answer = web.post(f"/identity/api/v1/{what}", json=body, headers=administrator)
    answer.raise_for_status()
    return str(answer.json()["id"])


def somebody(email: str, organisation: str) -> dict[str, Any]:
    names = {"last_name": "Соколова", "first_name": "Вера"}
    return {"email": email, "organisation": organisation, "roles": ["case_worker"], **names}


def invitation(home: Path, email: str) -> str:
    """The text of the mail by which this person is invited, when it has come."""
    end = time.monotonic() + MAIL_WITHIN_S
    while time.monotonic() < end:
        for file in (home / "mail").glob("*.eml"):
            message = message_from_bytes(file.read_bytes(), policy=policy.default)
            if message["To"] == email:
                return str(message.get_content())
        time.sleep(0.02)
    raise SystemExit(f"no invitation came within {MAIL_WITHIN_S:.0f} s")


def use_link(web: httpx.Client, said: str) -> None:
    found = re.search(r"/identity/links/(\S+)", said)
    assert found
    web.post(f"/identity/api/v1/links/{found.group(1)}", json={"password": PASSWORD}).raise_for_status()


def signed_in(web: httpx.Client, email: str) -> dict[str, str]:
    answer = web.post("/identity/api/v1/tokens", json={"email": email, "password": PASSWORD})
    answer.raise_for_status()
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def report(seconds: dict[str, list[float]]) -> None:
    print(f"from a person's deactivation until their token is refused, {PEOPLE} people, in ms:")
    for service, found in seconds.items():
        ordered = sorted(1000 * one for one in found)
        print(f"  {service:<16}p50 {ordered[len(ordered) // 2]:7.1f}   most {ordered[-1]:7.1f}")


if __name__ == "__main__":
    main()
