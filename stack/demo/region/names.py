"""Invented Russian names, the same for the same seed.

Written out here: the names of a generator are partly those of well-known people, and few are of this century.
"""

from typing import NamedTuple
from zlib import crc32

WOMEN_OF_TEN = 7
"""In these professions most are women."""

_LAST = """
    Агеев Балашов Веселов Голубев Дёмин Ершов Жданов Зотов Ильин Капустин Ларин Мельников Носов Овчинников Панин
    Ремизов Сазонов Тихонов Уваров Филатов Хохлов Цветков Чистяков Шилов Щукин Юдин Яшин Бобров Вершинин Горшков
    Денисов Еремеев Журавлёв Зубов Игнатов Калинин Лукин Мохов Нечаев Окунев Пахомов Родин Самойлов Терентьев
"""
_WOMEN = """
    Анна Алина Вера Галина Дарья Евгения Жанна Зоя Инна Кира Лариса Людмила Майя Надежда Нина Оксана Полина Раиса
    Светлана Софья Тамара Ульяна Юлия Яна Маргарита
"""
_MEN = """
    Алексей Антон Борис Вадим Виктор Глеб Денис Егор Захар Игорь Кирилл Леонид Михаил Никита Олег Роман Сергей Тимур
    Фёдор Юрий
"""
_MIDDLE = """
    Алексеев Борисов Викторов Геннадьев Дмитриев Евгеньев Игорев Константинов Леонидов Михайлов Николаев Олегов
    Петров Романов Сергеев Фёдоров Юрьев
"""


class FullName(NamedTuple):
    last: str
    first: str
    middle: str | None


def invented(seed: str) -> FullName:
    """A name that belongs to `seed`, an e-mail address for example."""
    number = crc32(seed.encode())
    last, middle = _one_of(_LAST, number // 7), _one_of(_MIDDLE, number // 311)
    if number % 10 < WOMEN_OF_TEN:
        return FullName(last + "а", _one_of(_WOMEN, number // 331), middle + "на")
    return FullName(last, _one_of(_MEN, number // 331), middle + "ич")


def surname_of(number: int) -> str:
    """A man's; a woman's has an а after it."""
    return _one_of(_LAST, number)


def _one_of(names: str, number: int) -> str:
    found = names.split()
    return found[number % len(found)]
