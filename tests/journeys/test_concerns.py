"""A concern from the one who was there to the one who takes it up, through all services."""

from tests.journeys.region import Region, on
from tests.journeys.story import CASES, Story

TEXT = "Мама сказала, что ей страшно оставаться одной с сыном."


def test_what_a_contact_family_saw_is_taken_up_by_the_supervisor_and_the_family_learns_it(region: Region) -> None:
    story = Story(region).reach("met")
    with on(42):
        told = story.family1.do(f"{story.assignment}/concerns", {"severity": "danger", "text": TEXT})
        concern = f"{CASES}/concerns/{told['id']}"
        assert story.supervisor.told(story.ids["case_reference"]) == ["concern_danger"]
        assert story.supervisor.get(concern)["text"] == TEXT
        story.supervisor.do(f"{concern}/acknowledge", {"note": "Еду к ним."})
    assert story.family1.told()[-1] == "concern_acknowledged"
    assert story.family1.get(concern)["status"] == "acknowledged"
    for other in (story.worker, story.specialist, story.matchmaker, story.coordinator):
        assert "concern" not in " ".join(other.told())
        assert other.refused(concern, method="GET") == (404, "not_found")
    assert [entry["text"] for entry in story.family1.items(f"{story.assignment}/journal")] == [
        "Гуляли в парке, дети подружились."
    ]


def test_with_a_safeguarding_lead_both_are_told_and_one_answer_is_enough(region: Region) -> None:
    lead = region.newcomer("lead", "safeguarding_lead")
    story = Story(region).reach("teamed")
    reference = story.ids["case_reference"]
    with on(5):
        told = story.specialist.do(f"{story.case}/concerns", {"severity": "needs_specialist", "text": TEXT})
        assert lead.told(reference) == story.supervisor.told(reference) == ["concern_needs_specialist"]
        lead.do(f"{CASES}/concerns/{told['id']}/acknowledge")
        assert story.supervisor.refused(f"{CASES}/concerns/{told['id']}/acknowledge") == (409, "conflict")
    assert story.specialist.told()[-1] == "concern_acknowledged"
    assert lead.refused(story.case, method="GET") == (404, "not_found")
