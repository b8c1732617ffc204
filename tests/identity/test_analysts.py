"""An analyst sees figures of every organisation, and nothing else of anybody."""

import pytest

from services.identity import rules
from shared.caller import Caller
from shared.ids import uuid7

PLACE = uuid7()


def somebody(*roles: str) -> Caller:
    return Caller(uuid7(), PLACE, frozenset(roles), uuid7())


@pytest.mark.parametrize("role", ["organisation_administrator", "volunteer_coordinator", "supervisor", "analyst"])
def test_nobody_of_an_organisation_makes_or_changes_an_analyst(role: str) -> None:
    assert not rules.may_manage(somebody(role), PLACE, ["analyst"])


def test_an_administrator_does() -> None:
    assert rules.may_manage(Caller(uuid7(), None, frozenset({"administrator"}), uuid7()), PLACE, ["analyst"])


def test_an_analyst_is_nothing_else() -> None:
    assert rules.place_errors(PLACE, ["analyst"]) == {}
    assert rules.place_errors(PLACE, ["analyst", "supervisor"]) == {"roles": ["conflicting"]}
    assert rules.place_errors(None, ["analyst"]) == {"organisation": ["required"]}
    assert rules.place_errors(None, ["analyst", "administrator"]) == {
        "roles": ["conflicting"],
    }
