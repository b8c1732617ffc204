"""Contact families and volunteers of the sample region."""

from dataclasses import dataclass
from typing import Any

from stack.demo.region.names import FullName, invented
from stack.demo.region.places import EVERYWHERE

Time = dict[str, Any]


@dataclass(frozen=True)
class Helper:
    """Someone on the register of `register`'s organisation. `employers` are keys of organisations.

    `status`: where they are today. `vetted_days_ago`: approved so long ago; a document may have run out since.
    """

    email: str
    name: FullName
    kind: str
    districts: tuple[str, ...]
    skills: tuple[str, ...] = ()
    experience: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("ru",)
    times: tuple[Time, ...] = ()
    capacity: int = 2
    employers: tuple[str, ...] = ()
    register: str = "ngo"
    status: str = "ready"
    vetted_days_ago: int = 395
    document_days_left: int | None = None
    """The doctor's certificate is good for so many days from today; negative: it ran out."""
    language: str = "ru"
    """In which they read what they are told."""


def times(*said: str) -> tuple[Time, ...]:
    """`times("2 18:00 20:00")`: Tuesdays from six to eight."""
    parts = (one.split() for one in said)
    return tuple({"weekday": int(day), "from": begin, "to": end} for day, begin, end in parts)


EVENINGS = times("2 18:00 20:30", "4 18:00 20:30")
WEEKENDS = times("6 10:00 18:00", "7 11:00 17:00")
MORNINGS = times("1 09:30 12:30", "3 09:30 12:30")


def _family(number: int, districts: tuple[str, ...], **more: Any) -> Helper:
    email = f"family{number}@contact.example"
    skills = more.pop("skills", ("company", "leisure"))
    return Helper(email, invented(email), "contact_family", districts, skills, **more)


def _volunteer(who: str, districts: tuple[str, ...], *skills: str, **more: Any) -> Helper:
    email = f"{who}@volunteer.example"
    return Helper(email, invented(email), "volunteer", districts, skills, **more)


FAMILY1 = Helper(
    "family1@contact.example",
    FullName("Соловьёва", "Мария", "Алексеевна"),
    "contact_family",
    EVERYWHERE,
    ("company", "leisure", "childcare"),
    ("many_children", "teenager", "loss", "foster"),
    ("ru", "en"),
    (*EVENINGS, *WEEKENDS),
    capacity=20,  # a club of neighbours stands behind this family
)
ANNA = Helper(
    "anna@volunteer.example",
    FullName("Петрова", "Анна", "Денисовна"),
    "volunteer",
    ("central", "zarechny"),
    ("tutoring", "mentoring"),
    ("teenager",),
    ("ru", "en"),
    EVENINGS,
    capacity=3,
)

CONTACT_FAMILIES = (
    FAMILY1,
    _family(2, ("central",), experience=("single_parent", "teenager"), times=EVENINGS),
    _family(3, ("zarechny", "central"), experience=("many_children",), times=WEEKENDS),
    _family(4, ("lesnoy",), experience=("foster", "loss"), times=WEEKENDS, capacity=1),
    _family(5, ("priozerny",), experience=("kin_care", "loss"), times=MORNINGS),
    _family(6, ("severny",), experience=("many_children", "single_parent"), times=WEEKENDS),
    _family(7, ("central", "lesnoy"), experience=("disability",), times=EVENINGS, employers=("guardianship",)),
    _family(8, ("zarechny",), experience=("addiction_overcome",), times=EVENINGS),
    _family(9, ("central",), experience=("single_parent",), languages=("tt", "ru"), times=WEEKENDS),
    _family(10, ("priozerny", "central"), experience=("disability",), times=WEEKENDS, employers=("school",)),
    _family(11, ("lesnoy", "zarechny"), experience=("teenager",), times=EVENINGS, status="paused"),
    _family(12, ("zarechny",), experience=("single_parent", "loss"), status="applied", vetted_days_ago=0),
    _family(13, ("central",), experience=("kin_care",), times=MORNINGS, document_days_left=-12),
    _family(14, ("central", "zarechny"), experience=("foster",), register="social", times=WEEKENDS),
)

VOLUNTEERS = (
    ANNA,
    _volunteer("boris", ("central", "zarechny", "lesnoy"), "driving", "repairs", times=WEEKENDS),
    _volunteer("vera", ("central",), "law", times=EVENINGS, capacity=4, employers=("fund",)),
    _volunteer("gleb", ("zarechny",), "tutoring", "leisure", experience=("teenager",), times=EVENINGS),
    _volunteer("daria", ("priozerny",), "childcare", "company", times=MORNINGS),
    _volunteer("egor", ("lesnoy",), "driving", "repairs", times=WEEKENDS, capacity=1),
    _volunteer("zhanna", ("central",), "psychology", times=EVENINGS),
    _volunteer("zoya", ("severny",), "tutoring", "company", times=WEEKENDS),
    _volunteer("ilya", ("central", "priozerny"), "mentoring", "leisure", experience=("addiction_overcome",)),
    _volunteer("karina", ("zarechny",), "interpreting", languages=("ru", "tg", "uz"), times=MORNINGS),
    _volunteer("lev", ("central",), "tutoring", times=EVENINGS, status="paused"),
    _volunteer("nina", ("lesnoy", "central"), "childcare", experience=("many_children",), times=MORNINGS),
    _volunteer("oleg", ("priozerny",), "driving", times=WEEKENDS, status="applied", vetted_days_ago=0),
    _volunteer("polina", ("zarechny", "central"), "company", "leisure", times=WEEKENDS, vetted_days_ago=120),
    _volunteer("roman", ("central",), "law", "mentoring", register="social", times=EVENINGS),
    _volunteer("sofia", ("central", "zarechny"), "leisure", times=WEEKENDS, status="left"),
)

HELPERS = (*CONTACT_FAMILIES, *VOLUNTEERS)
