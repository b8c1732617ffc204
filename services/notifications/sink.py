"""In a demo home only: the mails that the stack's own mail server keeps, for anyone to see."""

import base64
import hashlib
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from pathlib import Path

from flask import Blueprint, Response, abort

from shared.web.policy import ANYONE
from shared.web.site import this_site

SHOWN = 200

_STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1d2a30}"
    "pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}a{color:#0b5a6b}"
    "table{border-collapse:collapse;width:100%}td,th{padding:.3rem 1rem .3rem 0;text-align:left;vertical-align:top;"
    "border-bottom:1px solid #ccd}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_CSP = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_TEXTS = {
    "ru": {"title": "Письма", "none": "Писем пока нет.", "back": "Все письма", "to": "Кому", "subject": "Тема"},
    "en": {"title": "Mails", "none": "No mails yet.", "back": "All mails", "to": "To", "subject": "Subject"},
}
_HEADERS = ("From", "To", "Date", "Subject", "Message-ID", "Auto-Submitted")

blueprint = Blueprint("sink", __name__, url_prefix="/notifications/mail")


@blueprint.get("")
def mails() -> Response:
    texts = _texts()
    rows = "".join(_row(file) for file in _files()[:SHOWN])
    head = f"<tr><th>{texts['to']}</th><th>{texts['subject']}</th><th></th></tr>"
    return _page(texts["title"], f"<table>{head}{rows}</table>" if rows else f"<p>{texts['none']}</p>")


@blueprint.get("/<name>")
def mail(name: str) -> Response:
    file = next((file for file in _files() if file.name == name), None)
    if file is None:
        abort(404)
    message = _message(file)
    rows = "".join(f"<tr><td>{header}</td><td>{_header(message, header)}</td></tr>" for header in _HEADERS)
    back = f'<p><a href="/notifications/mail">{_texts()["back"]}</a></p>'
    text = _with_links(escape(_text(message)))
    return _page(_header(message, "Subject"), f"{back}<table>{rows}</table><pre>{text}</pre>")


mails.policy = ANYONE  # type: ignore[attr-defined]
mail.policy = ANYONE  # type: ignore[attr-defined]


def _texts() -> dict[str, str]:
    return _TEXTS["ru" if this_site().settings.language == "ru" else "en"]


def _files() -> list[Path]:
    """Newest first: the sink names them by the time of their arrival."""
    return sorted((this_site().settings.home / "mail").glob("*.eml"), reverse=True)


def _message(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), policy=policy.default)


def _row(file: Path) -> str:
    message = _message(file)
    link = f'<a href="/notifications/mail/{escape(file.name)}">{_header(message, "Subject") or "—"}</a>'
    return f"<tr><td>{_header(message, 'To')}</td><td>{link}</td><td>{_header(message, 'Date')}</td></tr>"


def _header(message: EmailMessage, name: str) -> str:
    return escape(str(message.get(name, "")))


def _text(message: EmailMessage) -> str:
    """A mail whose text has another form than ours is shown as it came."""
    body = message.get_body(("plain",))
    try:
        return str(body.get_content()) if body else message.as_string()
    except LookupError:
        return message.as_string()


def _with_links(escaped: str) -> str:
    """Links to this stack, and to nowhere else, can be followed."""
    ours = re.escape(escape(this_site().settings.address))
    return re.sub(rf"{ours}/[^\s<>\"']*", lambda found: f'<a href="{found[0]}">{found[0]}</a>', escaped)


def _page(title: str, content: str) -> Response:
    """`title` and `content` are HTML."""
    language = "ru" if this_site().settings.language == "ru" else "en"
    html = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>{content}</body></html>"
    )
    response = Response(html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _CSP
    return response
