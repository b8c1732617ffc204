"""A wording with its values as PDF.

Typst makes it, without a browser, system fonts or a network (ADR 0014), in a process that ends with it. The one
template is ours; what anybody wrote goes in as JSON and is never read as markup.
"""

import json
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

from shared import clock
from shared.forms.blocks import Value, Values, breakable
from shared.forms.catalogue import Form
from shared.forms.notation import Line, Part, read
from shared.problems import Problem

log = logging.getLogger(__name__)

PDF = "application/pdf"
PRESS = Path(str(resources.files("shared.forms"))) / "press.py"
AT_MOST = 20  # seconds: a plan of 2,500 long tasks takes 4
TOO_LONG = "This form could not be printed; it may be too long."
OTHERS_PRINT = "Too many print at the moment. Please try again."
PATIENCE = 5  # seconds
_ENVIRONMENT = {"RAYON_NUM_THREADS": "1"}
_ONE_AT_A_TIME = threading.Lock()
"""In each process of a web: a form takes some 60 MB while it is made, and a container has 384."""

_LAST_BLANK = re.compile(r"[ \u200b]*[_\u200b]{8,}\Z")
_DAY = re.compile(r"«_+» _+ 20_+ г\.")  # stays on one line
_TOGETHER = {"item": "items", "box": "boxes"}


class NotPrinted(Problem):
    """Not now, or never: nothing was changed."""

    status = 503
    kind = "not_printed"


def pdf(form: Form, wording: str, values: Values, mark: str = "") -> bytes:
    """A4. `mark` stands at the foot of each page beside the form's name: a reference, never a name. Raises
    NotPrinted."""
    asked = {"form": document(form, wording, values, mark), "moment": int(clock.now().timestamp())}
    if not _ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        raise NotPrinted(OTHERS_PRINT)
    try:
        return _pressed(json.dumps(asked).encode())
    finally:
        _ONE_AT_A_TIME.release()


def _pressed(asked: bytes) -> bytes:
    """Raises NotPrinted. Nothing of the service's environment, which holds secrets, goes along."""
    command = [sys.executable, "-I", str(PRESS)]
    try:
        done = subprocess.run(  # noqa: S603 our own script, and nobody's words among the arguments
            command, input=asked, capture_output=True, env=_ENVIRONMENT, timeout=AT_MOST, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotPrinted(TOO_LONG) from None
    except OSError as problem:  # no process, or no memory for one, to be had
        log.error("form_not_printed", extra={"error": type(problem).__name__})
        raise NotPrinted(OTHERS_PRINT) from None
    if done.returncode:
        log.error("form_not_printed", extra={"returned": done.returncode})
        raise NotPrinted(TOO_LONG)
    return done.stdout


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
