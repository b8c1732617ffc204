"""Every route, for everybody: who may, who is refused, and to whom the record does not exist."""

from typing import Any

import pytest

from shared import clock
from tests.volunteers.town import API, PROFILE, Town

# coordinator: of the register; colleague: another one; stranger: of another organisation; self: the contact family;
# other: another contact family; staff: workers of the NGO without a role here; nobody: not signed in.
WHO = ("coordinator", "colleague", "stranger", "self", "other", "staff", "nobody")

TABLE: list[tuple[str, str, tuple[int, ...]]] = [
    ("GET", "volunteers", (200, 200, 200, 200, 200, 403, 401)),
    ("POST", "volunteers", (201, 201, 422, 403, 403, 403, 401)),
    ("GET", "volunteers/{volunteer}", (200, 200, 404, 200, 404, 404, 401)),
    ("PATCH", "volunteers/{volunteer}", (200, 200, 404, 200, 404, 404, 401)),
    ("GET", "requests", (200, 200, 200, 403, 403, 403, 401)),
    ("GET", "requests/{request}", (200, 200, 404, 404, 404, 404, 401)),
    ("GET", "requests/{request}/candidates", (200, 200, 404, 404, 404, 404, 401)),
    ("POST", "requests/{request}/proposals", (201, 201, 404, 404, 404, 404, 401)),
    ("GET", "proposals", (200, 200, 200, 403, 403, 403, 401)),
    ("GET", "proposals?mine=1", (200, 200, 200, 200, 200, 403, 401)),
    ("GET", "proposals/{proposal}", (200, 200, 404, 200, 404, 404, 401)),
    ("POST", "proposals/{proposal}/accept", (403, 403, 404, 200, 404, 404, 401)),
    ("POST", "proposals/{proposal}/decline", (403, 403, 404, 200, 404, 404, 401)),
    ("POST", "proposals/{proposal}/withdraw", (200, 200, 404, 403, 404, 404, 401)),
    ("GET", "assignments", (200, 200, 200, 403, 403, 403, 401)),
    ("GET", "assignments?mine=1", (200, 200, 200, 200, 200, 403, 401)),
    ("GET", "assignments/{assignment}", (200, 200, 404, 200, 404, 404, 401)),
    ("GET", "assignments/{assignment}/journal", (200, 403, 404, 200, 404, 404, 401)),
    ("POST", "assignments/{assignment}/journal", (201, 403, 404, 201, 404, 404, 401)),
    ("POST", "assignments/{assignment}/concerns", (403, 403, 404, 201, 404, 404, 401)),
    ("PUT", "assignments/{assignment}/supervisor", (200, 200, 404, 403, 404, 404, 401)),
    ("POST", "assignments/{assignment}/end", (403, 403, 404, 200, 404, 404, 401)),
]
COMMON = {"/codes", "/openapi.json"}
LINKS = ("/proposal-links/", "/calendars/")
ELSEWHERE = [
    ("GET", "calendar"),
    ("PUT", "calendar"),
    ("POST", "calendar/revoke"),
    ("GET", "volunteers/{volunteer}/documents"),
    ("POST", "volunteers/{volunteer}/documents"),
    ("GET", "volunteers/{volunteer}/documents/<uuid:document>/content"),
    ("POST", "volunteers/{volunteer}/documents/<uuid:document>/annul"),
    ("POST", "volunteers/imports"),
    ("GET", "volunteers/imports/{import}"),
    ("GET", "volunteers/imports/template.xlsx"),
    ("GET", "volunteers/imports/template.csv"),
    ("GET", "settings"),
    ("PUT", "settings"),
    ("GET", "settings/history"),
    ("GET", "readiness"),
    ("GET", "requests/{request}/feedback"),
    ("PUT", "requests/{request}/feedback"),
    ("POST", "chains/{chain}/stop"),
    ("POST", "matching-runs"),
    ("GET", "matching-runs"),
    ("GET", "matching-runs/{run}"),
    ("POST", "matching-runs/{run}/proposals"),
    ("GET", "people/{person}/work"),
    ("POST", "people/{person}/hand-over"),
]
"""Routes of which `tests/journeys/rights.txt` says who may, and their own tests the rest."""


