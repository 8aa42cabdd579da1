"""The platform's own definitions: checked against the schema, the rules and their examples."""

import json
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from zhengtong.registries.service_items.compiler.check import check_text
from zhengtong.registries.service_items.compiler.examples import run_examples
from zhengtong.registries.service_items.compiler.meanings import MEANINGS
from zhengtong.registries.service_items.compiler.publishing import (
    parts_of,
    published_schema,
    reference_page,
    schema_text,
)
from zhengtong.registries.service_items.services import register_for
from zhengtong.registries.service_items.testing import DEFINITIONS, LAW_FIRM_CODE, make_item
from zhengtong.registries.service_items.types import Special, StepKind, all_steps

FILES = sorted(DEFINITIONS.glob("*/item.yaml"))
SCHEMA = DEFINITIONS / "schema" / "service-v1.json"


def checked(file: Path):
    return check_text(file.read_text(encoding="utf-8"), register_for(DEFINITIONS, offline=True))


def by_slug():
    return {file.parent.name: checked(file).definition for file in FILES}


def test_there_are_eight_of_different_kinds():
    known = by_slug()

    assert len(known) == 8
    assert known["law-firm-establishment"].implementation.code == LAW_FIRM_CODE
    assert known["radio-frequency-reissue"].time.promised.amount == 0
    assert known["vehicle-registration"].fees
    assert known["exam-exemption"].item.power == "confirmation"
    assert known["work-registration"].item.power == "public_service"
    pingtan = list(all_steps(known["project-land-planning"].process))
    assert Special.EXPERT_REVIEW in {step.special for step in pingtan}
    assert sum(step.kind is StepKind.REVIEW for step in pingtan) == 5


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_definition_has_neither_fault_nor_warning(file):
    assert checked(file).faults == ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_its_examples_come_true(file):
    result = checked(file)

    assert len(result.definition.examples) >= 2
    assert run_examples(result.definition, result.mark_of) == ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_everything_people_read_has_an_english_text(file):
    definition = checked(file).definition
    texts = [
        definition.item.name,
        definition.summary,
        definition.implementation.department,
        *(group.group for group in definition.form),
        *(field.label for group in definition.form for field in group.fields),
        *(field.hint for group in definition.form for field in group.fields if field.hint),
        *(c.label for g in definition.form for field in g.fields for c in field.choices),
        *(material.name for material in definition.materials),
        *(condition.unless_met for condition in definition.conditions),
        *(fee.name for fee in definition.fees),
        *(step.title for step in all_steps(definition.process)),
    ]

    assert [text.zh for text in texts if not text.en] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_definition_is_valid_by_the_published_schema(file):
    text = file.read_text(encoding="utf-8")
    document = YAML(typ="safe", pure=True).load(text)

    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert text.startswith("# yaml-language-server: $schema=../schema/service-v1.json\n")


def test_the_published_schema_is_that_of_the_code():
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "zhengtong item schema"


def test_the_page_of_reference_is_that_of_the_code():
    page = DEFINITIONS.parent / "docs" / "reference" / "service-definition.md"

    assert page.read_text(encoding="utf-8") == reference_page(), "zhengtong item schema"


def test_every_key_has_a_meaning_and_every_meaning_a_key():
    keys = {name: set(part["properties"]) for name, part in parts_of(published_schema())}

    assert {name: set(meanings) for name, meanings in MEANINGS.items()} == keys


@pytest.mark.django_db
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_a_definition_can_be_published_and_read_back(file):
    version = make_item(file.parent.name)

    assert version.definition == checked(file).definition
    assert version.number == 1
