"""Serves the assets to browsers. One service does it for the pages of all: they share an origin."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, request

from shared.web.assets import BUILT, PATH, manifest
from shared.web.policy import ANYONE

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True)
class Asset:
    kind: str
    plain: bytes
    packed: bytes | None


def blueprint(folder: Path = BUILT) -> Blueprint:
    """Routes `/assets/<name>`, of what is built and of nothing else. Raises NotBuilt where nothing is."""
    assets = {name: _read(folder / name) for name in manifest(folder).values()}

    def asset(name: str) -> Response:
        if name not in assets:
            abort(404)
        return _answer(name, assets[name])

    view: Any = asset
    view.policy = ANYONE
    made = Blueprint("assets", __name__)
    made.add_url_rule(f"{PATH}/<name>", view_func=view)
    return made


def _read(path: Path) -> Asset:
    """All of them are 0.3 MB, which each process keeps."""
    packed = path.with_name(f"{path.name}.gz")
    return Asset(KINDS[path.suffix], path.read_bytes(), packed.read_bytes() if packed.is_file() else None)


def _answer(name: str, asset: Asset) -> Response:
    """For a year without asking again: another content has another name."""
    packed = asset.packed if request.accept_encodings["gzip"] > 0 else None
    response = Response(asset.plain if packed is None else packed, content_type=asset.kind)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if asset.packed is not None:
        response.headers["Vary"] = "Accept-Encoding"
    if packed is not None:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(name if packed is None else f"{name}.gz")
    response.make_conditional(request)
    return response
