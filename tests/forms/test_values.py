"""What is known of a referral or a case, by placeholder."""

from dataclasses import replace
from datetime import date

import pytest

from services.cases.forms import sample as case
from services.cases.forms import values
from services.cases.forms.facts import Agreed, ChildSaid, GoalSaid, Looked, Planned, Presence, Reviewed, Scored
from services.referrals.forms import consent_values, referral_values
from services.referrals.forms import sample as referral
from shared.forms.blocks import Prose, Signatures, Table, Value
from shared.forms.household import Relative
from tests.forms.paper import FORMS

ANNA = Relative("mother", None, "Анна")


def rows(value: Value | None) -> tuple[tuple[str, ...], ...]:
    assert isinstance(value, Table | Signatures)
    return value.rows


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_every_placeholder_has_a_value_and_every_value_a_placeholder(form: object) -> None:
    assert set(form.sample()) == set(form.by_name)  # type: ignore[attr-defined]


def test_consent_is_given_to_the_sender_and_the_receiver() -> None:
    named = [row[1] for row in rows(consent_values(referral.FACTS)["operators"])]
    assert named == [referral.FACTS.sender, referral.FACTS.receiver]


def test_where_a_family_came_by_itself_consent_is_given_to_the_receiver_alone() -> None:
    told = consent_values(replace(referral.FACTS, sender="", sender_person=""))
    assert [row[1] for row in rows(told["operators"])] == [referral.FACTS.receiver]


def test_consent_names_the_children_and_not_the_adults() -> None:
    named = [row[0] for row in rows(consent_values(referral.FACTS)["children"])]
    assert named == ["Щербаков Фёдор", "Щербакова Ульяна"]
    assert consent_values(replace(referral.FACTS, family=(ANNA,)))["children"] is None


def test_a_family_from_a_crisis_line_prints_with_blanks() -> None:
    facts = replace(referral.FACTS, family=(ANNA,), signer=ANNA, sender="", address="", phone="", narrative=" ")
    told = referral_values(facts)
    assert told["family.members"] == "________ Анна"
    assert (told["family.address"], told["narrative"]) == ("", None)
    assert consent_values(facts)["person.name"] == "________ Анна"


def test_those_sign_an_agreement_who_may_until_it_is_signed() -> None:
    open_one = values.agreement_values(Agreed(case.CASE))["signatures"]
    assert [row[1] for row in rows(open_one)] == [case.MOTHER, "Щербакова Нина Петровна", case.WORKER]
    signed = Agreed(case.CASE, date(2026, 3, 7), (case.MOTHER,), ("Другой Куратор",))
    assert [row[1] for row in rows(values.agreement_values(signed)["signatures"])] == [case.MOTHER, "Другой Куратор"]


def test_each_task_of_a_plan_has_a_row_and_a_goal_without_any_has_one_too() -> None:
    lonely = GoalSaid("Отдохнуть", "parent_wellbeing", "", "dropped", False, ())
    table = rows(values.plan_values(Planned(case.CASE, 1, "valid", None, (*case.GOALS, lonely)))["goals"])
    assert [row[0].strip() for row in table] == ["1", "", "2", "3"]
    assert "Решили отложить" in table[-1][1]
    assert "Нужен специалист" in table[2][1]


def test_everyone_who_took_part_in_a_plan_signs_it() -> None:
    told = values.plan_values(Planned(case.CASE, 1, "valid", None, (), case.PRESENCE))
    assert [row[1] for row in rows(told["signatures"])] == [case.WORKER, case.MOTHER, case.SON]
    assert (case.DAUGHTER, "не участвует", "По возрасту ещё рано") in rows(told["participation"])


def test_a_review_says_what_changed_since_the_score_it_can_be_compared_with() -> None:
    scored = (
        Scored("", "household", 4, 2, date(2026, 1, 1)), Scored("", "legal", 2, 3, date(2026, 1, 1)),
        Scored("", "parenting", 3, 3, date(2026, 1, 1)), Scored("", "money_and_work", 1),
    )  # fmt: skip
    table = rows(values.review_values(Reviewed(case.CASE, scores=scored))["scores"])
    assert [row[4] for row in table] == ["лучше на 2", "труднее на 1", "как было", "не с чем сравнить"]


def test_a_review_without_services_says_so_and_an_empty_one_leaves_room() -> None:
    assert isinstance(values.review_values(Reviewed(case.CASE, date(2026, 1, 1)))["services"], Prose)
    assert values.review_values(Reviewed(case.CASE))["services"] is None


def test_who_could_not_take_part_is_named_with_the_reason() -> None:
    presence = Presence((), (), (("Анна", "illness"), ("Пётр", "absent")))
    told = values.living_conditions_values(Looked(case.CASE, presence=presence))
    assert told["assessment.absent"] == "Анна — болеет; Пётр — в отъезде"


def test_a_child_of_whom_only_the_risk_is_told_stands_in_the_act() -> None:
    looked = Looked(case.CASE, children=(ChildSaid("Фёдор", "", "at_risk"),))
    assert rows(values.living_conditions_values(looked)["children"]) == (("Фёдор", "Ребёнок может остаться без семьи"),)


def test_paper_does_not_say_that_somebody_is_not_safe_at_home() -> None:
    presence = Presence((), (), (("Анна", "unsafe"),))
    printed = values.living_conditions_values(Looked(case.CASE, presence=presence))["assessment.absent"]
    table = rows(values.plan_values(Planned(case.CASE, presence=presence))["participation"])
    assert (printed, table) == ("Анна — другая причина", (("Анна", "не участвует", "Другая причина"),))


def test_adults_who_took_part_sign_the_act() -> None:
    told = values.living_conditions_values(Looked(case.CASE, by=case.WORKER, presence=case.PRESENCE))
    assert rows(told["signatures"]) == (("Обследование провёл", case.WORKER), ("С актом ознакомлен(а)", case.MOTHER))


def test_where_there_is_no_plan_yet_adults_and_one_more_may_sign() -> None:
    signed = rows(values.plan_values(Planned(case.CASE))["signatures"])
    assert [name for _, name in signed] == [case.WORKER, case.MOTHER, "Щербакова Нина Петровна", ""]
