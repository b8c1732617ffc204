"""The frame of the pages that services serve themselves: plain HTML without JavaScript, nothing from elsewhere."""

from flask import Response
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:36rem;margin:2rem auto;padding:0 1rem;color:#1f2a2e;background:#f7f5f0;"
    "overflow-wrap:anywhere}label,p,legend{display:block;margin:1rem 0 .25rem}a{color:#0e5f63}"
    "input,select,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.4rem;border:2px solid #6b7a80;"
    "background:#fff;color:inherit}input[type=checkbox],input[type=radio]{width:1.4rem;height:1.4rem;flex:none;margin:0}"
    "label.choice{display:flex;gap:.6rem;align-items:flex-start;margin:.5rem 0}fieldset{border:0;margin:1.5rem 0;"
    "padding:0;min-width:0}legend{font-weight:bold;padding:0}fieldset fieldset{border-left:4px solid #c9d0d2;"
    "padding-left:.8rem}button{font:inherit;margin-top:1rem;padding:.5rem 1rem;border:0;color:#fff;background:#0e5f63}"
    ":focus{outline:3px solid #ffc94d}.hint{color:#55636a;margin:0}.error{color:#a3242b;margin:0}"
    ".box{border:3px solid #a3242b;padding:.2rem 1rem 1rem;margin:1rem 0}.box a{color:#a3242b}"
    ".news{border-left:6px solid #0e5f63;padding:.1rem 1rem 1rem;background:#fff}.lines{white-space:pre-line}"
)

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""The addresses of these pages are secrets of their own, and what they hold is personal."""

_FRAME = Environment(autoescape=True, undefined=StrictUndefined).from_string(
    '<!doctype html><html lang="{{ language }}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{{ prefix }}{{ title }}</title><style>{{ style | safe }}</style></head><body><main><h1>{{ title }}</h1>"
    "{{ content }}</main></body></html>"
)


def page(language: str, title: str, content: Markup, status: int = 200, prefix: str = "") -> Response:
    """`content` is HTML whose parts are escaped already; `prefix` stands before the title where windows are named, as
    “Error: ” does."""
    html = _FRAME.render(language=language, title=title, content=content, prefix=prefix, style=STYLE)
    return Response(html, status, headers=_HEADERS, mimetype="text/html")
