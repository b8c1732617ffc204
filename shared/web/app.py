"""The app factory of every service: API, OpenAPI, health, metrics, errors. A service's app.py only wires."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from flask import Flask, Response, current_app
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from shared import business_clock
from shared.codes import CodeList, public
from shared.config import Settings
from shared.database import sessions_of
from shared.directory.lookup import known_person
from shared.directory.standing import standing as standing_by_replica
from shared.service import Service
from shared.web import health, measures, problems
from shared.web.described import DescribedApi
from shared.web.pages import frame, system
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call, Routes
from shared.web.site import Site, Standing, settle

BODY_AT_MOST = 2 * 1024 * 1024


def create_app(
    service: Service,
    routes: Sequence[Routes],
    codes: Sequence[CodeList],
    settings: Settings,
    standing: Standing = standing_by_replica,
    person: Callable[[Session, UUID], Any] = known_person,
) -> Flask:
    """An app that serves the full paths `/<service>/…` itself, wherever it is mounted."""
    app = Flask(service.name, static_folder=None)
    app.config.update(_openapi(service.name), MAX_CONTENT_LENGTH=BODY_AT_MOST, PROPAGATE_EXCEPTIONS=False)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    sessions = sessions_of(settings)
    if settings.demo:
        business_clock.follow(sessions)
    settle(app, Site(service, settings, sessions, standing, person))
    measures.register(app, service.name)
    api = DescribedApi(app)
    for blueprint in (*routes, _common(service.name, codes)):
        api.register_blueprint(blueprint)
    app.register_blueprint(health.blueprint(service.name))
    problems.register(app)
    app.after_request(_guard)  # before the pages' own: what is registered last is asked first, and these fill the gaps
    frame.register(app, settings)
    app.register_blueprint(system.room(service.name))
    _stand_behind(app, settings.trusted_proxies)
    return app


def _stand_behind(app: Flask, gateways: int) -> None:
    """Let requests come from where the outermost gateway of ours says. What stands further left in X-Forwarded-For was
    written by the client; without a gateway all of it was, and is not read."""
    if gateways:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=gateways, x_proto=gateways)  # type: ignore[method-assign]


def _openapi(name: str) -> dict[str, Any]:
    return {
        "API_TITLE": f"Opora {name}",
        "API_VERSION": "v1",
        "OPENAPI_VERSION": "3.1.0",
        "API_SPEC_OPTIONS": {
            "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}},
            "security": [{"bearer": []}],
        },
    }


def openapi(app: Flask) -> dict[str, Any]:
    """The app's own description, as its `openapi.json` gives it."""
    document: dict[str, Any] = app.extensions["flask-smorest"]["apis"][""]["ext_obj"].spec.to_dict()
    return document


def _common(name: str, codes: Sequence[CodeList]) -> Routes:
    """What every service answers: its code lists and its own description."""
    routes = Routes(name, __name__)
    routes.name = f"{name}-common"

    @routes.get("/codes", who=SIGNED_IN, media="application/json")
    def codes_of_service(call: Call) -> Response:
        return Response(_json(public(*codes)), mimetype="application/json")

    @routes.get("/openapi.json", who=SIGNED_IN, media="application/json")
    def description(call: Call) -> Response:
        return Response(_json(openapi(current_app)), mimetype="application/json")

    return routes


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False)


def _guard(response: Response) -> Response:
    """No store, no sniffing, no frames: answers hold personal data."""
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response
