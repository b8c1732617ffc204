import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from shared import clock
from shared.contracts import ALL, export
from shared.contracts.asyncapi import ENVELOPE
from shared.contracts.compatibility import all_breaking_changes, breaking_changes
from shared.contracts.json_schema import schema_of, wire_example
from shared.contracts.referrals import REFERRAL_ACCEPTED
from shared.eventing.contract import EventType
from shared.eventing.envelope import Envelope

Json = dict[str, Any]

every_event = pytest.mark.parametrize("event", ALL, ids=lambda event: event.name)


def test_no_contract_changed_in_a_way_that_old_consumers_or_events_cannot_survive() -> None:
    assert all_breaking_changes(export.released_schemas(export.FOLDER), export.generated_schemas()) == []


def test_the_committed_files_say_what_the_contracts_say() -> None:
    assert export.outdated(export.FOLDER) == []


@every_event
def test_the_schema_is_sound_and_describes_the_example_on_the_wire(event: EventType) -> None:
    schema = schema_of(event)
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in checker.iter_errors(wire_example(event))] == []


@every_event
def test_a_personal_field_in_the_clear_does_not_fit_the_schema(event: EventType) -> None:
    checker = Draft202012Validator(schema_of(event))
    for name, _ in event.sealed_fields():
        in_the_clear = {**wire_example(event), name: event.example[name]}
        assert not checker.is_valid(in_the_clear), name


@every_event
def test_what_is_found_inside_a_sealed_field_fits_its_description(event: EventType) -> None:
    properties = schema_of(event)["properties"]
    for name, _ in event.sealed_fields():
        Draft202012Validator(properties[name]["x-plaintext"]).validate(event.example[name])


def test_every_reference_of_the_catalogue_leads_somewhere() -> None:
    catalogue = yaml.safe_load((export.FOLDER / "asyncapi.yaml").read_text())
    references = list(_references(catalogue))
    assert len(references) > 2 * len(ALL)
    for reference in references:
        assert _found(catalogue, reference), reference


def test_the_catalogue_describes_the_headers_that_are_sent() -> None:
    full = Envelope(
        id=uuid4(),
        type="opora.cases.case.opened.v1",
        source="/cases",
        subject=str(uuid4()),
        time=clock.system(),
        sequence=1,
        correlation=uuid4(),
        causation=uuid4(),
        traceparent="00-0-0-01",
        snapshot=True,
    )
    sent = {name: value.decode() for name, value in full.headers()}
    assert sent.keys() == ENVELOPE["properties"].keys()
    Draft202012Validator(ENVELOPE).validate(sent)


# Each kind of breakage, done to a copy of a released schema. On the left what a reader of a failure sees.
def _remove_field(schema: Json) -> None:
    del schema["properties"]["reference"]
    schema["required"].remove("reference")


def _require_new_field(schema: Json) -> None:
    schema["properties"]["weather"] = {"type": "string"}
    schema["required"].append("weather")


def _require_optional_field(schema: Json) -> None:
    schema["required"].append("hint")


def _give_no_longer_always(schema: Json) -> None:
    schema["required"].remove("urgency")


def _change_type(schema: Json) -> None:
    schema["properties"]["reference"]["type"] = "integer"


def _change_format(schema: Json) -> None:
    schema["properties"]["submitted_at"]["format"] = "date"


def _allow_null(schema: Json) -> None:
    schema["properties"]["referral"]["type"] = ["string", "null"]


def _forbid_null(schema: Json) -> None:
    schema["properties"]["worker"]["type"] = "string"


def _remove_code(schema: Json) -> None:
    schema["properties"]["urgency"]["enum"].remove("routine")


def _remove_code_in_list(schema: Json) -> None:
    schema["properties"]["reasons"]["items"]["enum"].remove("few_contacts")


def _free_codes(schema: Json) -> None:
    del schema["properties"]["urgency"]["enum"]


def _remove_nested_field(schema: Json) -> None:
    del schema["properties"]["basis"]["properties"]["given_on"]
    schema["properties"]["basis"]["required"].remove("given_on")


def _remove_sealed_nested_field(schema: Json) -> None:
    member = schema["properties"]["members"]["x-plaintext"]["items"]
    del member["properties"]["age"]
    member["required"].remove("age")


def _narrow_range_inside_seal(schema: Json) -> None:
    schema["properties"]["members"]["x-plaintext"]["items"]["properties"]["age"]["minimum"] = 3


