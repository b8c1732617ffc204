"""What can happen to a family, one function for each kind of event: acts on days after the referral.

A function says only when something of its kind happens to this family; who is supported, and until when, stands in
`Plot`. To let something new happen, write a function and add it to `SUPPORT`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from stack.demo.region.acts.act import Act
from stack.demo.region.acts.cases import (
    Agree,
    Assess,
    Close,
    Contact,
    FollowUp,
    Join,
    MakePlan,
    Note,
    Reopen,
    Review,
    Serve,
)
from stack.demo.region.acts.referrals import Accept, Acknowledge, Answer, Ask, Decline, PassOn, TakeBack
from stack.demo.region.acts.support import MATCHMAKERS, Wish
from stack.demo.region.acts.teamwork import Meet
from stack.demo.region.helpers import EVENINGS, WEEKENDS
from stack.demo.simulation.acts import (
    AskSomebody,
    EndsIt,
    Introduced,
    ReportConcern,
    SaysNo,
    SaysYes,
    TakeUpConcern,
    TellsJournal,
)
from stack.demo.simulation.families import Family
from stack.demo.simulation.groups import RUNNER
from stack.demo.simulation.shares import Shares
from stack.demo.simulation.teamwork import CancelVisit, EnrolTogether, MakeVisit, PlanVisit

Days = Iterator[tuple[float, Act]]

FOLLOWED_UP_AFTER = 181
ANSWERS_WITHIN = {"immediate": 0.5, "urgent": 2.0, "routine": 6.0}


@dataclass
class Plot:
    """What is settled about a family before its year is told. `accepted`, `planned`, `ends`: days."""

    family: Family
    sender: str
    receiver: str
    worker: str
    shares: Shares
    random: Random
    urgency: str = "routine"
    passes_on_to: str = ""
    appeals: bool = False
    accepted: float = 0.0
    planned: float = 0.0
    ends: float = 0.0
    improved: bool = False
    at_risk: bool = False
    self_sufficient: bool = field(default=False)

    @property
    def removal(self) -> str:
        return "at_risk" if self.at_risk else "no_risk"

    @property
    def removal_later(self) -> str:
        return "averted" if self.at_risk else "no_risk"

    @property
    def wellbeing(self) -> str:
        return "improved" if self.improved else "same"


# --- a referral that leads to no support -----------------------------------------------------------------------------


def declined(plot: Plot) -> Days:
    note = "Свободных специалистов нет до конца месяца, предложили обратиться в соседний центр."
    yield plot.accepted, Decline("no_capacity", note)


def withdrawn(plot: Plot) -> Days:
    yield plot.accepted * 0.6, TakeBack("helped_elsewhere", "Семье уже помогают родные, попросили не приходить.")


def unanswered(plot: Plot) -> Days:
    """The sender does not reply, and nobody finds the family."""
    yield 1, Ask("Когда семье удобно, чтобы мы позвонили?")
    yield 24, Decline("could_not_contact", "Звонили и приходили по адресу, никого не застали.")


NO_SUPPORT: dict[str, Callable[[Plot], Days]] = {
    "declined": declined,
    "withdrawn": withdrawn,
    "unanswered": unanswered,
}
"""By the share in `shares.RATES` that says how often."""


# --- what happens to a family that is supported ----------------------------------------------------------------------


def arrival(plot: Plot) -> Days:
    if plot.urgency == "immediate":
        yield 0.02, Acknowledge(f"supervisor@{plot.receiver}.example")
    elif not plot.appeals and plot.shares.falls("asked"):
        yield 0.3, Ask("Согласна ли семья, чтобы мы позвонили ей сами, и в какое время?")
        yield 0.7, Answer("Да, лучше вечером после шести.")
    if plot.passes_on_to:
        yield 0.8, PassOn(plot.passes_on_to, "Живут ближе к вам, и у вас есть нужный специалист.")
    yield plot.accepted, Accept(plot.worker)


def first_steps(plot: Plot) -> Days:
    """Up to the plan, in the practice's order and times."""
    theme, random, day = plot.family.theme, plot.random, plot.accepted
    yield day + 0.5, Contact("visit", "Познакомились дома, дети показали свои рисунки.", 60)
    agreed = day + random.randint(5, 11)
    yield agreed, Agree()
    assessed = agreed + random.randint(6, 15)
    yield assessed, Assess(theme, removal=plot.removal)
    yield plot.planned, MakePlan(theme)


def services(plot: Plot) -> Days:
    """The first soon after the plan, then every few weeks."""
    helps, day, number = plot.family.theme.helps, plot.planned + 1, plot.random.randrange(3)
    while day < plot.ends - 7:
        one = helps[number % len(helps)]
        yield day, Serve(one.kind, one.note, one.speciality, one.method, one.provider, one.children and number % 2 == 0)
        day, number = day + plot.random.randint(14, 32), number + 1


def reviews(plot: Plot) -> Days:
    """Looked at again with the same tool, soon after help began, and every five months from then on."""
    theme, day = plot.family.theme, plot.planned + plot.random.randint(8, 14)
    while day < plot.ends - 7:
        yield day, Assess(theme, better=int(plot.improved), removal=plot.removal_later)
        yield day + 1, Review(theme.review, theme.says_at_review, plot.wellbeing, plot.removal_later)
        day += 150