@pytest.fixture(scope="module")
def lasting_street(lasting_town: Town) -> dict[str, Any]:
    """For all who only read, and for all who are refused: they leave it as it was."""
    return street_of(lasting_town)


def street_of(town: Town) -> dict[str, Any]:
    """One record of each kind, and everybody who may stand around them."""
    someone, free, other = town.ready(), town.ready(), town.ready()
    pairing, asking, looking = town.wish(), town.wish(), town.wish()
    assignment = town.pairing(pairing, someone)["id"]
    newcomer = town.bench.person("contact_family", organisation=town.ngo)
    return {
        "town": town,
        "volunteer": someone.id,
        "request": looking.id,
        "proposal": town.proposal(asking, someone),
        "assignment": assignment,
        "free": free.id,
        "newcomer": str(newcomer.id),
        "supervisor": str(town.coordinator.id),
        "coordinator": town.coordinator.api,
        "colleague": town.bench.person("volunteer_coordinator", organisation=town.ngo).api,
        "stranger": town.bench.person("volunteer_coordinator", organisation=town.other_ngo).api,
        "self": someone.person.api,
        "other": other.person.api,
        "staff": town.bench.person(
            "case_worker", "supervisor", "coordinator", "organisation_administrator", organisation=town.ngo
        ).api,
        "nobody": town.bench.nobody,
    }


def body_of(method: str, path: str, street: dict[str, Any]) -> dict[str, Any] | None:
    if method == "GET":
        return None
    if path == "volunteers":
        return PROFILE | {"person": street["newcomer"]}
    if path.endswith("/proposals"):
        return {"volunteer": street["free"]}
    if path.endswith("/journal"):
        return {"at": clock.now().isoformat(), "text": "Гуляли."}
    if path.endswith("/concerns"):
        return {"severity": "danger", "text": "Страшно."}
    if path.endswith("/supervisor"):
        return {"supervised_by": street["supervisor"]}
    return {"capacity": 3} if method == "PATCH" else {}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("method", "path", "expected"), TABLE)
def test_everybody_gets_what_their_relation_allows(lasting_street, request, method, path, expected, who):
    status = expected[WHO.index(who)]
    changes = method != "GET" and status < 400
    street = street_of(request.getfixturevalue("town")) if changes else lasting_street
    if_match = "*" if method in ("PATCH", "PUT") else None
    before = street["town"].bench.counts()
    answer = street[who].call(
        method, f"{API}/{path.format(**street)}", body_of(method, path, street), if_match=if_match
    )
    assert answer.status == status, answer.text
    if not changes:
        assert street["town"].bench.counts() == before
    if answer.status >= 400:
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_the_table_names_every_route_of_the_service(lasting_town: Town):
    table = [(method, path) for method, path, _ in TABLE] + ELSEWHERE
    named = {(method, path.partition("?")[0].partition("{")[0]) for method, path in table}
    for rule in lasting_town.bench.app.url_map.iter_rules():
        path = str(rule).removeprefix(API)
        if str(rule).startswith(API) and path not in COMMON and not path.startswith(LINKS):
            method = (rule.methods - {"HEAD", "OPTIONS"}).pop()
            assert (method, path.removeprefix("/").partition("<")[0]) in named, f"{method} {rule}"
            template = path.removeprefix("/").replace("<uuid:id>", "{}")
            assert template in {_shape(path) for _, path in table}, template


def _shape(path: str) -> str:
    before, _, rest = path.partition("?")[0].partition("{")
    return before + ("{}" + rest.partition("}")[2] if rest else "")


@pytest.mark.parametrize("path", ["volunteers", "proposals", "assignments", "requests"])
def test_what_is_not_there_is_not_found(lasting_town: Town, path: str):
    assert lasting_town.get(f"{path}/0199f5a2-0000-7000-8000-000000000000").status == 404
    assert lasting_town.get(f"{path}/17").status == 404
