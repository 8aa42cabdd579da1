"""Expressions see what they name, and never raise while somebody is still typing."""

import pytest

from zhengtong.registries.service_items.types import Expression, Truth

SEEN = {
    "form": {"a": 3, "b": "x", "rows": [{"n": 1}, {"n": 2}], "kind": {"x": 5}},
    "materials": {"m": {"committed": True}},
}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        pytest.param("form.a + 1", 4, id="one field"),
        pytest.param("form['b']", "x", id="by a text in brackets"),
        pytest.param("size(form)", 4, id="the whole form"),
        pytest.param("form.rows.map(r, r.n)", [1, 2], id="rows through a macro"),
        pytest.param("form.rows[1].n", 2, id="one row"),
        pytest.param("form.rows.filter(r, r.n > 1).size()", 1, id="a chain"),
        pytest.param("has(form.c)", False, id="a missing answer may be asked for"),
        pytest.param("has(form.a) && form.a == 3", True, id="guarded"),
        pytest.param("form.b == 'form.a'", False, id="a literal is no path"),
        pytest.param("form.kind['x']", 5, id="brackets after a member"),
        pytest.param("materials.m.committed && form . a > 2", True, id="two variables, blanks"),
    ],
)
def test_an_expression_sees_everything_it_may_mean(source, value):
    assert Expression(source).evaluate(SEEN) == value


@pytest.mark.parametrize(
    ("source", "truth"),
    [
        pytest.param("form.a > 2", Truth.MET, id="holds"),
        pytest.param("form.a > 5", Truth.UNMET, id="does not hold"),
        pytest.param("form.c > 5", Truth.UNKNOWN, id="not answered yet"),
        pytest.param("form.b > 5", Truth.UNKNOWN, id="not a number"),
        pytest.param("form.a / 0 > 1", Truth.UNKNOWN, id="no such quotient"),
        pytest.param("form.rows[9].n > 1", Truth.UNKNOWN, id="no such row"),
        pytest.param("form.a", Truth.UNKNOWN, id="neither true nor false"),
        pytest.param("nothing.a > 1", Truth.UNKNOWN, id="no such variable"),
    ],
)
def test_what_cannot_be_judged_is_unknown(source, truth):
    assert Expression(source).judge(SEEN) is truth


def test_what_does_not_parse_is_refused_at_once():
    with pytest.raises(ValueError, match="parse"):
        Expression("form.a >")
