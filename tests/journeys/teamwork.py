"""What the team of a story's case does together: a roadmap, a meeting, a programme of the NGO's."""

from typing import Any

from tests.journeys.region import day, noon, on
from tests.journeys.story import CASES, Story


def teamwork(story: Story) -> dict[str, str]:
    """The ids of what stands afterwards: a stage waits for a check, the meeting was held, the session attended."""
    with on(202):
        return _roadmap(story) | _meeting(story) | _programme(story)


def _roadmap(story: Story) -> dict[str, str]:
    stage = {"title": "Документы", "shown_by": "Есть паспорт", "due_on": day(230), "who": story.worker.id}
    drawn = story.worker.do(f"{story.case}/roadmap", {"purpose": "Нужно многое сразу.", "stages": [stage]}, "PUT")
    id = str(drawn["stages"][0]["id"])
    story.worker.do(f"{story.case}/roadmap/stages/{id}/present", {"passed_on": day(202), "note": "Паспорт есть."})
    return {"stage": id}


def _meeting(story: Story) -> dict[str, str]:
    planned = {"planned_at": noon(202), "invited": [story.worker.id], "agenda": "Что дальше"}
    meeting = str(story.worker.do(f"{story.case}/meetings", planned)["id"])
    decision = {"text": "Позвонить в школу", "who": story.worker.id, "due_on": day(210)}
    held = {"held_on": day(202), "came": [story.worker.id, story.specialist.id], "decisions": [decision]}
    done = story.worker.do(f"{CASES}/meetings/{meeting}/held", held)
    return {"meeting": meeting, "decision": str(done["decisions"][0]["id"])}


def _programme(story: Story) -> dict[str, str]:
    """Led by the worker's colleague, who has nothing else to do with the family."""
    made = {"name": "Шаги", "audience": "children", "age_from": 0, "age_to": 17}
    programme = str(story.colleague.do(f"{CASES}/programmes", made)["id"])
    group = {"name": "Осень", "starts_on": day(200), "leaders": [story.colleague.id]}
    opened = str(story.colleague.do(f"{CASES}/programmes/{programme}/groups", group)["id"])
    goal = story.worker.get(f"{story.case}/plan")["goals"][0]["id"]
    enrolled = {"group": opened, "member": story.ids["son"], "goal": goal}
    enrolment = str(story.worker.do(f"{story.case}/enrolments", enrolled)["id"])
    session = str(story.colleague.do(f"{CASES}/programme-groups/{opened}/sessions", {"planned_at": noon(202)})["id"])
    came: dict[str, Any] = {"held_on": day(202), "attendance": [{"enrolment": enrolment, "attended": True}]}
    held = story.colleague.do(f"{CASES}/programme-sessions/{session}/attendance", came)
    attendance = str(held["attendance"][0]["id"])
    ids = {"programme": programme, "group": opened, "session": session}
    return ids | {"enrolment": enrolment, "attendance": attendance}
