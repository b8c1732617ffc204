"""What tests wait with says what it waited for."""

import pytest

from tests.support.waiting import until


def test_it_ends_as_soon_as_the_condition_holds() -> None:
    answers = iter([0, None, "yes"])
    until(lambda: next(answers))
    assert list(answers) == []


def test_in_vain_it_says_for_what_and_how_things_stood() -> None:
    mails: list[str] = []
    with pytest.raises(AssertionError) as failed:
        until(lambda: "the mail" in mails, 0, said=lambda: f"{len(mails)} mails")
    assert str(failed.value) == (
        'waited 0 s in vain: until(lambda: "the mail" in mails, 0, said=lambda: f"{len(mails)} mails")\n0 mails'
    )
    with pytest.raises(AssertionError, match="__len__"):
        until(mails.__len__, 0)
