"""What a command may answer instead of doing its work. `shared.web.problems` turns each into problem+json."""


class Problem(Exception):
    """Base of all refusals. `status` is the HTTP status, `kind` the last part of the problem's type."""

    status = 500
    kind = "problem"

    def __init__(self, detail: str = "", **extra: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class BadRequest(Problem):
    status = 400
    kind = "bad_request"


class Unauthenticated(Problem):
    status = 401
    kind = "not_signed_in"


class Forbidden(Problem):
    """The caller may see the record, but not do this to it."""

    status = 403
    kind = "forbidden"


class NotFound(Problem):
    """Not there, or outside the caller's relation: always the same answer."""

    status = 404
    kind = "not_found"


class TooSlow(Problem):
    """A body that does not end."""

    status = 408
    kind = "too_slow"


class Conflict(Problem):
    """Not in this state. Pass `state="…"` so that the caller learns which state it is in."""

    status = 409
    kind = "conflict"


class WrittenByAnother(Problem):
    """Somebody else than who sends it now filled this form in, in the same browser."""

    status = 409
    kind = "written_by_another"


class Stale(Problem):
    """The record changed since the caller read it."""

    status = 412
    kind = "changed_meanwhile"


class Invalid(Problem):
    """The content is wrong. `errors` maps dotted paths to codes: {"family.members.1.born_on": ["in_future"]}."""

    status = 422
    kind = "invalid"

    def __init__(self, errors: dict[str, list[str]], detail: str = "", **extra: object) -> None:
        super().__init__(detail or "Some fields need correcting.", **extra)
        self.errors = errors


class PreconditionRequired(Problem):
    status = 428
    kind = "if_match_required"


class TooManyRequests(Problem):
    """Pass `retry_after` in seconds."""

    status = 429
    kind = "too_often"


class Busy(Problem):
    """Others are sending or fetching files right now. Pass `retry_after` in seconds."""

    status = 503
    kind = "busy"
