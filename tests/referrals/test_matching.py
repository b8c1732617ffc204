"""How well families that are one are found among invented ones. `python -m bench.duplicates` does it on 20,000."""

import ast
from pathlib import Path

import pytest

import tests.support.families
from tests.referrals.family import Region
from tests.support.families.corruptions import WAYS
from tests.support.families.region import invented
from tests.support.families.traps import TRAPS
from tests.support.matching import Measured, fill, look_up, measure

FAMILIES = 600
SEED = 31


@pytest.fixture
def measured(region: Region) -> Measured:
    made = invented(SEED, FAMILIES)
    with region.bench.session() as session:
        return measure(session, made, fill(session, region.ngo, made.homes))


def test_families_told_in_another_way_are_found_and_those_that_only_look_alike_are_not(measured: Measured) -> None:
    assert measured.recall >= 0.98
    assert measured.precision >= 0.90
    assert len(WAYS) == 12
    for way in WAYS:
        shown, of = measured.of_way(way)
        assert shown >= of - 1, way
    for trap in TRAPS:
        wrong, of = measured.of_trap(trap)
        assert wrong <= of // 5, trap


def test_few_candidates_are_compared(region: Region) -> None:
    homes = invented(SEED, FAMILIES).homes
    with region.bench.session() as session:
        ids = fill(session, region.ngo, homes)
        candidates = [number for _, number in look_up(session, ids[::10])]
    assert max(candidates) < FAMILIES / 10


def test_the_invented_families_share_no_code_with_what_finds_them() -> None:
    folder = Path(tests.support.families.__file__).parent
    roots = set()
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                roots |= {alias.name for alias in node.names}
            if isinstance(node, ast.ImportFrom):
                roots.add(node.module or "")
    ours = {root for root in roots if root.startswith(("services", "shared", "stack", "tests"))}
    assert ours
    assert all(root.startswith("tests.support.families") for root in ours), ours
