"""A wording with its values as PDF.

Typst makes it in this process, without a browser, system fonts or a network (ADR 0014). The one template is ours; what
anybody wrote goes in as JSON and is never read as markup.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

from shared import clock
from shared.forms.blocks import Value, Values, breakable
from shared.forms.catalogue import Form
from shared.forms.notation import Line, Part, read

PDF = "application/pdf"
FOLDER = Path(str(resources.files("shared.forms")))
_LAST_BLANK = re.compile(r"[ \u200b]*[_\u200b]{8,}\Z")
_DAY = re.compile(r"«_+» _+ 20_+ г\.")  # stays on one line
_TOGETHER = {"item": "items", "box": "boxes"}


def pdf(form: Form, wording: str, values: Values, mark: str = "") -> bytes:
    """A4. `mark` stands at the foot of each page beside the form's name: a reference, never a name."""
    import typst  # 40 MB of memory that only who prints needs

    content = document(form, wording, values, mark)
    made: bytes = typst.compile(**arguments(content, clock.now()), format="pdf")
    return made


def document(form: Form, wording: str, values: Values, mark: str = "") -> dict[str, Any]:
    """What the template is given."""
    lines = _spaced(read(wording, form))
    body = [part for group in _grouped(lines) for part in _shown(group, form, values)]
    return {"name": form.name.ru, "mark": mark, "body": body}


def _spaced(lines: list[Line]) -> Iterator[Line]:
    """Without the empty lines around headings, which have room of their own."""
    kinds = ["title", *(line.kind for line in lines), "title"]
    for before, line, after in zip(kinds, lines, kinds[2:], strict=False):
        if line.kind != "gap" or not {before, after} & {"title", "heading"}:
            yield line


def _grouped(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines of one kind that follow each other."""
    for _, group in groupby(lines, key=lambda line: line.kind):
        yield list(group)


def _shown(lines: list[Line], form: Form, values: Values) -> Iterator[dict[str, Any]]:
    kind = lines[0].kind
    if kind in _TOGETHER:
        yield {"kind": _TOGETHER[kind], "lines": [_words(line, form, values) for line in lines]}
    elif kind == "gap":
        yield {"kind": "gap"}
    elif kind == "rule":
        yield {"kind": "rules", "count": len(lines)}
    elif kind == "block":
        yield from (_block(line.parts[0], form, values) for line in lines)
    else:
        yield from (_text_line(kind, _words(line, form, values)) for line in lines)


def _text_line(kind: str, words: str) -> dict[str, Any]:
    """A blank that ends a line goes on to the edge of the paper."""
    text = _LAST_BLANK.sub("", words)
    return {"kind": kind, "text": text, "fill": text != words}


def _block(part: Part, form: Form, values: Values) -> dict[str, Any]:
    value = _value(part.placeholder, form, values)
    return _text_line("text", value) if isinstance(value, str) else value.data()


def _words(line: Line, form: Form, values: Values) -> str:
    words = "".join(_text(part, form, values) for part in line.parts)
    return breakable(_DAY.sub(lambda day: day.group().replace(" ", "\u00a0"), words))


def _text(part: Part, form: Form, values: Values) -> str:
    if not part.placeholder:
        return part.text
    value = _value(part.placeholder, form, values)
    return value if isinstance(value, str) else ""


def _value(name: str, form: Form, values: Values) -> Value:
    """What is known, else the blank; a placeholder that this release does not have is a blank, too."""
    known = form.by_name.get(name)
    return values.get(name) or (known.blank if known else "________")


def arguments(content: dict[str, Any], moment: datetime) -> dict[str, Any]:
    """What Typst is given, for a format to be added. Nothing outside the template's own folder is in its reach."""
    return {
        "input": (FOLDER / "page.typ").read_bytes(),
        "root": str(FOLDER),
        "sys_inputs": {"form": json.dumps(content, ensure_ascii=False)},
        "ignore_system_fonts": True,
        "timestamp": int(moment.timestamp()),
    }
