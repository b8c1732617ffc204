"""What a route of the API declares: how it is served and how it is described both follow from it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from marshmallow import Schema

from shared.web.admission import WRITING
from shared.web.file_forms import FormBody
from shared.web.policy import Policy

MUST_MATCH = ("PUT", "PATCH")


@dataclass(frozen=True)
class Spec:
    """What a route declares.

    `on` loads the record that the path names: `on(session, caller, lock, **path)`; it raises NotFound when the
    caller has no relation to it, and locks the row when `lock`. `version` gives the record's ETag; `exists` says
    whether what a PUT writes is there already: only then If-Match is required. `upload` says what the one file is that
    comes instead of a JSON body; a `body` that is a FormBody comes as a form with a file. `secret`: the answer holds
    one, so it is kept sealed for who asks again.
    `media` is the content type of an answer that no schema makes, `medias` are those of one that has one of several.
    """

    who: Policy
    on: Callable[..., Any] | None = None
    version: Callable[[Any], int] | None = None
    exists: Callable[[Any], bool] = lambda record: True
    body: Schema | None = None
    query: Schema | None = None
    answer: Schema | None = None
    upload: str | None = None
    media: str | None = None
    medias: tuple[str, ...] = ()
    secret: bool = False
    status: int = 200
    methods: tuple[str, ...] = field(default=("GET",))

    @property
    def form(self) -> bool:
        return isinstance(self.body, FormBody)

    @property
    def writes(self) -> bool:
        return any(method in WRITING for method in self.methods)