def _unseal(schema: Json) -> None:
    schema["properties"]["narrative"] = {"type": "string"}


def _seal(schema: Json) -> None:
    schema["properties"]["reference"] = copy.deepcopy(schema["properties"]["narrative"])


def _change_audience(schema: Json) -> None:
    schema["properties"]["phone"]["x-audience"] = "contacts"


def _change_topic(schema: Json) -> None:
    schema["x-topic"] = "opora.families"


def _change_key(schema: Json) -> None:
    schema["x-key"] = "family"


BREAKAGES: list[tuple[Callable[[Json], None], str]] = [
    (_remove_field, "reference: removed"),
    (_require_new_field, "weather: newly required"),
    (_require_optional_field, "hint: newly required"),
    (_give_no_longer_always, "urgency: no longer always given"),
    (_change_type, "reference: type changed"),
    (_change_format, "submitted_at: format changed"),
    (_allow_null, "referral: type changed"),
    (_forbid_null, "worker: type changed"),
    (_remove_code, "urgency: code routine removed"),
    (_remove_code_in_list, "reasons: code few_contacts removed"),
    (_free_codes, "urgency: enum changed"),
    (_remove_nested_field, "basis.given_on: removed"),
    (_remove_sealed_nested_field, "members.age: removed"),
    (_narrow_range_inside_seal, "members.age: minimum changed"),
    (_unseal, "narrative: x-audience changed"),
    (_seal, "reference: x-audience changed"),
    (_change_audience, "phone: x-audience changed"),
    (_change_topic, "type: x-topic changed"),
    (_change_key, "type: x-key changed"),
]


@pytest.mark.parametrize(("breakage", "told"), BREAKAGES, ids=[told for _, told in BREAKAGES])
def test_each_kind_of_breakage_is_told(breakage: Callable[[Json], None], told: str) -> None:
    released = _released()
    generated = copy.deepcopy(released)
    breakage(generated)
    assert told in list(breaking_changes(released, generated))


def test_an_optional_field_a_code_and_other_words_break_nothing() -> None:
    released = _released()
    generated = copy.deepcopy(released)
    generated["properties"]["weather"] = {"type": "string"}
    generated["properties"]["basis"]["properties"]["place"] = {"type": "string"}
    generated["properties"]["urgency"]["enum"].append("whenever")
    generated["properties"]["urgency"]["description"] = "How soon."
    assert list(breaking_changes(released, generated)) == []


def test_a_type_that_is_no_longer_published_breaks_and_a_new_one_does_not() -> None:
    one = _released()
    assert all_breaking_changes({}, {"opora.new.v1": one}) == []
    assert all_breaking_changes({"opora.old.v1": one}, {}) == ["opora.old.v1: the type is no longer published"]


def test_the_export_overwrites_no_released_contract_with_a_breaking_change(tmp_path: Path) -> None:
    released = schema_of(REFERRAL_ACCEPTED)
    released["properties"]["former"] = {"type": "string"}
    file = tmp_path / f"{REFERRAL_ACCEPTED.name}.schema.json"
    file.write_text(json.dumps(released))
    ran = _export(tmp_path)
    assert ran.exit_code == 1
    assert "former: removed" in ran.output
    assert json.loads(file.read_text()) == released
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_the_export_writes_everything_once_and_then_finds_nothing_to_do(tmp_path: Path) -> None:
    assert _export(tmp_path, "--check").exit_code == 1
    assert list(tmp_path.iterdir()) == []
    assert _export(tmp_path).exit_code == 0
    assert _export(tmp_path, "--check").exit_code == 0
    assert len(list(tmp_path.iterdir())) == len(ALL) + 2


def _export(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(export.main, ["--folder", str(folder), *options])


def _released() -> Json:
    """A released schema with one optional field more, so that every kind of breakage can be done to it."""
    schema = copy.deepcopy(schema_of(REFERRAL_ACCEPTED))
    schema["properties"]["hint"] = {"type": "string"}
    return schema


def _references(node: Any) -> Any:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _found(catalogue: Json, reference: str) -> bool:
    if not reference.startswith("#/"):
        return (export.FOLDER / reference).is_file()
    node = catalogue
    for step in reference[2:].split("/"):
        if step not in node:
            return False
        node = node[step]
    return True
