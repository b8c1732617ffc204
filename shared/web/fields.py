"""Fields of request bodies. Each refuses with a code: required, type, unknown_code, too_long, control_character, …"""

import re
import unicodedata
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

import phonenumbers
from marshmallow import RAISE, Schema, ValidationError, fields
from marshmallow.validate import Length, OneOf, Range, Regexp

from shared.mail import Refused, deliverable
from shared.web.characters import bare, is_control, is_name, turns_direction

MESSAGES = {"required": "required", "null": "required", "validator_failed": "invalid", "type": "type"}
LINE_BREAKS = "\n\r\t"
MAX_INTEGER = 2**31 - 1
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)  # Python's own reader also takes weeks, "2026-W01-1"


class Body(Schema):
    """Base of all request bodies and queries: unknown fields are refused."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "unknown_field", "type": "type"}


class _Coded(fields.Field[Any]):
    """Turns marshmallow's sentences into codes."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options["error_messages"] = {**MESSAGES, "invalid": self.invalid, **options.get("error_messages", {})}
        super().__init__(*arguments, **options)

    invalid = "type"

    def _validate(self, value: Any) -> None:
        """A blank text that may be missing is None, which no validator needs to see."""
        if value is not None:
            super()._validate(value)


class Text(_Coded, fields.String):
    """Text without control and unseen characters, trimmed, at most `longest` characters; `lines` allows line breaks."""

    def __init__(self, longest: int = 200, lines: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest
        self.lines = lines
        self.validators = [Length(max=longest, error="too_long"), *self.validators]

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        text = str(super()._deserialize(value, attr, data, **rest))
        if len(text) > 2 * self.longest:
            raise ValidationError("too_long")
        if any(is_control(sign) and not (self.lines and sign in LINE_BREAKS) for sign in text):
            raise ValidationError("control_character")
        if turns_direction(text):
            raise ValidationError("hidden_character")
        text = bare(unicodedata.normalize("NFC", text))
        if text:
            return text
        if self.required:
            raise ValidationError("required")
        return None if self.allow_none else ""


class Name(Text):
    """A part of a person's name. Only one that may be null may be left blank."""

    def __init__(self, longest: int = 100, **options: Any) -> None:
        super().__init__(longest, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        if text == "":
            raise ValidationError("required")
        if text and not is_name(text):
            raise ValidationError("not_a_name")
        return text


class ClockTime(Text):
    """HH:MM between 00:00 and 23:59."""

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=5, **options)
        self.validators = [*self.validators, Regexp(r"([01][0-9]|2[0-3]):[0-5][0-9]\Z", error="invalid_time")]


class Email(Text):
    """An e-mail address to which a mail can be sent, in lower case."""

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=254, **options)
        self.validators = [*self.validators, _must_be_deliverable]

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        return text.lower() if text else text


def _must_be_deliverable(address: str) -> None:
    try:
        deliverable(address)
    except Refused:
        raise ValidationError("invalid_email") from None


class Phone(Text):
    """A phone number in any usual form, read as a Russian one without a country code; kept as E.164."""

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=40, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        text = super()._deserialize(value, attr, data, **rest)
        if not text:
            return text
        try:
            number = phonenumbers.parse(text, "RU")
        except phonenumbers.NumberParseException:
            raise ValidationError("invalid_phone") from None
        whole = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
        if ";" in text or not whole:  # after a semicolon the parser drops what it does not know: a second number
            raise ValidationError("invalid_phone")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class Raw(_Coded, fields.Raw):
    """What came, for a field that says itself what it makes of it."""


class Code(_Coded, fields.String):
    """One of a list of codes."""

    def __init__(self, codes: Collection[str], **options: Any) -> None:
        super().__init__(**options)
        self.validators = [OneOf(list(codes), error="unknown_code"), *self.validators]


class Id(_Coded, fields.UUID):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "error_messages": {"invalid_uuid": "type"}})


class Integer(_Coded, fields.Integer):
    """A whole number (no text, no 1.0) between `least` and `most`."""

    def __init__(self, least: int = 0, most: int = MAX_INTEGER, **options: Any) -> None:
        super().__init__(strict=True, **{**options, "error_messages": {"too_large": "out_of_range"}})
        self.validators = [Range(least, most, error="out_of_range"), *self.validators]

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        if isinstance(value, bool | str):
            raise ValidationError("type")
        return super()._deserialize(value, attr, data, **rest)


class Number(_Coded, fields.Float):
    """A finite number between `least` and `most`."""

    def __init__(self, least: float, most: float, **options: Any) -> None:
        super().__init__(
            allow_nan=False, **{**options, "error_messages": {"special": "type", "too_large": "out_of_range"}}
        )
        self.validators = [Range(least, most, error="out_of_range"), *self.validators]

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        if isinstance(value, bool | str):
            raise ValidationError("type")
        return super()._deserialize(value, attr, data, **rest)


class Flag(_Coded, fields.Boolean):
    """true or false, nothing that resembles them."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("type")
        return value


class Day(_Coded, fields.Date):
    """YYYY-MM-DD between 1900 and 2200. Whether it may lie in the future is the command's to say."""

    invalid = "invalid_date"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValidationError("invalid_date")
        day: date = super()._deserialize(value, attr, data, **rest)
        if not 1900 <= day.year <= 2200:
            raise ValidationError("invalid_date")
        return day


class Instant(_Coded, fields.AwareDateTime):
    """ISO 8601 with an offset, turned into UTC."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            format="iso",
            **{**options, "error_messages": {"invalid_awareness": "invalid_date", "invalid": "invalid_date"}},
        )

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> datetime:
        if not isinstance(value, str):
            raise ValidationError("invalid_date")
        moment: datetime = super()._deserialize(value, attr, data, **rest)
        if not 1900 <= moment.year <= 2200:
            raise ValidationError("invalid_date")
        return moment.astimezone(UTC)


class Many(_Coded, fields.List[Any]):
    """A list of at most `most` items; `least` 1 makes an empty one `required`."""

    def __init__(self, item: Any, most: int = 50, least: int = 0, **options: Any) -> None:
        super().__init__(item, **options)
        self.most = most
        bounds = [Length(max=most, error="too_many"), *([Length(min=least, error="required")] if least else [])]
        self.validators = [*bounds, *self.validators]

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        """Too many are refused before any of them is looked at: a body has room for a million."""
        if isinstance(value, list) and len(value) > self.most:
            raise ValidationError("too_many")
        return super()._deserialize(value, attr, data, **rest)


class Part(_Coded, fields.Nested):
    """An object within the body, by its own schema."""

    def __init__(self, schema: Any, **options: Any) -> None:
        super().__init__(schema, **{**options, "error_messages": {"type": "type"}})


# Made from a dict because `from` is a word of Python.
WeeklyTime = Body.from_dict(
    {
        "weekday": Integer(least=1, most=7, required=True),
        "from": ClockTime(required=True),
        "to": ClockTime(required=True),
    },
    name="WeeklyTime",
)
"""A time of the week; 1 is Monday. That it ends after it begins is a command's to say (`shared.weekly`)."""


def dotted(messages: Any, path: str = "") -> dict[str, list[str]]:
    """Marshmallow's nested messages as {"family.members.1.born_on": ["in_future"]}."""
    if isinstance(messages, list):
        return {path or "_": [str(message) for message in messages]}
    found: dict[str, list[str]] = {}
    for name, inner in messages.items():
        step = path if name == "_schema" else f"{path}.{name}".lstrip(".")
        found.update(dotted(inner, step))
    return found
