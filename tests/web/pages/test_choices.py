"""Options and boxes are written as the GOV.UK components write them, only faster."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template_string

from shared.web.pages.fields import Choice, Field, Option, Several, Tick
from tests.web.site import Site

_LIST: list[Option] = [("ru", "русский"), ("<b>", "«a» & b"), ("tg", "таджикский", "Говорят <в> Таджикистане")]
_OURS = {
    "select": "govukSelect(dict(asked, items=[])) | with_options(asked)",
    "radios": 'govukRadios(asked | boxes("radios"))',
    "checkboxes": 'govukCheckboxes(asked | boxes("checkboxes"))',
}
_THEIRS = {"select": "govukSelect(asked)", "radios": "govukRadios(asked)", "checkboxes": "govukCheckboxes(asked)"}


def _choice(typed: Any, **more: Any) -> Choice:
    found = Choice("one.of", "Язык", options=_LIST, **more)
    found.show(typed)
    return found


def _several(*typed: str) -> Several:
    found = Several("of", "Языки", hint="Все", options=_LIST)
    found.show(typed)
    return found


def _refused() -> Choice:
    found = _choice("")
    found.error = "Выберите язык."
    return found


FIELDS: dict[str, Field] = {
    "boxes of which there are none": Several("of", "Языки", options=[]),
    "an open list": _choice("", many=True),
    "an open list with an answer": _choice("<b>", many=True),
    "radio buttons": _choice(""),
    "radio buttons with an answer": _choice("tg", inline=True),
    "refused radio buttons": _refused(),
    "boxes": _several(),
    "boxes with answers": _several("ru", "<b>"),
    "a box": Tick("agreed", "Согласие", hint="С обработкой"),
}


def test_what_is_written_at_once_is_what_the_components_write(site: Site) -> None:
    for said, field in FIELDS.items():
        ours, theirs = (_written(site.app, words[field.component], field) for words in (_OURS, _THEIRS))
        assert ours == theirs, said
        assert len(ours) > 3, said


def _written(app: Flask, call: str, field: Field) -> list[Any]:
    """Every element with its attributes and text."""
    macro = call.split("(")[0]
    where = f"govuk_frontend_jinja/components/{field.component}/macro.html"
    template = f'{{% from "{where}" import {macro} %}}{{{{ {call} }}}}'
    with app.test_request_context():
        html = render_template_string(template, asked=field.parameters)
    return [_element(tag) for tag in BeautifulSoup(html, "html.parser").find_all(True)]


def _element(tag: Tag) -> tuple[str, dict[str, Any], str]:
    return tag.name, dict(tag.attrs), " ".join(tag.get_text(" ").split())
