"""The NGO's group programmes, by the names that the practice gives them, and the groups that met."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.cases import commands, programmes
from services.cases.model import Enrolment, Programme
from shared import clock
from stack.demo.region.calendar import day_of
from stack.demo.region.stage import Stage
from stack.demo.region.timeline import Beat

MADE_DAYS_AGO = 400
SUPERVISOR = "supervisor@ngo.example"

PROGRAMMES: tuple[tuple[str, str, int | None, int | None], ...] = (
    ("Шаги", "children", 6, 10),
    ("Пластилиновая страна", "children", 4, 7),
    ("Театр с мамой", "children", 3, 8),
    ("Что делать, если", "children", 7, 12),
    ("Я. Родители. Алкоголь. Как быть?", "children", 8, 14),
    ("Путешествие в цветных шляпах", "children", 7, 11),
    ("Я хочу! Я могу!", "children", 12, 17),
    ("Я и ты — мы разные", "children", 10, 15),
    ("Арт-терапевтическая группа в музее", "parents", None, None),
    ("Терапевтическая группа для людей с зависимостью после реабилитации", "parents", None, None),
    ("Сильные родители — сильные дети", "both", 6, 17),
)
"""Name, audience, ages. The names are the practice's, the ages ours."""


@dataclass(frozen=True)
class Group:
    """`opened` and `met`: so many days ago. `missed`: at which of its sessions one of them was ill."""

    key: str
    programme: str
    leader: str
    opened: float
    met: tuple[float, ...]
    topics: tuple[str, ...]
    missed: tuple[int, ...] = field(default=(1,))
    goes_on: bool = True


GROUPS = (
    Group(
        "steps",
        "Шаги",
        "specialist@ngo.example",
        215,
        (185, 164, 143),
        ("Мои чувства", "Как попросить о помощи", "Друзья"),
    ),
    Group(
        "sober-children",
        "Я. Родители. Алкоголь. Как быть?",
        "specialist2@ngo.example",
        75,
        (55, 41, 27),
        ("Это не моя вина", "Кому позвонить", "Мои сильные стороны"),
    ),
    Group(
        "sober-parents",
        "Терапевтическая группа для людей с зависимостью после реабилитации",
        "specialist3@ngo.example",
        75,
        (50, 36, 22),
        ("Знакомство", "Трудные дни", "Разговор с детьми"),
        missed=(),
    ),
    Group(
        "strong",
        "Сильные родители — сильные дети",
        "specialist@ngo.example",
        200,
        (171, 150),
        ("Слушать и слышать", "Ссоримся и миримся"),
        missed=(),
        goes_on=False,
    ),
    Group(
        "museum",
        "Арт-терапевтическая группа в музее",
        "specialist4@ngo.example",
        140,
        (115, 87),
        ("Портрет моей семьи", "Свет и тень"),
        missed=(),
    ),
)


def beats(stage: Stage) -> list[Beat]:
    return [
        Beat(_at(stage, MADE_DAYS_AGO), lambda: _make(stage)),
        *(one for group in GROUPS for one in beats_of(stage, group)),
    ]


def beats_of(stage: Stage, group: Group) -> list[Beat]:
    """It is opened, and meets."""
    opened = Beat(_at(stage, group.opened), lambda: _open(stage, group))
    return [opened, *(_met(stage, group, number, days_ago) for number, days_ago in enumerate(group.met))]


def _at(stage: Stage, days_ago: float) -> datetime:
    return stage.calendar.moment(days_ago, minutes=240)


def _met(stage: Stage, group: Group, number: int, days_ago: float) -> Beat:
    return Beat(_at(stage, days_ago), lambda: _meet(stage, group, number))


def _make(stage: Stage) -> None:
    for name, audience, least, most in PROGRAMMES:
        said: dict[str, Any] = {"name": name, "audience": audience, "age_from": least, "age_to": most}
        stage.act("cases", SUPERVISOR, commands.make_programme, policy=programmes.MAKER, **said)


def _open(stage: Stage, group: Group) -> None:
    """With its next session ahead, where it goes on."""
    programme = stage.read("cases", Programme.id, Programme.name == group.programme)
    said = {"name": "Группа сезона", "starts_on": day_of(clock.now()), "leaders": [stage.person(group.leader)]}
    on = (programmes.programme_of, programme)
    made = stage.act("cases", group.leader, commands.open_group, on=on, policy=programmes.RUNNER, places=12, **said)
    stage.groups[group.key] = made.id
    if group.goes_on:
        _plan(stage, group, stage.calendar.present + timedelta(days=6), "Следующая встреча")


def _plan(stage: Stage, group: Group, at: datetime, topic: str) -> UUID:
    on = (programmes.group_of, stage.groups[group.key])
    command, policy = commands.plan_session, programmes.LEADER
    planned = stage.act("cases", group.leader, command, on=on, policy=policy, planned_at=at, topic=topic)
    return UUID(str(planned.id))


def _meet(stage: Stage, group: Group, number: int) -> None:
    """Everybody came but, now and then, the one who was enrolled last. Nobody meets where nobody is enrolled."""
    enrolled = _enrolled(stage, group)
    if not enrolled:
        return
    session = _plan(stage, group, clock.now(), group.topics[number])
    ill = enrolled[-1:] if number in group.missed and len(enrolled) > 1 else []
    said = [{"enrolment": id, "attended": id not in ill, "reason": "illness" if id in ill else None} for id in enrolled]
    on = (programmes.session_of, session)
    command, policy = commands.record_attendance, programmes.SESSION_LEADER
    body = {"held_on": day_of(clock.now()), "attendance": said}
    stage.act("cases", group.leader, command, on=on, policy=policy, **body)


def _enrolled(stage: Stage, group: Group) -> list[UUID]:
    here = (Enrolment.group_id == stage.groups[group.key], Enrolment.left_on.is_(None))
    with stage.sessions["cases"]() as session:
        return list(session.scalars(select(Enrolment.id).where(*here).order_by(Enrolment.id)))
