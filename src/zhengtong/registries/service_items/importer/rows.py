"""One row read through the mapping: elements that are certain, doubts about the rest."""

import json
from dataclasses import dataclass, field

from zhengtong.registries.service_items.importer.mapping import ElementSource, ListMapping
from zhengtong.registries.service_items.importer.normalisers import NORMALISERS, Reading
from zhengtong.registries.service_items.importer.sources import SourceRow
from zhengtong.registries.service_items.types.forms import JsonValue
from zhengtong.registries.service_items.types.guides import GuideElement as El
from zhengtong.registries.service_items.types.importing import Doubt, DoubtKind

LONGEST_SHOWN = 300


@dataclass(slots=True)
class ReadRow:
    """A row with its elements; ``original`` is untouched, ``doubtful`` names doubted elements.

    Units: ``number`` counts records from 1.
    """

    number: int
    original: SourceRow
    mapping: ListMapping
    elements: dict[str, JsonValue] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)

    def text(self, target: str) -> str:
        """Return an element as text; empty when there is none."""
        value = self.elements.get(target)
        return "" if value is None else str(value)

    def texts(self, target: str) -> list[str]:
        """Return an element as a list of texts."""
        value = self.elements.get(target)
        return [str(one) for one in value] if isinstance(value, list) else []

    def doubt(self, target: str, kind: DoubtKind, reason: str) -> None:
        """Doubt the cell that an element comes from."""
        source = self.mapping.elements.get(target)
        column = "+".join(source.columns) if source else target
        given = [self.original.get(name) for name in source.columns] if source else []
        value = given[0] if len(given) == 1 else given
        self.doubt_cell(column, value, kind, reason, kept=self.elements.get(target), target=target)

    def doubt_cell(
        self,
        column: str,
        value: JsonValue,
        kind: DoubtKind,
        reason: str,
        *,
        kept: JsonValue,
        target: str = "",
    ) -> None:
        """Doubt a cell of the source, whether or not an element comes from it."""
        shown, stays = shorten(value), shorten(kept)
        code = self.text(El.CODE)
        self.doubts.append(Doubt(self.number, code, column, shown, kind, reason, stays))
        if target:
            self.doubtful.add(target)

    @property
    def is_usable(self) -> bool:
        """Return whether the row can be kept at all: a code, a name, a body, a kind, a place."""
        needed = (El.CODE, El.NAME, El.BODY, El.BODY_USCC, El.POWER, "division_code")
        return all(self.text(target) for target in needed)


def shorten(value: JsonValue) -> str:
    """Return a cell as one line of the report."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.replace("\r", "").replace("\n", "⏎")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}……"


def read_row(number: int, original: SourceRow, mapping: ListMapping) -> ReadRow:
    """Read every element of a row, noting doubts cell by cell."""
    row = ReadRow(number, original, mapping)
    noted: list[tuple[str, Reading]] = []
    for target, source in mapping.elements.items():
        value, reading = _read(source, original, mapping)
        if value not in (None, "", []):
            row.elements[target] = value
        elif source.required:
            reading.doubt(DoubtKind.REQUIRED_MISSING, "必填而为空")
        noted.append((target, reading))
    for target, reading in noted:
        for kind, reason in reading.doubts:
            row.doubt(target, kind, reason)
    return row


def _read(
    source: ElementSource, original: SourceRow, mapping: ListMapping
) -> tuple[JsonValue, Reading]:
    reading = Reading(frozenset(mapping.none_words))
    cells = [original.get(name) for name in source.columns]
    value: JsonValue = cells[0] if len(cells) == 1 else cells
    for name, argument in source.rules:
        value = NORMALISERS[name].read(value, argument, reading)
    return value, reading
