"""What those who work with a family are told."""

from services.notifications.texts.wording import Wording, Words

CASES = {
    "case_opened": Words(
        Wording("У вас новая семья", "Вы будете куратором новой семьи. Первый шаг — связаться с ней."),
        Wording("A new family for you", "You are the worker of a new case. The first step is to contact the family."),
    ),
    "cases_carried_over": Words(
        Wording(
            "Ваши семьи теперь в Опоре",
            "Из прежнего учёта перенесены ваши случаи: {carried_over:number}. Посмотрите, пожалуйста, все ли на месте "
            "и какие шаги следующие.",
        ),
        Wording(
            "Your families are here now",
            "Your cases were carried over from former records: {carried_over:number}. Please see whether all are there "
            "and what their next steps are.",
        ),
    ),
    "case_assigned": Words(
        Wording("Теперь вы куратор семьи", "Вам передали случай. Посмотрите, пожалуйста, какой шаг следующий."),
        Wording("You are now the worker", "A case was handed over to you. Please see what its next step is."),
    ),
    "case_without_worker": Words(
        Wording(
            "Семье нужен куратор", "У случая сейчас нет куратора. Назначьте, пожалуйста, кто будет рядом с семьёй."
        ),
        Wording(
            "A family needs a worker", "The case has no worker at present. Please name who will be there for them."
        ),
    ),
    "case_joined": Words(
        Wording("Вы в команде случая", "Вас пригласили в команду, которая помогает семье."),
        Wording("You are on a case's team", "You were asked to join the team that supports a family."),
    ),
    "case_left": Words(
        Wording("Вы больше не в команде случая", "Случай теперь ведут ваши коллеги. Спасибо за вашу работу с семьёй."),
        Wording("You are no longer on a case", "Your colleagues go on with the case. Thank you for your work."),
    ),
    "case_closed": Words(
        Wording("Случай закрыт", "Сопровождение семьи завершилось. Спасибо каждому в команде."),
        Wording("A case is closed", "Support of the family has ended. Thank you to everyone on the team."),
    ),
    "case_reopened": Words(
        Wording("Случай открыт снова", "Сопровождение семьи продолжается, сроки начались заново."),
        Wording("A case is open again", "Support of the family goes on; its deadlines have started anew."),
    ),
    "deadline_near": Words(
        Wording("Скоро срок", "«{kind:deadline_kinds}»: сделать это нужно до {due_on:day} включительно."),
        Wording("A deadline is near", "“{kind:deadline_kinds}” is due by the end of {due_on:day}."),
    ),
    "deadline_passed": Words(
        Wording(
            "Срок прошёл",
            "«{kind:deadline_kinds}»: срок был {due_on:day}. Если это уже сделано, отметьте в случае; "
            "если что-то мешает, обсудите это с коллегами.",
        ),
        Wording(
            "A deadline has passed",
            "“{kind:deadline_kinds}” was due on {due_on:day}. If it is done, note it in the case; "
            "if something is in the way, talk it over with your colleagues.",
        ),
    ),
    "deadline_passed_supervisor": Words(
        Wording(
            "Куратору может быть нужна помощь",
            "«{kind:deadline_kinds}»: срок был {due_on:day}, отметки ещё нет. Спросите, пожалуйста, чем помочь.",
        ),
        Wording(
            "A worker may need help",
            "“{kind:deadline_kinds}” was due on {due_on:day} and is not noted yet. Please ask how you can help.",
        ),
    ),
    "closure_due": Words(
        Wording(
            "Пора посмотреть, что дальше",
            "«{kind:deadline_kinds}»: обычно сопровождение длится до {due_on:day}. "
            "Обсудите это, пожалуйста, с куратором. Само ничего не закроется.",
        ),
        Wording(
            "Time to see what comes next",
            "“{kind:deadline_kinds}”: support usually lasts until {due_on:day}. "
            "Please talk it over with the worker. Nothing closes by itself.",
        ),
    ),
}
