"""The rules by which two members, and two families, may be the same."""

from datetime import date
from typing import Any

import pytest

from services.referrals.rules.likeness import Household, Likeness, Person, keys, likeness, one_person, reasons
from services.referrals.rules.likeness.ages import Born, born
from services.referrals.rules.likeness.people import same_person
from services.referrals.rules.likeness.places import Nearness, address, nearness
from services.referrals.rules.likeness.weights import SHOWN_FROM
from services.referrals.rules.likeness.words import Grade, first_names, letters, patronymics, surnames
from shared.ids import uuid7

DAY = date(2026, 3, 2)
BORN = date(1990, 5, 9)


def person(names: str, born_on: date | None = None, role: str = "mother", **said: Any) -> Person:
    """Names as "Фамилия Имя Отчество"; a dash for what is not told."""
    last, first, middle = (None if name == "-" else name for name in [*names.split(), "-"][:3])
    said = {"age": None, "on": DAY} | said
    return Person(uuid7(), role, last, first or "", middle, born_on, **said)


def home(*members: Person, phone: str | None = None, at: str | None = None, district: str = "lesnoy") -> Household:
    return Household(members, phone, at, district)


def of(one: Household, other: Household) -> Likeness:
    """The same from both sides."""
    assert likeness(one, other).score == likeness(other, one).score
    return likeness(one, other)


def folded(name: str) -> str:
    return " ".join(letters(name))


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ("Щербакова", "Shcherbakova", Grade.SAME),
        ("Королёва", "Королева", Grade.SAME),
        ("Соловьёв", "Solov'yov", Grade.SAME),
        ("Рудницкая", "Рудницкий", Grade.SAME),
        ("Иванова", "Иванов", Grade.SAME),
        ("Гончарова", "Гончрова", Grade.ALIKE),
        ("Иванова-Петрова", "Петрова", Grade.ALIKE),
        ("Щербакова", "Щ.", Grade.INITIAL),
        ("Иванова", "Петрова", Grade.OTHER),
        ("Ли", "Пи", Grade.OTHER),
        ("Иванова", "", Grade.UNKNOWN),
    ],
)
def test_surnames_are_one_however_they_are_written(one: str, other: str, grade: Grade) -> None:
    assert surnames(folded(one), folded(other)) is surnames(folded(other), folded(one)) is grade


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ("Фёдор", "Fedor", Grade.SAME),
        ("Наталья", "Наташа", Grade.ALIKE),
        ("Екатерина", "Катя", Grade.ALIKE),
        ("Саша", "Александра", Grade.ALIKE),
        ("Анастасия", "Анстасия", Grade.ALIKE),
        ("Юлия", "Ю.", Grade.INITIAL),
        ("Алина", "Арина", Grade.OTHER),
        ("Даша", "Маша", Grade.OTHER),
        ("Юлия", "А.", Grade.OTHER),
    ],
)
def test_first_names_are_one_by_their_full_form_and_twins_are_two(one: str, other: str, grade: Grade) -> None:
    assert first_names(folded(one), folded(other)) is first_names(folded(other), folded(one)) is grade


def test_a_brothers_patronymic_is_not_his_sisters() -> None:
    his, hers, slip = (folded(name) for name in ("Сергеевич", "Сергеевна", "Сергевна"))
    assert patronymics(his, hers) is Grade.OTHER
    assert patronymics(hers, slip) is Grade.ALIKE


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"born_on": BORN}, {"born_on": BORN}, Born.SAME),
        ({"born_on": BORN}, {"born_on": date(1990, 9, 5)}, Born.EXCHANGED),
        ({"born_on": BORN}, {"born_on": date(1990, 5, 8)}, Born.SLIP),
        ({"born_on": BORN}, {"born_on": date(1990, 5, 29)}, Born.SLIP),
        ({"born_on": BORN}, {"born_on": date(1909, 5, 9)}, Born.SLIP),
        ({"born_on": date(2000, 1, 1)}, {"born_on": date(1999, 12, 31)}, Born.SLIP),
        ({"born_on": date(2000, 1, 7)}, {"born_on": date(1999, 1, 7)}, Born.SLIP),
        ({"born_on": BORN}, {"born_on": date(1990, 6, 21)}, Born.OTHER),
        ({"born_on": BORN}, {"age": 35}, Born.AGE_FITS),
        ({"born_on": BORN}, {"age": 36, "on": date(2026, 5, 9)}, Born.AGE_FITS),
        ({"born_on": BORN}, {"age": 36, "on": date(2026, 5, 8)}, Born.AGE_NEAR),
        ({"born_on": BORN}, {"age": 37}, Born.AGE_OTHER),
        ({"age": 7, "on": date(2024, 2, 29)}, {"age": 9, "on": DAY}, Born.AGE_FITS),
        ({"age": 7, "on": DAY}, {"age": 12, "on": DAY}, Born.AGE_OTHER),
        ({"born_on": BORN}, {}, Born.UNKNOWN),
    ],
)
def test_dates_and_ages_are_compared_at_the_day_of_each_submission(
    one: dict[str, Any], other: dict[str, Any], found: Born
) -> None:
    nothing: dict[str, Any] = {"born_on": None, "age": None, "on": DAY}
    first, second = (person("Иванова Анна", **(nothing | said)) for said in (one, other))
    assert born(first, second) is born(second, first) is found


