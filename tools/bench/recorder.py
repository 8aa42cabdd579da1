"""Writes down what the platform sends to the database while it performs an act."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from tools.bench.recipes import Act, Sent

ROWS = 3


@contextmanager
def recording(name: str, given: dict[str, str]) -> Iterator[Act]:
    """Write down every statement sent inside the block, with its values and first answers."""
    act = Act(name, given)

    def note(
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,  # noqa: FBT001 - as Django calls it
        context: dict[str, Any],
    ) -> Any:
        result = execute(sql, params, many, context)
        answer = context["cursor"].cursor.pgresult
        is_atomic = context["connection"].in_atomic_block
        act.sent.append(Sent(sql, tuple(map(_plain, params or ())), _rows(answer), is_atomic))
        return result

    with connection.execute_wrapper(note):
        yield act


def _rows(answer: Any) -> list[list[str | None]]:
    if answer is None:
        return []
    return [
        [_text(answer.get_value(row, column)) for column in range(answer.nfields)]
        for row in range(min(answer.ntuples, ROWS))
    ]


def _plain(value: Any) -> Any:
    """Return a value without its class, so that the runners need nothing of the platform's."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, psycopg.Binary):
        return bytes(value.obj)
    return value


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "replace")
