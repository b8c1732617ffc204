"""What a contract is. The contracts themselves live in `shared/contracts`, one file for each publisher.

Publishing is strict, reading is not: a publisher gives every required field and nothing that the contract
does not name; a reader ignores fields and codes unknown to it, and does without what is sealed for others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from marshmallow import EXCLUDE, Schema, ValidationError
from marshmallow.fields import Field, List, Nested

F = TypeVar("F", bound="Field[Any]")
Errors = dict[str, Any]


@dataclass(frozen=True, eq=False)
class EventType:
    """One type of event: `opora.<service>.<aggregate>.<past participle>.v<n>`.

    `key` names what the subject identifies ("case"): all events of one subject stay in order.
    `schema` describes the data before sealing; its instance is shared and must hold no state.
    `example` is JSON before sealing, of invented people.
    """

    name: str
    key: str
    schema: Schema
    description: str
    example: dict[str, Any]

    @property
    def service(self) -> str:
        return self.name.split(".")[1]

    @property
    def topic(self) -> str:
        return f"opora.{self.service}"

    def sealed_fields(self) -> Iterator[tuple[str, str]]:
        """Yield (field name, audience) of every top-level field that is sealed before it is stored."""
        for name, field in self.schema.fields.items():
            audience = field.metadata.get("sealed")
            if audience:
                yield name, audience

    def dump(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The JSON values of what is to be published, before sealing; `data` holds Python values.

        Raises marshmallow's ValidationError, which names fields and never repeats values.
        """
        errors = _strict_errors(self.schema, data)
        if errors:
            raise ValidationError(errors)
        try:
            values = cast(dict[str, Any], self.schema.dump(data))
        except (TypeError, ValueError, AttributeError):
            raise ValidationError({"_schema": ["A value has another type than the contract says."]}) from None
        self.schema.load(values, unknown=EXCLUDE)
        return values

    def load(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Python values of an event's JSON, sealed fields opened or left out. Raises ValidationError."""
        return cast(dict[str, Any], self.schema.load(data, unknown=EXCLUDE))


def sealed(audience: str, field: F) -> F:
    """Mark a top-level field of a contract as personal: only holders of the audience's keys can read it.

    Say `required` and `allow_none` as for any other field: they bind the publisher. A reader may find the
    field missing (sealed for others) or None (its key was destroyed), so neither binds the reader.
    """
    binding = {"publish_required": field.required, "publish_none": field.allow_none}
    field.metadata = {**field.metadata, "sealed": audience, **binding}
    field.required, field.allow_none = False, True
    return field


def must_publish(field: "Field[Any]") -> bool:
    """Whether a publisher has to give this field."""
    return bool(field.metadata.get("publish_required", field.required))


def may_publish_none(field: "Field[Any]") -> bool:
    return bool(field.metadata.get("publish_none", field.allow_none))


def _strict_errors(schema: Schema, data: Any) -> Errors:
    """What marshmallow lets a reader off with and a publisher must not do, by field."""
    if not isinstance(data, Mapping):
        return {"_schema": ["Not an object."]}
    errors: Errors = {name: ["Unknown field."] for name in data.keys() - _names(schema)}
    for name, field in schema.fields.items():
        found = _field_errors(field, data, field.data_key or name)
        if found:
            errors[name] = found
    return errors


def _names(schema: Schema) -> set[str]:
    return {field.data_key or name for name, field in schema.fields.items()}


def _field_errors(field: "Field[Any]", data: Mapping[str, Any], name: str) -> Errors | list[str]:
    if name not in data:
        return ["Missing."] if must_publish(field) else []
    if data[name] is None:
        return [] if may_publish_none(field) else ["Must not be null."]
    return _value_errors(field, data[name])


def _value_errors(field: "Field[Any]", value: Any) -> Errors | list[str]:
    if isinstance(field, Nested):
        return _strict_errors(field.schema, value)
    if isinstance(field, List):
        return _item_errors(field.inner, value)
    codes = field.metadata.get("enum")
    return ["Unknown code."] if codes is not None and value not in codes else []


def _item_errors(field: "Field[Any]", values: Any) -> Errors | list[str]:
    if isinstance(values, str | Mapping) or not hasattr(values, "__iter__"):
        return ["Not a list."]
    found = {str(index): _value_errors(field, value) for index, value in enumerate(values)}
    return {index: errors for index, errors in found.items() if errors}
