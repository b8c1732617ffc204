"""Every route says who may use it, and every API describes itself."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import validate

from shared.config import SERVICES
from shared.web.app import openapi
from tests.support.bench import Bench

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
