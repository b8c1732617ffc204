"""What the dashboard shows: one table, from which make_dashboards.py writes it in both languages.

Several webs of a service tell the same of its database, so those figures are shown by `max`, never added up.
"""

from typing import NamedTuple

RATE = "$__rate_interval"
AWAY = 'group by (part) (max_over_time(up{part!=""}[1d])) unless group by (part) (up == 1)'


class Panel(NamedTuple):
    """One picture: its title and what it tells (ru, en), what is asked, in which unit, and from where on it is bad."""

    title: tuple[str, str]
    tells: tuple[str, str]
    queries: tuple[tuple[str, str], ...]
    unit: str = "short"
    bad_from: float | None = None
    width: int = 8
    kind: str = "timeseries"


class Row(NamedTuple):
    title: tuple[str, str]
    panels: tuple[Panel, ...]


def of_database(name: str) -> tuple[tuple[str, str], ...]:
    return ((f"max by (service) (opora_{name})", "{{service}}"),)


def share(quantile: str, name: str) -> tuple[str, str]:
    by = f"sum by (service, le) (rate(opora_{name}_bucket[{RATE}]))"
    return f"histogram_quantile({quantile}, {by})", f"{{{{service}}}} p{quantile[2:]:0<2}"


ROWS = (
    Row(
        ("Сейчас", "Now"),
        (
            Panel(
                ("Сработавшие оповещения", "Alerts that fire"),
                (
                    "Что делать: docs/for-administrators, «Оповещения».",
                    "What to do: docs/for-administrators, “Alerts”.",
                ),
                (('count(ALERTS{alertstate="firing"}) or vector(0)', ""),),
                bad_from=1,
                width=6,
                kind="stat",
            ),
            Panel(
                ("Не отвечающие части", "Parts that do not answer"),
                (
                    "Веб-части и обработчики, работавшие в последние сутки.",
                    "Webs and workers that were there within the last day.",
                ),
                ((f"count({AWAY}) or vector(0)", ""),),
                bad_from=1,
                width=6,
                kind="stat",
            ),
            Panel(
                ("Неотправленные письма", "Undelivered mails"),
                (
                    "Почтовый сервер их не принял, или их некому отправить.",
                    "The mail server did not take them, or nobody sends them.",
                ),
                (("sum(max by (service) (opora_undelivered))", ""),),
                bad_from=1,
                width=6,
                kind="stat",
            ),
            Panel(
                ("Просроченные направления", "Overdue referrals"),
                ("Время на ответ вышло, решения нет.", "The time to answer is over and nothing is decided."),
                (("max(opora_overdue_referrals)", ""),),
                bad_from=1,
                width=6,
                kind="stat",
            ),
        ),
    ),
    Row(
        ("События", "Events"),
        (
            Panel(
                ("Возраст старейшего неотправленного события", "Age of the oldest unsent event"),
                (
                    "Растёт, когда недоступна Kafka или стоит обработчик.",
                    "It grows while Kafka is away or the worker stands.",
                ),
                of_database("oldest_unsent_seconds"),
                "s",
                60,
            ),
            Panel(
                ("Неотправленные события", "Unsent events"),
                ("Лежат в базе службы и ждут отправки.", "They lie in the service's database and wait to be sent."),
                of_database("unsent"),
            ),
            Panel(
                ("Отставание", "Lag"),
                (
                    "События в Kafka, которые служба ещё не обработала.",
                    "Events in Kafka without effect in the service yet.",
                ),
                of_database("lag"),
                bad_from=1000,
            ),
            Panel(
                ("От записи до действия, p50 и p99", "From commit to effect, p50 and p99"),
                (
                    "Время от записи у отправителя до результата у получателя.",
                    "From the publisher's row to the committed effect.",
                ),
                (share("0.5", "commit_to_effect_seconds"), share("0.99", "commit_to_effect_seconds")),
                "s",
                15,
                12,
            ),
            Panel(
                ("Обработано событий в секунду", "Effects a second"),
                ("По службам-получателям.", "By the service that received them."),
                ((f"sum by (service) (rate(opora_commit_to_effect_seconds_count[{RATE}]))", "{{service}}"),),
                "ops",
                width=12,
            ),
            Panel(
                ("Без движения: обработчики", "Without a round: workers"),
                (
                    "Сколько цикл не делал круга: relay шлёт, consumer принимает, timers — сроки, send_… — письма.",
                    "How long a loop has not come round: relay sends, consumer takes, timers: due dates, send_…: mail.",
                ),
                (("max by (service, loop) (time() - opora_last_round_timestamp_seconds)", "{{service}} {{loop}}"),),
                "s",
                60,
                12,
            ),
            Panel(
                ("База данных отвечает", "The database answers"),
                ("1 — отвечает, 0 — нет.", "1: it does, 0: it does not."),
                of_database("database_answers"),
                width=12,
            ),
            Panel(
                ("Отложенные записи", "Parked keys"),
                (
                    "Записи, чьи события ждут; «долго» — больше десяти минут.",
                    "Records whose events wait; “long”: over ten minutes.",
                ),
                (*of_database("parked"), ("max by (service) (opora_parked_long)", "{{service}}, >10 min")),
                bad_from=1,
            ),
            Panel(
                ("Нечитаемые события", "Dead letters"),
                (
                    "Сохранены и ждут решения: ./opora deadletters list.",
                    "They are kept and wait: ./opora deadletters list.",
                ),
                of_database("dead"),
                bad_from=1,
            ),
            Panel(
                ("Осталось отправить повторно", "Still to be sent again"),
                ("После утраты журнала Kafka.", "After Kafka's log was lost."),
                of_database("to_resend"),
            ),
        ),
    ),
    Row(
        ("Почта и направления", "Mail and referrals"),
        (
            Panel(
                ("Неотправленные письма", "Undelivered mails"),
                (
                    "Уйдут сами, когда почтовый сервер ответит.",
                    "They go out by themselves when the mail server answers.",
                ),
                of_database("undelivered"),
                bad_from=1,
            ),
            Panel(
                ("Окончательные отказы за сутки", "Refused for good within a day"),
                ("Чаще всего неверный адрес в учётной записи.", "Most often the address of an account is wrong."),
                of_database("given_up"),
            ),
            Panel(
                ("Просроченные направления", "Overdue referrals"),
                ("24 часа, 3 или 10 дней по срочности.", "24 hours, 3 or 10 days by urgency."),
                of_database("overdue_referrals"),
                bad_from=1,
            ),
        ),
    ),
    Row(
        ("Системы организаций", "Agencies' own systems"),
        (
            Panel(
                ("Вебхуки без ответа", "Webhooks that are not taken"),
                (
                    "Через пять дней отключатся, их администраторы узнают.",
                    "Disabled after five days; their administrators are told.",
                ),
                of_database("failing_webhooks"),
            ),
            Panel(
                ("Отключённые вебхуки", "Disabled webhooks"),
                ("Включит администратор организации.", "The organisation's administrator resumes them."),
                of_database("disabled_webhooks"),
            ),
        ),
    ),
    Row(
        ("Запросы", "Requests"),
        (
            Panel(
                ("Запросов в секунду", "Requests a second"),
                ("Без проверок состояния.", "Without health checks."),
                ((f"sum by (service) (rate(opora_request_seconds_count[{RATE}]))", "{{service}}"),),
                "reqps",
            ),
            Panel(
                ("Доля ошибок сервера", "Share of server errors"),
                ("Ответы 5xx среди всех.", "Answers 5xx among all."),
                (
                    (
                        f'sum by (service) (rate(opora_request_seconds_count{{status="5xx"}}[{RATE}]))'
                        f" / sum by (service) (rate(opora_request_seconds_count[{RATE}]))",
                        "{{service}}",
                    ),
                ),
                "percentunit",
                0.02,
            ),
            Panel(
                ("Длительность запроса, p50 и p95", "Time to answer, p50 and p95"),
                ("От прихода запроса в службу до ответа.", "From a request's arrival at the service to its answer."),
                (share("0.5", "request_seconds"), share("0.95", "request_seconds")),
                "s",
                2,
            ),
        ),
    ),
)
