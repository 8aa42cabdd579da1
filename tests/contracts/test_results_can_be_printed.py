"""What a service item ends in is a licence type that exists, and that its examples can fill."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.conf import settings
from ruamel.yaml import YAML

from zhengtong.core.actors import SYSTEM
from zhengtong.foundation.organisations.testing import make_body
from zhengtong.registries.licences.selectors import get_licence, get_type
from zhengtong.registries.licences.services import issue_licence
from zhengtong.registries.licences.types import Holder, HolderKind, LicenceOrder
from zhengtong.registries.service_items.types import Definition, all_steps
from zhengtong.registries.service_items.types.program import ItemProgram

AT = datetime(2026, 11, 20, 10, 30, 12, 345678, tzinfo=timezone(timedelta(hours=8)))
ANYTHING = "20261120"
"""Stands for answers that an example leaves out: it reads as a text, an amount and a date."""

DEFINITIONS = [
    Definition.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    for path in sorted(Path(settings.DEFINITIONS_DIR).glob("*/item.yaml"))
]
GRANTED = [
    pytest.param(definition, example, id=f"{definition.item.name.zh}：{example.name}")
    for definition in DEFINITIONS
    for example in definition.examples
    if definition.result and example.expect.eligible and example.expect.steps
]


def deciding_body(definition):
    """Return the body in whose name the licence is issued, as casework takes it."""
    bodies = [step.by.body for step in all_steps(definition.process) if step.step == "decide"]
    named = [body for body in bodies if body != "implementing"]
    return (named or [definition.implementation.body])[-1]


def test_there_are_examples_to_print():
    results = {definition.result.licence_type for definition in DEFINITIONS if definition.result}
    printed = {case.values[0].result.licence_type for case in GRANTED}
    assert printed == results
    assert len(results) >= 8


@pytest.mark.django_db
@pytest.mark.parametrize(("definition", "example"), GRANTED)
def test_a_granted_example_becomes_a_licence(definition, example):
    program = ItemProgram(definition)
    stated = program.licence_facts(program.read_form(example.given.form))
    order = LicenceOrder(
        type_code=definition.result.licence_type,
        holder=Holder(HolderKind.NATURAL_PERSON, "陈晓明", "440106197001011000"),
        issuer=make_body(deciding_body(definition)).uscc,
        key="example",
        facts={name: fact or ANYTHING for name, fact in stated.items()},
        valid=definition.result.valid,
    )

    identifier = issue_licence(order=order, actor=SYSTEM, at=AT)

    assert get_licence(identifier).name.zh == get_type(order.type_code).name.zh
