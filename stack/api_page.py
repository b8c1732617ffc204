"""The page at `/api`: every route of every service with who may use it and what it takes, from the code's OpenAPI."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

METHODS = ("get", "post", "put", "patch", "delete")

Document = Mapping[str, Any]


def api_page(documents: Mapping[str, Document], texts: Mapping[str, str]) -> str:
    """HTML of the body. `documents` are the services' OpenAPI documents by name."""
    links = " · ".join(f'<a href="#{name}">{name}</a>' for name in documents)
    sections = "".join(_service(name, document, texts) for name, document in documents.items())
    return f"<h1>{texts['api']}</h1><p>{texts['api_lead']}</p><p>{links}</p>{sections}"


def _service(name: str, document: Document, texts: Mapping[str, str]) -> str:
    routes = "".join(_route(document, *route, texts) for route in _routes(document))
    return f'<h2 id="{name}">{name}</h2>{routes}'


def _routes(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in sorted(document["paths"].items()):
        for method in METHODS:
            if method in item:
                yield method.upper(), path, item[method]


def _route(document: Document, method: str, path: str, operation: Document, texts: Mapping[str, str]) -> str:
    summary = f"<summary><code>{method} {escape(path)}</code></summary>"
    parts = [f"<p>{escape(operation.get('description', ''))}</p>"]
    query = [one for one in operation.get("parameters", ()) if one.get("in") == "query"]
    if query:
        rows = {one["name"]: one.get("schema", {}) for one in query}
        parts.append(_fields(document, {"properties": rows}, texts["query"], texts))
    if body := operation.get("requestBody"):
        [(kind, content)] = body["content"].items()
        title = texts["body"] if kind == "application/json" else f"{texts['body']}: {kind}"
        parts.append(_fields(document, content["schema"], title, texts))
    for status, answer in sorted(operation.get("responses", {}).items()):
        schema = answer.get("content", {}).get("application/json", {}).get("schema")
        if schema and status.startswith("2"):
            parts.append(_fields(document, schema, f"{texts['answer']} {status}", texts))
    return f"<details>{summary}{''.join(parts)}</details>"


def _fields(document: Document, schema: Document, title: str, texts: Mapping[str, str]) -> str:
    rows = "".join(_rows(document, schema, "", texts, depth=0))
    return f"<p><b>{escape(title)}</b></p><table>{rows}</table>" if rows else ""


def _rows(document: Document, schema: Document, prefix: str, texts: Mapping[str, str], depth: int) -> Iterator[str]:
    """One row a field, those of inner objects under their dotted path, three levels deep."""
    found = _resolved(document, schema)
    for name, field in found.get("properties", {}).items():
        inner = _resolved(document, field)
        item = _resolved(document, inner.get("items", {}))
        path = f"{prefix}{name}" + ("[]" if "items" in inner else "")
        need = texts["required"] if name in found.get("required", ()) else ""
        yield f"<tr><td><code>{escape(path)}</code></td><td>{escape(_kind(item or inner))}</td><td>{need}</td></tr>"
        if depth < 3:
            yield from _rows(document, item or inner, f"{path}.", texts, depth + 1)


def _kind(field: Document) -> str:
    if codes := [code for code in field.get("enum", ()) if code is not None]:
        return " | ".join(map(str, codes[:14])) + (" | …" if len(codes) > 14 else "")
    kinds = field.get("type", "")
    kind = " | ".join(one for one in kinds if one != "null") if isinstance(kinds, list) else str(kinds)
    longest = f" ≤ {field['maxLength']}" if "maxLength" in field else ""
    return str(field.get("format", kind)) + longest


def _resolved(document: Document, schema: Document) -> Document:
    """Follow a reference, alone or among the alternatives of something that may be null."""
    for choice in (schema, *schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if "$ref" in choice:
            found: Document = document["components"]["schemas"][choice["$ref"].rsplit("/", 1)[1]]
            return found
    return schema
