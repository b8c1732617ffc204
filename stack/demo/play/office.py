"""One person at a computer: signs in, asks and does things over the HTTP API."""

from types import TracebackType
from typing import Any
from uuid import uuid4

import httpx

TIMEOUT_S = 30.0


class Refused(Exception):
    """The API did not do what was asked; the text says who asked what, and its answer."""


class Office:
    """Signed in with `email`. Every method raises Refused when the API does not do what is asked."""

    def __init__(self, http: httpx.Client, email: str, password: str, language: str) -> None:
        self.email = email
        self._http = http
        self._language = language
        self._token = ""
        self._token = self.post("/identity/api/v1/tokens", {"email": email, "password": password})["token"]
        self.id: str = self.get("/identity/api/v1/me")["id"]

    def get(self, path: str, **query: Any) -> Any:
        return self._call("GET", path, params=query)

    def items(self, path: str, **query: Any) -> list[Any]:
        """The first page of a list, at its longest."""
        return list(self.get(path, limit=200, **query)["items"])

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._call("POST", path, json=body or {}, headers={"Idempotency-Key": str(uuid4())})

    def put(self, path: str, body: dict[str, Any]) -> Any:
        return self._call("PUT", path, json=body)

    def _call(self, method: str, path: str, headers: dict[str, str] | None = None, **request: Any) -> Any:
        sent = {"Accept-Language": self._language, **(headers or {})}
        if self._token:
            sent["Authorization"] = f"Bearer {self._token}"
        answer = self._http.request(method, path, headers=sent, **request)
        if answer.status_code >= 400:
            raise Refused(f"{self.email}: {method} {path} → {answer.status_code} {answer.text[:500]}")
        return answer.json() if answer.content else None


class Town:
    """Everybody's computer: one connection pool to one address."""

    def __init__(self, address: str, password: str, language: str) -> None:
        self._http = httpx.Client(base_url=address, timeout=TIMEOUT_S)
        self._password = password
        self._language = language

    def sign_in(self, email: str) -> Office:
        return Office(self._http, email, self._password, self._language)

    def __enter__(self) -> "Town":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, _: TracebackType | None
    ) -> None:
        self._http.close()
