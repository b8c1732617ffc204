import re

import pytest

from shared import codes
from shared.codes import CodeList, Text

# The lists of the design page, so that no rename goes unseen: agencies' systems build on these.
PROMISED = {
    "organisation_kinds": "guardianship_body social_centre crisis_centre hospital school ngo crisis_line business "
    "media authority fund other",
    "family_kinds": "blood guardianship kin_guardianship foster adoptive candidate",
    "member_roles": "mother father guardian child grandparent other",
    "channels": "partner family crisis_line",
    "basis": "consent legal_duty",
    "urgencies": "immediate urgent routine",
    "reasons": "low_motivation no_help_seeking parent_emotional_state low_parental_competence few_contacts "
    "no_job_skills low_financial_legal_literacy risk_of_losing_care child_emotional_development "
    "destructive_behaviour no_supportive_circle rights_violated abuse_or_risk social_adaptation other",
    "help_kinds": "social psychological pedagogical legal informational goods food",
    "decline_reasons": "no_capacity not_our_area not_eligible could_not_contact family_refused other",
    "withdraw_reasons": "sent_by_mistake family_withdrew helped_elsewhere moved other",
    "assessment_tools": "interview living_conditions child_psychology adult_psychology genogram_ecomap "
    "child_complex_needs",
    "assessment_domains": "safety health emotional_development education behaviour relations rights parenting "
    "parent_wellbeing household money_and_work support_circle family_relations legal",
    "non_participation_reasons": "too_young illness absent unsafe refused",
    "outcomes": "self_sufficient moved refused child_removed child_returned passed_on other",
    "wellbeing": "improved same worse",
    "removal": "no_risk at_risk averted removed",
    "contact_kinds": "visit call message office not_reached",
    "specialities": "social_work psychologist lawyer family_consultant defectologist speech_therapist teacher other",
    "parental_rights": "kept restored restricted lost",
    "experience": "single_parent many_children disability teenager loss addiction_overcome foster kin_care",
    "match_reasons": "same_district near_district language time skill experience free_capacity",
    "exclusion_rules": "not_ready not_independent no_capacity wrong_kind too_far no_language declined_before",
    "concern_severities": "needs_specialist danger",
    "concern_states": "open acknowledged",
    "emergency": "call_emergency",
    "skills": "law tutoring driving mentoring childcare repairs psychology interpreting leisure company",
    "roles": "referrer coordinator case_worker specialist supervisor volunteer_coordinator volunteer "
    "contact_family organisation_administrator administrator safeguarding_lead analyst",
    "referral_states": "submitted info_requested accepted declined withdrawn duplicate case_opened case_closed",
    "case_states": "opened agreed assessed planned supported closed followed_up",
    "proposal_states": "made accepted declined expired withdrawn",
    "assignment_states": "started introduced ended",
    "request_states": "open proposed matched introduced ended withdrawn",
    "volunteer_states": "applied ready paused left",
    "outcome_figures": "children_served families_closed families_self_sufficient support_months "
    "support_one_to_three_years removal_prevented children_supported wellbeing_improved outcomes_followed_up "
    "outcomes_hold parents_at_closure parental_rights_kept_or_restored parental_rights_kept parental_rights_restored "
    "parental_rights_restricted parental_rights_lost",
    "deadline_kinds": "answer reply first_contact agreement assessment plan review closure follow_up",
}
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)

every_list = pytest.mark.parametrize("codes_of", codes.ALL, ids=lambda one: one.name)


@pytest.mark.parametrize("name", PROMISED)
def test_every_promised_code_is_there_under_its_name(name: str) -> None:
    assert list(codes.BY_NAME[name]) == PROMISED[name].split()


@every_list
def test_every_code_reads_in_both_languages(codes_of: CodeList) -> None:
    for item in codes_of.public():
        assert CYRILLIC.search(item["text"]["ru"]), item
        assert item["text"]["en"].strip(), item
        assert not CYRILLIC.search(item["text"]["en"]), item


@every_list
def test_codes_are_lower_snake_case(codes_of: CodeList) -> None:
    assert all(re.fullmatch("[a-z]+(_[a-z]+)*", code) for code in codes_of)


@every_list
def test_no_two_codes_of_a_list_read_the_same(codes_of: CodeList) -> None:
    for language in ("ru", "en"):
        texts = [item["text"][language] for item in codes_of.public()]
        assert len(set(texts)) == len(texts)


def test_no_two_lists_have_the_same_name() -> None:
    assert len(codes.BY_NAME) == len(codes.ALL)


def test_reasons_and_domains_are_told_in_the_group_they_belong_to() -> None:
    reasons = {item["code"]: item["group"] for item in codes.public(codes.REASONS)["reasons"]}
    assert list(reasons.values()) == ["family"] * 7 + ["child"] * 8
    domains = [item["group"] for item in codes.ASSESSMENT_DOMAINS.public()]
    assert domains == ["child"] * 7 + ["family"] * 7


def test_a_list_without_groups_shows_none() -> None:
    assert codes.BASIS.public() == [
        {"code": "consent", "text": {"ru": "Семья согласилась", "en": "The family agreed"}},
        {"code": "legal_duty", "text": {"ru": "Так обязывает закон", "en": "The law requires it"}},
    ]


def test_a_code_of_a_newer_version_is_shown_as_it_is() -> None:
    drinks = CodeList("drinks", {"tea": Text("Чай", "Tea")})
    assert (drinks.text("tea", "ru"), drinks.text("tea", "de"), drinks.text("coffee", "ru")) == ("Чай", "Tea", "coffee")


def test_languages_are_those_of_iso_639_1() -> None:
    assert {"ru", "en", "tt", "uk", "de"} <= set(codes.LANGUAGES)
    assert "xx" not in codes.LANGUAGES
    assert codes.LANGUAGES.text("tt", "ru") == "Татарский"
