"""Every route says who may use it, and every API describes itself."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import validate
from werkzeug.routing import Rule

from shared.config import SERVICES
from shared.web.app import openapi
from shared.web.pages.route import PageSpec
from tests.support.bench import Bench
from tests.support.pages import FROM_US

NARROWER = {"/volunteers/mine/register"}
"""Who registers themselves: the API asks the same of them and of their coordinators by one policy. What stands under
`system` has no API."""

METHODS = {"get", "post", "put", "patch", "delete"}


def _routes(app: Flask) -> dict[str, Any]:
    return {rule.endpoint: app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules()}


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_declares_who_may_use_it(service: str, bench: Callable[..., Bench]) -> None:
    routes = _routes(bench(service).app)
    undeclared = {name for name, view in routes.items() if not hasattr(view, "spec") and not hasattr(view, "policy")}
    assert undeclared == set()


@pytest.mark.parametrize("service", SERVICES)
def test_the_description_of_every_api_is_valid_and_whole(service: str, bench: Callable[..., Bench]) -> None:
    b = bench(service)
    document = openapi(b.app)
    validate(document)
    described = {
        (path, method) for path, item in document["paths"].items() for method in item if method != "parameters"
    }
    declared = {
        (rule.rule, method.lower())
        for rule in b.app.url_map.iter_rules()
        for method in rule.methods or ()
        if "/api/v1/" in rule.rule and method not in ("HEAD", "OPTIONS")
    }
    assert len(described) == len(declared)
    bodies = sum(
        "requestBody" in item[method] for path, item in document["paths"].items() for method in METHODS & set(item)
    )
    specs = [view.spec for view in _routes(b.app).values() if hasattr(view, "spec")]
    assert bodies == sum(bool(spec.body or spec.upload) for spec in specs)


@pytest.mark.parametrize("service", SERVICES)
def test_no_two_schemas_have_one_name_and_every_refusal_is_a_problem(service: str, bench: Callable[..., Bench]) -> None:
    document = openapi(bench(service).app)
    numbered = [name for name in document["components"]["schemas"] if name[-1].isdigit()]
    assert numbered == [], "the library numbers those that share a name"
    for path, item in document["paths"].items():
        for method in METHODS & set(item):
            refusals = {status: said for status, said in item[method]["responses"].items() if status >= "400"}
            assert {"503"} <= refusals.keys(), (method, path)
            assert all(said["$ref"].endswith(f"/Refusal{status}") for status, said in refusals.items()), (method, path)
    assert all("application/problem+json" in said["content"] for said in document["components"]["responses"].values())


@pytest.mark.parametrize("service", SERVICES)
def test_nobody_gets_anything_without_signing_in(service: str, bench: Callable[..., Bench]) -> None:
    b = bench(service)
    for rule in b.app.url_map.iter_rules():
        view = b.app.view_functions[rule.endpoint]
        spec = getattr(view, "spec", None)
        if spec is None or spec.who.public:
            continue
        path = rule.rule
        for name in rule.arguments:
            path = path.replace(f"<uuid:{name}>", str(b.person_id())).replace(f"<{name}>", "x")
            path = path.replace(f"<string:{name}>", "x")
        (method,) = spec.methods
        assert b.nobody.call(method, path, {}).status == 401, (method, path)


@pytest.mark.parametrize("service", SERVICES)
def test_who_is_not_signed_in_gets_no_page_and_sends_no_form(service: str, bench: Callable[..., Bench]) -> None:
    """Whatever the address names: who may not know is sent to sign in before anything is looked up."""
    b = bench(service)
    client = b.app.test_client()
    for rule, page in _pages(b.app):
        if page.who.public:
            continue
        path = re.sub(r"<uuid:\w+>", str(b.person_id()), rule.rule)
        path = re.sub(r"<any\((\w+).*?>", r"\1", path)
        for method in {"GET", "POST"} & (rule.methods or set()):
            answer = client.open(path, method=method, headers=FROM_US)
            assert answer.status_code in (303, 307), (method, path)
            assert answer.headers["Location"].startswith("/identity/renew?back="), (method, path)


@pytest.mark.parametrize("service", SERVICES)
def test_who_may_send_a_form_is_said_of_pages_as_of_the_api(service: str, bench: Callable[..., Bench]) -> None:
    app = bench(service).app
    by_the_api = {view.spec.who.description for view in _routes(app).values() if hasattr(view, "spec")}
    by_pages = {rule.rule: page.who.description for rule, page in _pages(app) if "POST" in (rule.methods or ())}
    theirs_alone = {path for path, who in by_pages.items() if who not in by_the_api and "/system/" not in path}
    assert theirs_alone <= NARROWER


def _pages(app: Flask) -> Iterator[tuple[Rule, PageSpec]]:
    for rule in app.url_map.iter_rules():
        if page := getattr(app.view_functions[rule.endpoint], "page", None):
            yield rule, page
