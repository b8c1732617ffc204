"""Endpoints of agencies' systems, and what is on its way to each of them. All times are system time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.notifications.model import Base
from shared.codes import CodeList, Text

WEBHOOK_STATES = CodeList(
    "webhook_states",
    {
        "active": Text("Работает", "Active"),
        "paused": Text("Приостановлен", "Paused"),
        "disabled": Text("Отключён: система не принимала сообщения", "Disabled: the system did not take messages"),
    },
)
WEBHOOK_DELIVERY_STATES = CodeList(
    "webhook_delivery_states",
    {
        "pending": Text("Ждёт отправки", "Waits to be sent"),
        "sent": Text("Принято", "Taken"),
        "failed": Text("Не принято, попытки закончились", "Not taken, given up"),
        "cancelled": Text("Не отправлено", "Not sent"),
        "held": Text("Задержано после восстановления из копии", "Held after a restore"),
    },
)
DISABLED_FOR = CodeList(
    "webhook_disabled_for",
    {
        "failing": Text("Несколько дней ни одной удачной попытки", "No success for days"),
        "gone": Text("Система ответила 410: адреса больше нет", "The system answered 410 Gone"),
    },
)
WEBHOOK_ERRORS = CodeList(
    "webhook_errors",
    {
        "refused": Text("Система отказалась принять", "The system refused it"),
        "redirect": Text("Система отправила на другой адрес", "The system pointed to another address"),
        "timeout": Text("Система не ответила вовремя", "The system did not answer in time"),
        "disconnected": Text("Соединение не удалось или прервалось", "The connection failed or broke off"),
        "tls": Text("Сертификат системы не подходит", "The system's certificate does not hold"),
        "no_such_host": Text("Такого адреса нет", "There is no such address"),
        "not_public": Text("Этот адрес не виден из интернета", "This address is not on the public internet"),
        "not_https": Text("Адрес не начинается с https", "The address does not begin with https"),
        "invalid": Text("Адрес написан неверно", "The address is not written as one"),
        "secret_lost": Text("Секрет не прочитать: нужен новый", "The secret can't be read: a new one is needed"),
    },
)
"""Why a try failed."""


class Webhook(Base):
    """`active ⇄ paused`; `→ disabled` by failing, back by an administrator. `events`: what it asked for, empty is all.

    `secret` and `previous_secret` are sealed (`secrets`); the previous one signs too until `previous_until`.
    `failing_since`: since the last success. `failures`: how often on end the system itself was at fault; until
    `rests_until` it is left alone. `busy_until`: a sender is at it, or died."""

    __tablename__ = "webhooks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation: Mapped[UUID]
    created_at: Mapped[datetime]
    url: Mapped[str]
    description: Mapped[str | None]
    events: Mapped[list[str]]
    state: Mapped[str] = mapped_column(default="active")
    disabled_for: Mapped[str | None]
    disabled_at: Mapped[datetime | None]
    secret: Mapped[dict[str, Any]]
    previous_secret: Mapped[dict[str, Any] | None]
    previous_until: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    rests_until: Mapped[datetime]
    busy_until: Mapped[datetime]


class WebhookDelivery(Base):
    """`pending → sent | failed | cancelled`, and back when sent again; `held` after a restore. `event` is the
    webhook-id. `answer` is the last status; `error` a code, never what the system said."""

    __tablename__ = "webhook_deliveries"

    webhook: Mapped[UUID] = mapped_column(primary_key=True)
    event: Mapped[UUID] = mapped_column(primary_key=True)
    type: Mapped[str]
    happened_at: Mapped[datetime]
    data: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    answer: Mapped[int | None]
    error: Mapped[str | None]
