"""A contact family is never someone of an organisation that assesses this family: from the referral to the yes."""

from tests.journeys.region import Region, on
from tests.journeys.story import VOLUNTEERS, WITHOUT_SPECIALIST, Story


def looked_for(region: Region, sender: str = "referrer") -> Story:
    """A contact family is looked for, for a family that only its sender and the NGO have to do with."""
    return Story(region, sender=sender, done=[*WITHOUT_SPECIALIST]).reach("asked_for_support")


def registered(region: Region, name: str, *employers: str) -> str:
    """A contact family whose adults work for these organisations; its id on the register."""
    person = region.newcomer(name, "contact_family")
    with on(-20):
        return region.contact_family(person, employers=[region.organisations[one] for one in employers])


def rule_against(story: Story, volunteer: str) -> str | None:
    """The rule that excludes them, None for a candidate."""
    found = story.matchmaker.get(f"{story.search}/candidates")
    excluded = {entry["volunteer"]["id"]: entry["rule"] for entry in found["excluded"]}
    assert volunteer in excluded or volunteer in [item["volunteer"]["id"] for item in found["items"]]
    return excluded.get(volunteer)


def ask(story: Story, volunteer: str) -> None:
    with on(32):
        story.ids["proposal"] = story.propose(volunteer)


def no_longer_independent(story: Story, name: str) -> bool:
    """A yes of this contact family is refused, nothing has changed, and an independent one can still be asked."""
    with on(34):
        refused = story.region[name].refused(f"{story.proposal}/accept")
    assert story.worker.get(story.request)["status"] == "proposed"
    assert story.region[name].items(f"{VOLUNTEERS}/assignments?mine=1") == []
    return refused == (409, "no_longer_independent")


def test_who_works_for_the_referring_school_is_excluded_and_the_rule_is_named(region: Region) -> None:
    volunteer = registered(region, "teachers", "school")
    story = looked_for(region, sender="school_referrer")
    assert rule_against(story, volunteer) == "not_independent"
    with on(32):
        refused = story.matchmaker.call("POST", f"{story.search}/proposals", {"volunteer": volunteer})
    assert (refused.status, refused.json["errors"]) == (422, {"volunteer": ["not_independent"]})


def test_for_a_family_that_the_school_has_nothing_to_do_with_they_are_a_candidate(region: Region) -> None:
    volunteer = registered(region, "other_teachers", "school")
    assert rule_against(looked_for(region), volunteer) is None


def test_standing_on_the_ngos_register_is_no_employment_by_it(region: Region) -> None:
    assert rule_against(looked_for(region), region.volunteers["family1"]) is None


def test_who_also_works_at_the_ngo_is_excluded(region: Region) -> None:
    volunteer = registered(region, "specialists_family")
    roles = {"roles": ["contact_family", "specialist"]}
    region.administrator.do(f"/identity/api/v1/people/{region['specialists_family'].id}", roles, "PATCH")
    assert rule_against(looked_for(region), volunteer) == "not_independent"


def test_who_found_work_at_the_referring_school_meanwhile_can_no_longer_say_yes(region: Region) -> None:
    volunteer = registered(region, "new_teachers")
    story = looked_for(region, sender="school_referrer")
    ask(story, volunteer)
    with on(33):
        employers = {"employers": [region.organisations["school"]]}
        story.matchmaker.do(f"{VOLUNTEERS}/volunteers/{volunteer}", employers, "PATCH")
    assert no_longer_independent(story, "new_teachers")


def test_when_their_school_joins_the_team_meanwhile_they_can_no_longer_say_yes(region: Region) -> None:
    volunteer = registered(region, "old_teachers", "school")
    story = looked_for(region)
    ask(story, volunteer)
    with on(33):
        story.worker.do(f"{story.case}/team", {"person": story.specialist.id, "role": "specialist"})
    assert no_longer_independent(story, "old_teachers")


def test_another_contact_family_is_found_in_their_place(region: Region) -> None:
    volunteer = registered(region, "last_teachers")
    story = looked_for(region, sender="school_referrer")
    ask(story, volunteer)
    with on(33):
        employers = {"employers": [region.organisations["school"]]}
        story.matchmaker.do(f"{VOLUNTEERS}/volunteers/{volunteer}", employers, "PATCH")
        story.ids["proposal"] = story.propose(region.volunteers["family2"])
        region["family2"].do(f"{story.proposal}/accept")
    assert story.worker.get(story.request)["volunteer"] == region.volunteers["family2"]
    assert region["last_teachers"].items(f"{VOLUNTEERS}/proposals?mine=1")[0]["status"] == "withdrawn"
