"""One service's description against the service itself: generated requests of people who may ask, on real records."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure

from shared.web.app import openapi
from tests.documents.files import FILES
from tests.fuzz.lengths import AT_LENGTH, EXAMPLES, SEED
from tests.fuzz.undone import undone
from tests.journeys.region import on
from tests.journeys.test_rights import TABLE, WHO, Row, Walk

ASKERS = 2 if AT_LENGTH else 1
"""People for each row of the table of rights."""

TODAY = 202
"""Day of the story (`tests.journeys.region.START`) on which all its records stand."""

REFUSED = ("401", "403", ".")

for _media, _file in FILES.items():
    schemathesis.openapi.media_type(_media, st.just(_file))

_RULES_REFUSE = [200, 201, 202, 204, 401, 403, 404, 409, 412, 422, 429]
_FORBIDDEN = [400, 401, 403, 404, 409, 412, 413, 422, 428, 429]
CONFIG: dict[str, Any] = {
    "generation": {"with-security-parameters": False},
    "checks": {
        "positive_data_acceptance": {"expected-statuses": _RULES_REFUSE},
        "negative_data_rejection": {"expected-statuses": _FORBIDDEN},
    },
}


@dataclass
class Explorer:
    """`findings`: each way in which an answer and the description differ, once for each operation."""

    walk: Walk
    service: str
    asked: int = 0
    findings: dict[str, str] = field(default_factory=dict)
    answers: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def app(self) -> Flask:
        return self.walk.world.front.apps[self.service]

    def explore(self) -> None:
        schema = schemathesis.openapi.from_dict(openapi(self.app), config=SchemathesisConfig.from_dict(CONFIG))
        schema.app = self.app
        for result in schema.get_all_operations():
            operation = result.ok()
            for who, parameters in self._ways(operation):
                for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                    self._play(operation, who, parameters, mode)

    def _ways(self, operation: APIOperation[Any, Any, Any, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        """Who may do this, and to which records. In the short form one of them."""
        adapter = self.app.url_map.bind("")
        for row in TABLE:
            if row.service != self.service or row.method != operation.method.upper():
                continue
            rule, values = adapter.match(self.walk.path(row).split("?")[0], row.method, return_rule=True)
            if _written(rule.rule) == operation.path:
                yield from ((who, {name: str(value) for name, value in values.items()}) for who in _askers(row))
                if not AT_LENGTH:
                    return

    def _play(self, operation: Any, who: str, parameters: dict[str, str], mode: GenerationMode) -> None:
        strategy = operation.as_strategy(generation_mode=mode, path_parameters=parameters or None)

        @seed(SEED)
        @settings(
            max_examples=EXAMPLES,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def play(case: Case) -> None:
            self._ask(case, who)

        try:
            play()
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE, operation.label  # it has nothing that could be wrong

    def _ask(self, case: Case, who: str) -> None:
        token = self.walk.apis[WHO[who]].token
        headers = {"If-Match": "*"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self.asked += 1
        with undone(self.app), on(TODAY):
            response = case.call(app=self.app, headers=headers)
            self.answers[response.status_code] += 1
            try:
                case.validate_response(response, headers=headers, transport_kwargs={"app": self.app})
            except* Failure as failures:
                for one in failures.exceptions:
                    self._note(case, who, one)

    def _note(self, case: Case, who: str, failure: Any) -> None:
        key = f"{case.operation.label}: {failure.title}"
        self.findings.setdefault(key, f"{who} {failure.message[:500]} body={str(case.body)[:600]} query={case.query}")


def _askers(row: Row) -> list[str]:
    """Those who may, else somebody of those who may not."""
    may = [who for who, answer in zip(WHO, row.expected, strict=True) if answer not in REFUSED]
    return (may or list(WHO))[:ASKERS]


def _written(rule: str) -> str:
    """A route's path as OpenAPI writes it: `/cases/<uuid:id>` as `/cases/{id}`."""
    parts = [part.partition(">") for part in rule.split("<")]
    return parts[0][0] + "".join(f"{{{name.rpartition(':')[2]}}}{rest}" for name, _, rest in parts[1:])
