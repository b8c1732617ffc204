"""Plain pages beside the services: where the API is described, and what stands in for a service that is away."""

from collections.abc import Mapping
from typing import Any

from stack.api_page import api_page

_TEXTS = {
    "ru": {
        "title": "Опора",
        "api": "Описание API",
        "api_lead": "Что можно запросить, кому и какие поля нужны. Общие правила — в docs/http.md.",
        "query": "Параметры",
        "body": "Тело запроса",
        "answer": "Ответ",
        "required": "обязательно",
        "away": "Опора сейчас недоступна",
        "away_lead": "Мы её обновляем или чиним. Всё, что вы сохранили, на месте. Попробуйте снова через пару минут.",
    },
    "en": {
        "title": "Opora",
        "api": "Description of the API",
        "api_lead": "What can be asked for, by whom, and with which fields. The rules for all are in docs/http.md.",
        "query": "Query",
        "body": "Body",
        "answer": "Answer",
        "required": "required",
        "away": "Opora is away for a moment",
        "away_lead": "It is being updated or mended. All that you saved is safe. Try again in a few minutes.",
    },
}
_STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1d2a30}"
    "table{border-collapse:collapse}td{padding:.2rem 1.5rem .2rem 0;border-bottom:1px solid #ccd;vertical-align:top}"
    "a{color:#0b5a6b}details{margin:.3rem 0}code{font-size:.85em}td code{white-space:nowrap}"
)


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
