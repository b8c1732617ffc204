"""What an API's own description says of each route beyond its schemas: refusals, headers, kinds of content."""

from typing import Any

from apispec import APISpec
from flask_smorest import Api

from shared.documents.formats import MEDIAS
from shared.web import uploads
from shared.web.problems import TITLES
from shared.web.spec import MUST_MATCH, Spec

PROBLEM = "application/problem+json"
_SHAPE = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "description": "urn:opora:problem:…"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "Dotted paths of fields, each with its codes.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
    "required": ["type", "title", "status"],
}
_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "The same request again under the same key gets the first answer.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
}
_MATCH = {
    "in": "header",
    "name": "If-Match",
    "description": "The ETag that was read, where the record is there already.",
    "schema": {"type": "string"},
}


class DescribedApi(Api):  # type: ignore[misc]
    """Refusals are ours, one for each status, rather than the library's single one of another shape."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_responses(self) -> None:
        spec: APISpec = self.spec
        spec.components.schema("Problem", _SHAPE)
        for status, title in TITLES.items():
            refusal = {"description": title, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
            spec.components.response(_name(status), refusal, lazy=True)

    def _register_pagination_header(self) -> None:
        """Lists are paged in our own way: `shared.web.paging`."""


def describe(spec: Spec, path: str) -> dict[str, Any]:
    """The parts of an OpenAPI operation that the route's declaration implies."""
    document: dict[str, Any] = {"description": f"Who: {spec.who.description}."}
    if spec.who.public:
        document["security"] = []
    if spec.body:
        document["requestBody"] = {"required": True, "content": _content(spec)}
    if spec.upload:
        document["requestBody"] = uploads.documentation(spec.upload)
    if parameters := _parameters(spec):
        document["parameters"] = parameters
    document["responses"] = {str(status): _name(status) for status in sorted(_refusals(spec, path))}
    if spec.medias:
        document["responses"][str(spec.status)] = _one_of(spec.medias)
    return document


def _content(spec: Spec) -> dict[str, Any]:
    if not spec.form:
        return {"application/json": {"schema": spec.body}}
    return {
        "multipart/form-data": {"schema": spec.body, "encoding": {uploads.FIELD: {"contentType": ", ".join(MEDIAS)}}}
    }


def _one_of(medias: tuple[str, ...]) -> dict[str, Any]:
    """An answer that is a file of one of several kinds."""
    file = {"schema": {"type": "string", "format": "binary"}}
    return {"description": "OK", "content": dict.fromkeys(medias, file)}


def content_of(spec: Spec) -> dict[str, Any] | None:
    """The schema of an answer that no marshmallow schema makes: an object, or a file."""
    if spec.media is None:
        return None
    return {"type": "object"} if spec.media == "application/json" else {"type": "string", "format": "binary"}


def _parameters(spec: Spec) -> list[dict[str, Any]]:
    query = [{"in": "query", "schema": spec.query}] if spec.query else []
    key = [_KEY] if "POST" in spec.methods and not spec.who.public else []
    return [*query, *key, *([_MATCH] if spec.version and spec.writes else [])]


def _refusals(spec: Spec, path: str) -> set[int]:
    found = {503} | ({429} if spec.who.public else {401, 403})
    if spec.on or "<" in path:
        found |= {404}
    if spec.query:
        found |= {422}
    if spec.writes:
        found |= {403, 409, 422}
        if spec.who.public:  # what shows who asks is in the request, not in its path
            found |= {401, 404}
    if spec.body or spec.upload:
        found |= {400, 413, 422}
    if spec.form:
        found |= {408, 507}
    if spec.medias:
        found |= {410}
    if spec.version and spec.writes:
        found |= {412} | ({428} if any(method in MUST_MATCH for method in spec.methods) else set())
    return found


def _name(status: int) -> str:
    return f"Refusal{status}"
