"""An organisation moves in with its lists, and connects a system of its own."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

from shared import clock
from tests.browser.sending import sent
from tests.browser.town import Town
from tests.browser.visitor import Visitor
from tests.browser.walk import Place
from tests.support.sheets import typed

ADMINISTRATOR, MATCHMAKER = "orgadmin@ngo.example", "volunteers@ngo.example"
COORDINATOR, REFERRER = "coordinator@ngo.example", "referrer@school.example"


def of_an_office(town: Town) -> Iterator[Place | None]:
    yield from _of_files(town)
    yield from _of_systems(town)


def _of_files(town: Town) -> Iterator[Place | None]:
    """Lists with which an organisation moves in: somebody who then is on the register, and a family."""
    email = "moved.in@ngo.example"
    day = f"{clock.today(clock.DEFAULT_TIME_ZONE) - timedelta(days=400):%d.%m.%Y}"
    person = {"E-mail": email, "Фамилия": "Тихонова", "Имя": "Вера", "Роли": "Волонтёр", "Пригласить": "нет"}
    yield _listed(town, ADMINISTRATOR, "/identity/people/import", person)
    town.settle()
    helper = {"E-mail": email, "Кто это": "Волонтёр", "Районы": "central", "Языки": "Русский"}
    yield _listed(town, MATCHMAKER, "/volunteers/register/import", helper)
    family = {
        "Основание": "Семья согласилась", "Дата основания": day, "Форма устройства": "Родная семья",
        "Район": "central", "Причины": "few_contacts", "Что происходит": "Маме одной трудно.", "Кто это": "Мама",
        "Фамилия": "Орехова", "Имя": "Зоя",
    }  # fmt: skip
    steps = ("Соглашение подписано", "Последняя оценка", "План согласован", "Последний мониторинг", "Последний контакт")
    former = {"№ семьи": "1", "Взяли на сопровождение": day} | dict.fromkeys(steps, "")
    yield _listed(town, COORDINATOR, "/referrals/queue/import", family | former)
    to = {"№ направления": "1", "Кому (организация)": "АНО «Тёплый берег»", "Срочность": "Не срочно"}
    yield _listed(town, REFERRER, "/referrals/sent/import", family | to)


def _listed(town: Town, email: str, address: str, row: dict[str, str]) -> Place | None:
    file = (BytesIO(typed([*row], [[*row.values()]])), "список.csv")
    return sent(Visitor(town, email), email, address, {"file": file, "check": "no"})


def _of_systems(town: Town) -> Iterator[Place | None]:
    """One that is connected; that page shows its secret once, and the list leads to it."""
    administrator = Visitor(town, ADMINISTRATOR)
    sent(administrator, ADMINISTRATOR, "/notifications/webhooks/new", {"url": "https://system.example/opora"})
    yield Place(ADMINISTRATOR, "/notifications/webhooks")
