"""Which limit the law sets for an item follows from its definition."""

import json

import pytest

from zhengtong.casework.cases.rules import (
    deciding_body,
    extension_rule,
    is_handled_jointly,
    is_lower_level_review,
)
from zhengtong.casework.cases.rules.limits import BY_THE_GOVERNMENT, BY_THE_HEAD
from zhengtong.casework.cases.testing import STRAIGHT, document_of
from zhengtong.foundation.organisations.testing import CITY_JUSTICE, PROVINCE_JUSTICE
from zhengtong.registries.service_items.types import Definition, all_steps


def definition(process):
    return Definition.model_validate_json(json.dumps(document_of(process=process)))


def step(name, body, **more):
    return {"step": name, "kind": "review", "by": {"body": body, "post": "reviewer"}, **more}


ACCEPT = {"step": "accept", "by": {"body": "implementing", "post": "counter"}}
DECIDE = {"step": "decide", "by": {"body": "implementing", "post": "decider"}}
OWN_PARALLEL = {"parallel": [step("one", "implementing"), step("two", "implementing")]}
JOINT = {"parallel": [step("one", "implementing"), step("two", PROVINCE_JUSTICE)]}
NESTED = {"choice": [{"when": "form.purpose == 'a'", "then": [JOINT]}], "otherwise": []}


@pytest.mark.parametrize(
    ("process", "is_joint"),
    [
        pytest.param(STRAIGHT, False, id="a lower body reviews, a higher one decides"),
        pytest.param([ACCEPT, OWN_PARALLEL, DECIDE], False, id="one body in two rooms at once"),
        pytest.param([ACCEPT, JOINT, DECIDE], True, id="two bodies at once"),
        pytest.param([ACCEPT, NESTED, DECIDE], True, id="two bodies at once in a branch"),
    ],
)
def test_an_item_of_several_bodies_at_once_is_handled_jointly(process, is_joint):
    item = definition(process)

    assert is_handled_jointly(item) is is_joint
    assert extension_rule(item) == (BY_THE_GOVERNMENT if is_joint else BY_THE_HEAD)


@pytest.mark.parametrize(
    ("process", "lower"),
    [
        pytest.param(STRAIGHT, ["review"], id="the city examines, the province decides"),
        pytest.param([ACCEPT, OWN_PARALLEL, DECIDE], [], id="one body does it all"),
        pytest.param([ACCEPT, JOINT, STRAIGHT[2]], ["one"], id="only the lower body's own step"),
    ],
)
def test_only_the_lower_bodys_examination_has_the_twenty_days_of_article_43(process, lower):
    item = definition(process)

    steps = all_steps(item.process)
    assert [one.step for one in steps if is_lower_level_review(item, one)] == lower


def test_who_decides_is_named_by_the_last_decision():
    assert deciding_body(definition(STRAIGHT)) == PROVINCE_JUSTICE
    assert deciding_body(definition([ACCEPT, DECIDE])) == CITY_JUSTICE