SADOVAYA = "ул. Садовая, д. 14, кв. 3"


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("Садовая улица, дом 14, квартира 3", Nearness.SAME),
        ("Садовая 14-3", Nearness.SAME),
        ("г. Заозёрск, ул Садовая д14 кв3", Nearness.SAME),
        ("123456, Заозёрск, САДОВАЯ 14, 3", Nearness.SAME),
        ("кв. 3, д. 14, ул. Садовая", Nearness.SAME),
        ("ул. Садвая, 14 - 3", Nearness.SAME),
        ("ул. Садовая, д. 14", Nearness.HOUSE),
        ("ул. Садовая, д. 14, кв. 4", Nearness.OTHER),
        ("ул. Садовая, д. 14а, кв. 3", Nearness.OTHER),
        ("ул. Садовая, д. 14, корп. 3", Nearness.OTHER),
        ("ул. Лесная, д. 14, кв. 3", Nearness.OTHER),
        ("Садовая улица", Nearness.UNKNOWN),
        (None, Nearness.UNKNOWN),
    ],
)
def test_an_address_is_the_same_however_it_is_written(other: str | None, found: Nearness) -> None:
    assert nearness(address(SADOVAYA), address(other)) is nearness(address(other), address(SADOVAYA)) is found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ул. 8 Марта, д. 5, кв. 1", "8 Марта 5-1"),
        ("пр-т Мира, д. 5, корп. 2, кв. 10", "проспект Мира 5/2-10"),
        ("с. Покровское, д. 7", "село Покровское, дом 7"),
        ("ул. Мира, д. 14а, кв. 3", "Мира 14 А, 3"),
    ],
)
def test_numbers_in_streets_buildings_and_villages_are_read(one: str, other: str) -> None:
    assert address(one) == address(other) is not None


MOTHER = person("Щербакова Алёна Олеговна", BORN)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (person("Щербакова Алена Олеговна", BORN), reasons.SAME_NAME_AND_BIRTH_DATE),
        (person("Щербакова А. О.", BORN), reasons.SAME_NAME_AND_BIRTH_DATE),
        (person("Алёна Щербакова Олеговна", BORN), reasons.SIMILAR_NAME_AND_BIRTH_DATE),
        (person("Алёна Олеговна Щербакова", BORN), reasons.SIMILAR_NAME_AND_BIRTH_DATE),
        (person("Щебракова Алёна", BORN), reasons.SIMILAR_NAME_AND_BIRTH_DATE),
        (person("Ветрова Алёна Олеговна", BORN), reasons.OTHER_SURNAME),
        (person("Щербакова Алёна", date(1990, 9, 5)), reasons.SAME_NAME_SIMILAR_BIRTH_DATE),
        (person("Щербакова Алёна", age=35), reasons.SAME_NAME_AND_AGE),
        (person("Щербакова Алёна Олеговна"), reasons.SAME_NAME),
    ],
)
def test_a_person_is_recognised_and_the_reason_says_by_what(written: Person, reason: str) -> None:
    found, back = same_person(MOTHER, written), same_person(written, MOTHER)
    assert found
    assert back
    assert (found.reason, found.points) == (reason, back.points)


@pytest.mark.parametrize(
    "other",
    [
        person("Щербакова Алина Олеговна", BORN),
        person("Щербакова Алёна Олеговна", date(1968, 11, 23)),
        person("Щербаков А. О.", BORN, role="father"),
        person("Щербакова Алёна Олеговна", age=7, role="child"),
    ],
    ids=["a twin", "a namesake", "a father is no mother", "a child is no mother"],
)
def test_another_person_is_not_taken_for_this_one(other: Person) -> None:
    assert same_person(MOTHER, other) is same_person(other, MOTHER) is None


SON = person("Щербаков Фёдор Ильич", date(2016, 5, 9), "child")
OTHER_MOTHER, OTHER_SON = person("Рогова Инна"), person("Рогов Глеб", date(2019, 1, 30), "child")
PHONE = "+79165550102"


def test_a_patronymic_typed_into_the_first_names_field_is_one() -> None:
    written = Person(uuid7(), "mother", "Щербакова", "А.О.", None, BORN, None, DAY)
    found, elsewhere = same_person(MOTHER, written), same_person(person("Щербакова Алёна Игоревна", BORN), written)
    assert found
    assert elsewhere
    assert (found.points, elsewhere.points) == (7 + 2 + 2 + 12, 7 + 2 - 6 + 12)