def company(plot: Plot) -> Days:
    """A contact family keeps the family company."""
    if plot.receiver in MATCHMAKERS and plot.shares.falls("company"):
        about = "Ходить вместе в парк, пить чай, говорить обо всём, что не про беды."
        wish = Wish("company", "contact_family", about, ("company",), ("single_parent",), times=WEEKENDS)
        yield from _helped(plot, wish, plot.planned + 3, "Парк у реки")


def lessons(plot: Plot) -> Days:
    """A volunteer helps with school."""
    if plot.receiver in MATCHMAKERS and plot.shares.falls("volunteer"):
        wish = Wish("lessons", "volunteer", "Заниматься с ребёнком раз в неделю.", ("tutoring",), times=EVENINGS)
        yield from _helped(plot, wish, plot.planned + 5, "Районная библиотека")


def _helped(plot: Plot, wish: Wish, day: float, place: str) -> Days:
    """Somebody is asked; who says no, or nothing, is followed by the next."""
    called = wish.called
    yield day, wish
    yield day + 1, AskSomebody(called)
    if plot.shares.falls("says_no"):
        yield day + 2, SaysNo(called)
        day += 2
    elif plot.shares.falls("is_silent"):
        day += 5
    yield day + 1.2, AskSomebody(called)
    yield day + 2, SaysYes(called)
    yield day + 4, Introduced(called, place)
    for number in range(3):
        yield day + 10 + 12 * number, TellsJournal(called, "Виделись, смеялись, договорились о следующем разе.")
    yield day + 50 + plot.random.randint(0, 30), EndsIt(called)


def danger(plot: Plot) -> Days:
    """Somebody of the team saw what must not wait. Most are heard at once."""
    if plot.shares.falls("danger"):
        day, severity = plot.planned + 12, plot.random.choice(("danger", "needs_specialist"))
        yield day, ReportConcern(severity, "Ребёнок сказал, что боится оставаться дома вечером.")
        late = plot.shares.falls("unheard")
        yield day + (2 if late else 0.1), TakeUpConcern("Были у семьи, ребёнок в безопасности, психолог придёт завтра.")


def notes(plot: Plot) -> Days:
    if plot.random.random() < 0.5:
        yield plot.planned + 6, Note("Созвонились: всё идёт, как договорились.")


def visits(plot: Plot) -> Days:
    """Planned with the family, and made; now and then they can't."""
    day = plot.planned + 9
    while day < plot.ends - 12:
        yield day, PlanVisit(3, "Посмотреть вместе, как идут дела по плану.")
        if plot.shares.falls("visit_cancelled"):
            yield day + 2, CancelVisit("Семья попросила перенести: дети заболели.")
        else:
            yield day + 3, MakeVisit("Были дома, поговорили со всеми, договорились о следующем шаге.")
        day += plot.random.randint(55, 75)


def meetings(plot: Plot) -> Days:
    """A specialist works with the family too, and the team meets."""
    if plot.shares.falls("team_meets"):
        day = plot.planned + 5
        yield day, Join(f"specialist@{plot.receiver}.example")
        yield day + 10, Meet("Как идёт поддержка", "Семья справляется, идём по плану.", (("Позвонить в школу", 1),))
        yield day + 75, Meet("Что дальше", "Сил у семьи больше, решили встречаться реже.")
        yield plot.ends - 20, Meet("Готова ли семья дальше без нас", ahead=4)


def group(plot: Plot) -> Days:
    """The family comes to a group of the organisation that supports it."""
    if plot.receiver == RUNNER and plot.shares.falls("group"):
        yield plot.planned + 2, EnrolTogether()


OTHER_ENDINGS = (
    Close("moved", "same", says="«Спасибо, что не бросали».", reason="Семья переехала к родным в другую область."),
    Close("refused", "same", agrees=False, says="«Попробуем сами».", reason="Семья решила дальше справляться сама."),
    Close("other", "same", says="«Нам хватит».", reason="Семье помогает школа, договорились о встречах там."),
)


def ending(plot: Plot) -> Days:
    theme, day = plot.family.theme, plot.ends
    if plot.self_sufficient:
        yield day - 4, Assess(theme, better=2, removal=plot.removal_later)
        yield day - 3, MakePlan(theme, done=True)
        yield day, Close("self_sufficient", plot.wellbeing, plot.removal_later, says=theme.says_later)
        yield from afterwards(plot)
    elif plot.at_risk:
        yield day, _removed("«Пусть пока у тёти. Мы вернёмся за ними».")
    else:
        yield day, plot.random.choice(OTHER_ENDINGS)


def _removed(says: str) -> Close:
    reason = "Дети живут у тёти под опекой, родители видятся с ними по воскресеньям."
    return Close("child_removed", "same", "removed", at_home=False, rights="restricted", says=says, reason=reason)


def afterwards(plot: Plot) -> Days:
    """Whether it holds; where it does not, some come back."""
    day = plot.ends + FOLLOWED_UP_AFTER
    if plot.shares.falls("holds"):
        yield day, FollowUp(True, "Зашли в гости: у семьи всё хорошо, помощь не нужна.")
        return
    yield day, FollowUp(False, "Снова стало трудно, семья просит вернуться.")
    if plot.shares.falls("reopened"):
        yield day + 2, Reopen("Семья просит снова быть рядом, пока не наладится.")
        yield day + 4, Contact("visit", "Встретились снова, составили список дел.", 50)


SUPPORT: tuple[Callable[[Plot], Days], ...] = (
    first_steps,
    services,
    reviews,
    company,
    lessons,
    danger,
    notes,
    visits,
    meetings,
    group,
)
"""Between acceptance and the end; what would come later does not happen."""
