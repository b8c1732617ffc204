"""Choices written all at once, in the markup of the GOV.UK components. Their macros take a tenth of a millisecond for a
box and a fiftieth for an option: too long for the languages of a country or all its districts."""

from collections.abc import Collection, Mapping
from typing import Any

from markupsafe import Markup

_OPTION = Markup('<option value="{}"{}>{}</option>').format
_BOX = Markup(
    '<div class="govuk-{kind}__item">\n'
    '<input class="govuk-{kind}__input" id="{id}" name="{name}" type="{type}" value="{value}"{checked}{described}>\n'
    '<label class="govuk-label govuk-{kind}__label" for="{id}">{text}</label>\n'
    "{hint}</div>\n"
).format
_HINT = Markup('<div id="{}" class="govuk-hint govuk-{}__hint">{}</div>\n').format
_DESCRIBED = Markup(' aria-describedby="{}"').format
_TYPES = {"radios": "radio", "checkboxes": "checkbox"}

Parameters = Mapping[str, Any]


def with_options(select: Markup, parameters: Parameters) -> Markup:
    """`select`: the component with these parameters, but without items."""
    chosen = parameters["value"] or None
    found = [
        _OPTION(one["value"], _ticked("selected", one["value"] == chosen), one["text"]) for one in parameters["items"]
    ]
    end = Markup("</select>")
    return select.replace(end, Markup("\n").join([*found, end]))


def boxes(parameters: Parameters, kind: str) -> dict[str, Any]:
    """The same parameters of radio buttons or checkboxes, with the items written out. They stand in a fieldset."""
    chosen = parameters.get("values") or [parameters.get("value") or None]
    prefix, name = parameters["idPrefix"], parameters["name"]
    found = [
        _box(kind, f"{prefix}-{number}" if number > 1 else prefix, name, one, chosen)
        for number, one in enumerate(parameters["items"], start=1)
    ]
    return {**parameters, "items": [], "formGroup": {"afterInputs": {"html": Markup().join(found)}}}


def _box(kind: str, id: str, name: str, item: Mapping[str, Any], chosen: Collection[Any]) -> Markup:
    hint = f"{id}-item-hint" if item.get("hint") and item["hint"]["text"] else ""
    return _BOX(
        kind=kind,
        id=id,
        name=name,
        type=_TYPES[kind],
        value=item["value"],
        checked=_ticked("checked", item.get("checked", item["value"] in chosen)),
        described=_DESCRIBED(hint) if hint else "",
        text=item["text"],
        hint=_HINT(hint, kind, item["hint"]["text"]) if hint else "",
    )


def _ticked(word: str, holds: bool) -> str:
    return f" {word}" if holds else ""
