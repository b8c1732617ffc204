"""How people write: keys that lie side by side, Latin letters by three customs, addresses by seven, phones by five."""

from random import Random
from typing import NamedTuple

_PLAIN = """
Садовая Лесная Новая Центральная Школьная Молодёжная Набережная Мира Ленина Победы Гагарина Пушкина Советская
Зелёная Речная Полевая Луговая Солнечная Вокзальная Заводская Октябрьская Кирова Чапаева Калинина Горького Чехова
Строителей Юбилейная Комсомольская Первомайская Восточная Западная Северная Южная Нагорная Рябиновая Сиреневая
Берёзовая Вишнёвая Парковая Озёрная Дачная Спортивная Космонавтов Фрунзе Суворова Кутузова Маяковского Некрасова
Толстого Лермонтова Тургенева Островского Крылова Матросова Титова Королёва Циолковского Менделеева Ломоносова
"""
STREETS = [*_PLAIN.split(), "8 Марта", "50 лет Октября", "Карла Маркса", "Розы Люксембург", "9 Мая"]
KINDS = {"ул.": "улица", "пер.": "переулок", "пр-т": "проспект", "б-р": "бульвар"}
TOWNS = ("Заозёрск", "Лесной Городок", "Берёзовка")

_ROWS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_ALPHABET = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_CUSTOMS = (
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y ' e yu ya",
    "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y _ e iu ia",
    "a b v g d e jo zh z i j k l m n o p r s t u f h c ch sh sch _ y _ e ju ja",
)
"""As people write, as in travel passports, and as in Central Europe; _ is nothing."""


class Place(NamedTuple):
    town: str
    kind: str
    street: str
    house: str
    building: str
    flat: str


def in_latin(word: str, custom: int) -> str:
    """By one of the three customs; the first letter stays a capital."""
    table = dict(zip(_ALPHABET, _CUSTOMS[custom].split(), strict=True))
    written = "".join(table.get(sign, sign) for sign in word.lower()).replace("_", "")
    return "-".join(part[:1].upper() + part[1:] for part in written.split("-"))


def slip(word: str, chance: Random) -> str:
    """One letter wrong, left out, doubled, or exchanged with the next; never the word's first letter."""
    if len(word) < 4:
        return word
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(("wrong", "left out", "doubled", "exchanged"))
    if kind == "wrong":
        return word[:at] + beside(word[at], chance) + word[at + 1 :]
    if kind == "left out":
        return word[:at] + word[at + 1 :]
    if kind == "doubled":
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def beside(letter: str, chance: Random) -> str:
    """A letter of the key on the left or on the right."""
    for row in _ROWS:
        if letter in row:
            at = row.index(letter)
            return row[at + 1] if at == 0 or (at + 1 < len(row) and chance.random() < 0.5) else row[at - 1]
    return "о" if letter == "ё" else letter


def address(place: Place, style: int) -> str:
    """Seven ways to write it; 0 is the careful one."""
    town, kind, street, house, building, flat = place
    long = KINDS[kind]
    with_building = f", корп. {building}" if building else ""
    short_building = f"/{building}" if building else ""
    ways = (
        (f"{kind} {street}, д. {house}{with_building}", f", кв. {flat}"),
        (f"{long} {street}, дом {house}" + (f", корпус {building}" if building else ""), f", квартира {flat}"),
        (f"{street} {long}, {house}{short_building}", f"-{flat}"),
        (f"г. {town}, {kind} {street}, д.{house}" + (f" к.{building}" if building else ""), f" кв.{flat}"),
        (f"{kind.rstrip('.')} {street} {house}{short_building}", f", {flat}"),
        (f"{street.replace('ё', 'е').upper()} {house}{short_building}", f" кв {flat}"),
        (f"д. {house}{with_building} {kind} {street}", f", кв. {flat}"),
    )
    home, door = ways[style]
    return home + (door if flat else "")


STYLES = 7


def phone(digits: str, style: int) -> str:
    """Ten digits in one of five ways."""
    code, one, two, three = digits[:3], digits[3:6], digits[6:8], digits[8:]
    ways = ("+7{0}{1}{2}{3}", "8 ({0}) {1}-{2}-{3}", "8{0}{1}{2}{3}", "+7 {0} {1} {2} {3}", "7-{0}-{1}-{2}-{3}")
    return ways[style].format(code, one, two, three)


PHONE_STYLES = 5