def test_another_mother_or_other_children_speak_against_it() -> None:
    same = of(home(MOTHER, SON), home(person("Рогова Инна", role="grandparent"), SON)).score
    assert of(home(MOTHER, SON), home(OTHER_MOTHER, SON)).score == same - 6
    assert of(home(MOTHER, SON), home(MOTHER, OTHER_SON)).score == of(home(MOTHER), home(MOTHER)).score - 8


def test_a_second_member_of_the_same_surname_tells_less() -> None:
    both = of(home(MOTHER, SON), home(MOTHER, SON))
    first, second, district = (one.points for one in both.evidence)
    assert first == 7 + 5 + 5 + 12
    assert second == 1 + 5 + 1 + 12
    assert district == 1


def test_phone_and_address_of_a_shelter_do_not_make_its_families_one() -> None:
    one, other = (home(*members, phone=PHONE, at=SADOVAYA) for members in ((MOTHER, SON), (OTHER_MOTHER, OTHER_SON)))
    assert not of(one, other).shown
    guardian = home(person("Рогова Инна", role="guardian"), OTHER_SON, phone=PHONE, at=SADOVAYA)
    assert not of(one, guardian).shown


def test_the_same_phone_is_enough_where_nothing_speaks_against_it() -> None:
    assert of(home(MOTHER, phone=PHONE), home(person("Щербаков И.", role="father"), phone="89165550102")).shown


def test_an_address_alone_is_not_enough() -> None:
    assert not of(home(MOTHER, at=SADOVAYA), home(person("Рогов Глеб", role="father"), at=SADOVAYA)).shown


def test_twins_are_told_apart_in_one_family_too() -> None:
    twin = person("Щербаков Пётр Ильич", date(2016, 5, 9), "child")
    found = of(home(SON, twin), home(twin, SON))
    assert {pair for one in found.evidence for pair in one.members} == {(SON.id, SON.id), (twin.id, twin.id)}


def test_only_who_is_surely_one_person_is_counted_once_after_a_merge() -> None:
    grandmother = person("Щербакова Алёна Петровна", role="grandparent")
    assert [same.one for same in one_person(home(MOTHER, SON), home(grandmother, SON))] == [SON.id]
    without_date = person("Щербакова Алёна")
    assert [same.other for same in one_person(home(MOTHER), home(without_date))] == [without_date.id]


def test_strength_grows_with_the_score() -> None:
    shown = [
        of(home(MOTHER, phone=PHONE), home(person("Рогов Ян", role="father"), phone=PHONE)),
        of(home(SON), home(SON)),
        of(home(MOTHER, SON, phone=PHONE), home(MOTHER, SON, phone=PHONE)),
    ]
    assert [one.strength for one in shown] == [reasons.POSSIBLE, reasons.LIKELY, reasons.STRONG]
    assert SHOWN_FROM <= shown[0].score < shown[1].score < shown[2].score


@pytest.mark.parametrize(
    "written",
    [
        home(person("Щербаков Ф. И.", date(2016, 5, 9), "child"), district="rechnoy"),
        home(person("Фёдор Щербаков", date(2016, 5, 9), "child"), district="rechnoy"),
        home(person("Ветров Фёдор", date(2016, 5, 9), "child"), district="rechnoy"),
        home(person("Shcherbakov Fedor", date(2016, 9, 5), "child"), district="rechnoy"),
        home(person("Щербаков Фёдор", age=9, role="child"), district="rechnoy"),
        home(person("Щербаков Федя", date(2006, 5, 9), "child")),
        home(person("- Глеб", role="child"), phone="8 916 555-01-02", district="rechnoy"),
        home(person("- Глеб", role="child"), at="Садовая 14-3", district="rechnoy"),
        home(person("Ветров Федор", role="child"), person("Ветрова Алена")),
        home(person("Щербакова А. О."), district="rechnoy"),
    ],
)
def test_each_way_of_writing_leaves_a_key_in_common(written: Household) -> None:
    known = home(MOTHER, SON, phone=PHONE, at=SADOVAYA)
    assert keys(known) & keys(written)


def test_another_family_shares_no_key() -> None:
    assert not keys(home(MOTHER, SON, phone=PHONE)) & keys(home(OTHER_MOTHER, OTHER_SON, at=SADOVAYA))


def test_a_key_is_the_same_in_every_process_and_fits_the_column() -> None:
    found = keys(home(phone=PHONE))
    assert found == {keys_of_phone() for _ in found}
    assert all(-(2**63) <= key < 2**63 for key in keys(home(MOTHER, SON, phone=PHONE, at=SADOVAYA)))


def keys_of_phone() -> int:
    from hashlib import blake2b

    return int.from_bytes(blake2b(b"phone|9165550102", digest_size=8).digest(), "big", signed=True)
