"""Tables of the forms of a case. Pure; the heads are also those of the empty forms."""

from collections.abc import Iterable

from services.cases.forms.facts import ChildSaid, GoalSaid, Presence, Scored
from shared import codes
from shared.forms.blocks import Table
from shared.forms.russian import day_text

FAMILY = "Семья"
UNSAFE = "unsafe"
GOALS = Table(("№", "Цель", "Что делаем", "Кто", "Срок", "Отметка"), (1, 5, 5, 4, 3, 3), ())
PROGRESS = Table(("Цель", "О ком", "Сделано", "Что с целью"), (6, 4, 3, 4), ())
SCORES = Table(("О ком", "Что оценивали", "Оценка"), (4, 6, 2), ())
COMPARED = Table(("О ком", "Что оценивали", "Было", "Стало", "Изменение"), (4, 5, 4, 2, 3), ())
SITUATIONS = Table(("Ребёнок", "Остаётся ли в семье"), (5, 6), ())
CHILDREN = Table(("Ребёнок", "Самочувствие и благополучие", "Остаётся ли в семье"), (4, 4, 5), ())
SERVICES = Table(("Помощь", "Сколько раз"), (8, 2), ())
PARTICIPATION = Table(("Кто", "Участие", "Причина, если не участвует"), (5, 3, 5), ())


def filled(shape: Table, rows: Iterable[tuple[str, ...]]) -> Table | None:
    """None without rows: then the form shows its blank."""
    found = tuple(rows)
    return Table(shape.head, shape.widths, found) if found else None


def goals(found: Iterable[GoalSaid]) -> Table | None:
    return filled(GOALS, (row for number, goal in enumerate(found, 1) for row in _tasks(number, goal)))


def _tasks(number: int, goal: GoalSaid) -> Iterable[tuple[str, ...]]:
    """One row for each task; the goal stands in the first."""
    about = [goal.title, f"({goal.whom or FAMILY}; {codes.ASSESSMENT_DOMAINS.text(goal.domain, 'ru')})"]
    if goal.needs_specialist:
        about.append("Нужен специалист.")
    if goal.status != "open":
        about.append(f"{codes.GOAL_STATES.text(goal.status, 'ru')}.")
    first, rest = (str(number), " ".join(about)), ("\u00a0", "\u00a0")
    if not goal.tasks:
        yield (*first, "", "", "", "")
    for index, task in enumerate(goal.tasks):
        done = f"сделано {day_text(task.done_on)}" if task.done_on else "\u00a0"
        yield (*(rest if index else first), task.title, task.who, day_text(task.due_on), done)


def progress(found: Iterable[GoalSaid]) -> Table | None:
    return filled(PROGRESS, (_progress(goal) for goal in found))


def _progress(goal: GoalSaid) -> tuple[str, ...]:
    done = sum(task.done_on is not None for task in goal.tasks)
    count = f"{done} из {len(goal.tasks)}" if goal.tasks else "—"
    return goal.title, goal.whom or FAMILY, count, codes.GOAL_STATES.text(goal.status, "ru")


def scores(found: Iterable[Scored]) -> Table | None:
    return filled(SCORES, ((one.whom or FAMILY, _domain(one), str(one.score)) for one in found))


def compared(found: Iterable[Scored]) -> Table | None:
    return filled(COMPARED, (_compared(one) for one in found))


def _compared(one: Scored) -> tuple[str, ...]:
    if one.before is None:
        return one.whom or FAMILY, _domain(one), "—", str(one.score), "не с чем сравнить"
    before = f"{one.before} ({day_text(one.before_on)})"
    return one.whom or FAMILY, _domain(one), before, str(one.score), _change(one.score - one.before)


def _change(change: int) -> str:
    return "как было" if change == 0 else f"лучше на {change}" if change > 0 else f"труднее на {-change}"


def _domain(one: Scored) -> str:
    return codes.ASSESSMENT_DOMAINS.text(one.domain, "ru")


def situations(found: Iterable[ChildSaid]) -> Table | None:
    return filled(SITUATIONS, ((one.name, codes.REMOVAL.text(one.removal, "ru")) for one in found))


def children(found: Iterable[ChildSaid]) -> Table | None:
    return filled(CHILDREN, (_child(one) for one in found))


def _child(one: ChildSaid) -> tuple[str, ...]:
    return one.name, codes.WELLBEING.text(one.wellbeing, "ru"), codes.REMOVAL.text(one.removal, "ru")


def services(found: Iterable[tuple[str, int]], programmes: Iterable[tuple[str, int]]) -> Table | None:
    given = [(codes.HELP_KINDS.text(kind, "ru"), str(count)) for kind, count in found]
    return filled(SERVICES, [*given, *((f"Занятия: {name}", str(count)) for name, count in programmes)])


def participation(presence: Presence) -> Table | None:
    took = [(name, "участвует", "—") for name in presence.family]
    absent = [(name, "не участвует", reason_text(reason)) for name, reason in presence.absent]
    return filled(PARTICIPATION, [*took, *absent])


def reason_text(reason: str) -> str:
    """Paper lies about at home: that somebody is not safe with another one there is not written on it."""
    return "Другая причина" if reason == UNSAFE else codes.NON_PARTICIPATION_REASONS.text(reason, "ru")
