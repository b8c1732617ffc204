"""First names that are one name: full forms, and what people are called for short.

Ours, from common usage. Two names of this list that share no full form are two names, however alike they are written:
"Алина" and "Арина" are twins, not a typing slip.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA

from shared.search import fold

SNAPPED_FROM = 5
"""Letters from which an unknown name with one slip is read as the known one."""

_NAMES = """
Александр Саша Шура Саня Алекс|Александра Саша Шура Саня|Алексей Алёша Лёша Алексий|Алина Аля|Алиса Аля|Алла|Алёна
Альбина|Альберт|Амина|Анастасия Настя Настасья Ася|Анатолий Толя|Ангелина Геля Лина|Андрей|Анжела Анжелика Лика
Анна Аня Нюра Анюта|Антон Тоша|Антонина Тоня|Арина|Аркадий|Арсений Сеня|Артур|Артём Тёма Артемий|Богдан|Борис Боря
Вадим Вадик|Валентин Валя|Валентина Валя|Валерий Валера|Валерия Лера|Варвара Варя|Василий Вася|Василиса Вася|Вера
Вероника Ника|Виктор Витя|Виктория Вика|Виталий Виталик|Владимир Вова Володя|Владислав Влад Владик|Всеволод Сева
Вячеслав Слава|Галина Галя|Геннадий Гена|Георгий Гоша Жора Гога|Герман Гера|Глеб|Григорий Гриша|Давид|Дамир
Данил Даниил Данила Даня|Дарья Даша Дария|Денис|Диана|Дина|Дмитрий Дима Митя Димитрий|Евгений Женя|Евгения Женя|Ева
Егор|Екатерина Катя|Елена Лена Алёна|Елизавета Лиза|Есения|Ефим Фима|Жанна|Захар|Зинаида Зина|Злата|Зоя|Иван Ваня
Игорь|Илья|Инга|Инесса|Инна|Иннокентий Кеша|Иосиф|Ирина Ира|Камила|Карина|Кира|Кирилл|Кристина|Константин Костя
Ксения Ксюша Оксана|Лариса Лара|Лев Лёва|Леонид Лёня|Лидия Лида|Лилия Лиля|Лия|Любовь Люба|Людмила Люда Мила|Майя
Макар|Максим Макс|Маргарита Рита|Марина|Мария Маша Маруся Марья|Марк|Марсель|Марта|Матвей|Мила Милана|Милена|Мирон
Мирослава|Михаил Миша|Мурат|Надежда Надя|Назар|Наталья Наташа Наталия Ната|Никита|Николай Коля|Нина|Оксана|Олег
Олеся Леся|Ольга Оля|Оскар|Павел Паша|Платон|Полина Поля|Пётр Петя|Раиса Рая|Регина|Римма|Ринат|Родион|Роман Рома
Роза|Рустам|Руслан|Руслана|Савелий|Светлана Света|Святослав Слава|Семён Сёма|Сергей Серёжа|Снежана|София Софья Соня
Станислав Стас|Степан Стёпа|Таисия Тая|Тамара Тома|Татьяна Таня|Тимофей Тима|Тимур Тима|Тихон|Ульяна Уля|Фаина
Фёдор Федя|Филипп|Эдуард Эдик|Эльвира Эля|Эльмира Эля|Эмилия|Эмиль|Юлия Юля|Юлиана|Юрий Юра|Яков Яша
Ян|Яна|Яромир|Ярослав Ярик
Ярослава
"""


def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _NAMES.replace("\n", "|").split("|"):
        forms = [fold(form) for form in line.split()]
        for form in forms:
            found.setdefault(form, set()).add(forms[0])
    return {form: frozenset(full) for form, full in found.items()}


_KNOWN = _table()


def full_forms(name: str) -> frozenset[str]:
    """The folded full forms that this folded name may stand for; none for a name that is not known."""
    return _KNOWN.get(name, frozenset())


@lru_cache(maxsize=50_000)
def nearest(name: str) -> str:
    """One full form for a known name, or for one with a single slip; any other name as it is."""
    known = full_forms(name)
    if not known and len(name) >= SNAPPED_FROM:
        near = {min(full) for form, full in _KNOWN.items() if OSA.distance(name, form, score_cutoff=1) <= 1}
        known = frozenset(near) if len(near) == 1 else known
    return min(known, default=name)
