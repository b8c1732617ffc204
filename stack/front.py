"""The plain page at `/` of the embedded stack: health, the demo's accounts, where the API is described."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from stack.api_page import api_page
from stack.time.move import shown

DEMO_PASSWORD = "opora-demo"  # noqa: S105 - everybody may know it; refused outside a demo home
DEMO_ACCOUNTS = (
    "referrer@guardianship.example",
    "referrer@school.example",
    "coordinator@ngo.example",
    "worker@ngo.example",
    "specialist@ngo.example",
    "supervisor@ngo.example",
    "volunteers@ngo.example",
    "anna@volunteer.example",
    "family1@contact.example",
    "orgadmin@ngo.example",
    "analyst@fund.example",
    "admin@opora.example",
)

_TEXTS = {
    "ru": {
        "title": "Опора",
        "lead": "Службы, которые вместе помогают семье в беде.",
        "health": "Состояние",
        "well": "Всё работает.",
        "unwell": "Работает не всё.",
        "accounts": "Учётные записи примера",
        "password": "Пароль у всех один:",
        "time": "Часы примера переведены вперёд, в нём сейчас:",
        "api": "Описание API",
        "api_lead": "Что можно запросить, кому и какие поля нужны. Общие правила — в docs/http.md.",
        "api_machine": "Для программ, после входа:",
        "query": "Параметры",
        "body": "Тело запроса",
        "answer": "Ответ",
        "required": "обязательно",
        "starting": "запускается",
        "healthy": "работает",
        "failing": "не работает",
        "stopped": "остановлена",
        "away": "Опора сейчас недоступна",
        "away_lead": "Мы её обновляем или чиним. Всё, что вы сохранили, на месте. Попробуйте снова через пару минут.",
    },
    "en": {
        "title": "Opora",
        "lead": "Services that act as one around a family in crisis.",
        "health": "Health",
        "well": "Everything works.",
        "unwell": "Not everything works.",
        "accounts": "Accounts of the sample region",
        "password": "One password for all:",
        "time": "The clock of the sample region was moved forward, it is now:",
        "api": "Description of the API",
        "api_lead": "What can be asked for, by whom, and with which fields. The rules for all are in docs/http.md.",
        "api_machine": "For programs, signed in:",
        "query": "Query",
        "body": "Body",
        "answer": "Answer",
        "required": "required",
        "starting": "starting",
        "healthy": "healthy",
        "failing": "failing",
        "stopped": "stopped",
        "away": "Opora is away for a moment",
        "away_lead": "It is being updated or mended. All that you saved is safe. Try again in a few minutes.",
    },
}
_STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1d2a30}"
    "table{border-collapse:collapse}td{padding:.2rem 1.5rem .2rem 0;border-bottom:1px solid #ccd;vertical-align:top}"
    "a{color:#0b5a6b}details{margin:.3rem 0}code{font-size:.85em}td code{white-space:nowrap}"
)


def page(state: dict[str, Any], services: Sequence[str], language: str) -> str:
    """HTML of the page. `state` is what the supervisor published; the compose stack's says nothing of health."""
    texts = _TEXTS.get(language, _TEXTS["en"])
    sections = [
        _health(state, texts) if "parts" in state else "",
        _accounts(texts) + _time(state, texts) if state.get("demo") else "",
        _api(services, texts),
    ]
    return _html(f"<h1>{texts['title']}</h1><p>{texts['lead']}</p>{''.join(sections)}", texts["title"], language)


def description(documents: Mapping[str, Any], language: str) -> str:
    """HTML of `/api`, from the services' OpenAPI documents."""
    texts = _TEXTS.get(language, _TEXTS["en"])
    return _html(api_page(documents, texts), texts["api"], language)


def maintenance(language: str) -> str:
    """HTML of what the gateway shows while a service is away."""
    texts = _TEXTS.get(language, _TEXTS["en"])
    return _html(f"<h1>{texts['away']}</h1><p>{texts['away_lead']}</p>", texts["away"], language)


def _html(body: str, title: str, language: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body>{body}</body></html>"
    )


def _health(state: dict[str, Any], texts: dict[str, str]) -> str:
    rows = "".join(
        f"<tr><td>{escape(part['name'])}</td><td>{texts.get(part['state'], '')}</td></tr>"
        for part in state.get("parts", [])
    )
    verdict = texts["well"] if state.get("healthy") else texts["unwell"]
    return f"<h2>{texts['health']}</h2><p>{verdict}</p><table>{rows}</table>"


def _accounts(texts: dict[str, str]) -> str:
    items = "".join(f"<li>{account}</li>" for account in DEMO_ACCOUNTS)
    return f"<h2>{texts['accounts']}</h2><p>{texts['password']} <code>{DEMO_PASSWORD}</code></p><ul>{items}</ul>"


def _time(state: dict[str, Any], texts: dict[str, str]) -> str:
    """Where it is not the present."""
    said = state.get("business_time")
    return f"<p><small>{texts['time']} {shown(datetime.fromisoformat(said))}</small></p>" if said else ""


def _api(services: Sequence[str], texts: dict[str, str]) -> str:
    links = (f"/{service}/api/v1/openapi.json" for service in services)
    items = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    return f'<h2><a href="/api">{texts["api"]}</a></h2><p>{texts["api_machine"]}</p><ul>{items}</ul>'
