"""A form that a service's template writes itself says whose it is, as those of the frame do."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "services"
FOR_ANYONE = {"sign_in.html", "resume.html", "outside/state.html", "links/question.html"}
"""Sent by nobody who is signed in."""

SILENT = re.compile(r'<form method="post"[^>]*>(?!\s*{{ forms\.(mine|hidden)\()')


def test_every_form_of_who_is_signed_in_says_whose_it_is() -> None:
    templates = {file.as_posix().partition("/templates/")[2]: file for file in ROOT.rglob("*.html")}
    silent = {name for name, file in templates.items() if SILENT.search(file.read_text())}
    assert silent == FOR_ANYONE
