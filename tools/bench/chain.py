"""Performing recipes: split at transaction boundaries, then statement by statement."""

import pickle
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from pathlib import Path
from typing import Any

from tools.bench.recipes import PADDED, Recipe, Statement

Send = Callable[[Statement, list[Any]], Sequence[Sequence[Any]]]
Part = tuple[bool, tuple[Statement, ...]]


def load_parts(file: Path) -> dict[str, list[Part]]:
    """Return every act of the bench's file, cut where a transaction begins or ends."""
    recipes: tuple[Recipe, ...] = pickle.loads(file.read_bytes())  # noqa: S301 - our own file
    return {recipe.name: parts_of(recipe) for recipe in recipes}


def parts_of(recipe: Recipe) -> list[Part]:
    """Return the statements by transaction: those inside one, those outside."""
    groups = groupby(recipe.statements, key=lambda one: one.is_atomic)
    return [(is_atomic, tuple(group)) for is_atomic, group in groups]


def perform(
    parts: Sequence[Part],
    known: dict[str, str],
    send: Send,
    transaction: Callable[[], AbstractContextManager[object]],
) -> None:
    """Perform an act; ``known`` gains what later acts need from the answers."""
    for is_atomic, statements in parts:
        if is_atomic:
            with transaction():
                _send_all(statements, known, send)
        else:
            _send_all(statements, known, send)


def _send_all(statements: Sequence[Statement], known: dict[str, str], send: Send) -> None:
    for statement in statements:
        values = [value.fill(known) for value in statement.values]
        rows = send(statement, values)
        if statement.wanted and not rows:
            raise LookupError(f"no answer to {statement.sql} {values}")
        for name, row, column in statement.wanted:
            value = str(rows[row][column])
            known[name] = value
            if value.isdigit():
                known[PADDED.format(name)] = f"{int(value):04d}"
