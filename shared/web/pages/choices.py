"""Choices written all at once, in the markup of the GOV.UK components. Their macros take a tenth of a millisecond for a
box and a fiftieth for an option: too long for the languages of a country or all its districts."""

from collections.abc import Collection, Mapping
from typing import Any

from markupsafe import Markup, escape

_TYPES = {"radios": "radio", "checkboxes": "checkbox"}

Parameters = Mapping[str, Any]


def with_options(select: Markup, parameters: Parameters) -> Markup:
    """`select`: the component with these parameters, but without items."""
    chosen = parameters["value"] or None
    written = [_option(one["value"], one["text"], chosen) for one in parameters["items"]]
    end = Markup("</select>")
    return select.replace(end, _joined(written) + end)


def boxes(parameters: Parameters, kind: str) -> dict[str, Any]:
    """The same parameters of radio buttons or checkboxes, with the items written out. They stand in a fieldset."""
    chosen = parameters.get("values") or [parameters.get("value") or None]
    prefix, name = parameters["idPrefix"], parameters["name"]
    written = [
        _box(kind, f"{prefix}-{number}" if number > 1 else prefix, name, one, chosen)
        for number, one in enumerate(parameters["items"], start=1)
    ]
    group = {"afterInputs": {"html": _joined(written)}} if written else {}  # the component takes empty HTML for none
    return {**parameters, "items": [], "formGroup": group}


def _joined(written: Collection[str]) -> Markup:
    return Markup("\n".join(written))  # noqa: S704 - whatever is put in below is escaped there


def _option(value: Any, text: str, chosen: Any) -> str:
    return f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'


def _box(kind: str, id: str, name: str, item: Mapping[str, Any], chosen: Collection[Any]) -> str:
    hint = escape(item["hint"]["text"]) if item.get("hint") else ""
    described = f' aria-describedby="{escape(id)}-item-hint"' if hint else ""
    checked = " checked" if item.get("checked", item["value"] in chosen) else ""
    return (
        f'<div class="govuk-{kind}__item">\n'
        f'<input class="govuk-{kind}__input" id="{escape(id)}" name="{escape(name)}" type="{_TYPES[kind]}"'
        f' value="{escape(item["value"])}"{checked}{described}>\n'
        f'<label class="govuk-label govuk-{kind}__label" for="{escape(id)}">{escape(item["text"])}</label>\n'
        + (f'<div id="{escape(id)}-item-hint" class="govuk-hint govuk-{kind}__hint">{hint}</div>\n' if hint else "")
        + "</div>"
    )
