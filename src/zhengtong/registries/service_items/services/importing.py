"""Importing somebody's list of items: every row kept, nothing half-written, twice is once."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import connection, transaction

from zhengtong.core.actors import Actor
from zhengtong.core.digests import sm3_hex
from zhengtong.foundation.ledger import services as ledger
from zhengtong.registries.service_items.importer.judgements import Repetitions, judge
from zhengtong.registries.service_items.importer.mapping import ListMapping, read_mapping
from zhengtong.registries.service_items.importer.rows import ReadRow, read_row
from zhengtong.registries.service_items.importer.sources import SourceRow, read_rows
from zhengtong.registries.service_items.models import CatalogueItem
from zhengtong.registries.service_items.services.catalogue import touch_catalogue, with_definition
from zhengtong.registries.service_items.types.guides import GuideElement as El
from zhengtong.registries.service_items.types.importing import Doubt, DoubtKind, ImportReport

BATCH = 500
IMPORTER_LOCK = 0x6974656D  # "item": imports wait for each other
TELLING = ("elements", "original", "doubtful", "source", "digest", "changed_at")
NAMING = (
    *("base_code", "name", "body_uscc", "department", "division_code", "division_name", "level"),
    *("power", "audience", "themes", "is_online"),
)
IN_COLUMNS = {
    *(El.CODE, El.BASE_CODE, El.NAME, El.BODY, El.BODY_USCC, El.DIVISION, "division_code"),
    *(El.LEVEL, El.POWER, El.AUDIENCE),
}


@dataclass(slots=True)
class _Tally:
    """What the import has come to so far."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    unusable: int = 0
    codes: set[str] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)


@transaction.atomic
def import_items(
    *,
    file: Path,
    mapping_file: Path,
    actor: Actor,
    at: datetime,
    on_row: Callable[[int], None] | None = None,
) -> ImportReport:
    """Import a list through its mapping and return what was kept and what is doubtful.

    An item published here keeps what its definition says; its row fills the rest of its guide.
    Items of an earlier import that are missing now stay, and are counted as ``absent``.

    Raises: ``MappingFaultyError``, ``ListUnreadableError``; then nothing is imported.
    Guarantee: all or nothing; the same list again changes nothing.
    """
    mapping = read_mapping(mapping_file)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORTER_LOCK])
    tally = _Tally()
    for batch in _batches(_read(read_rows(file, mapping), mapping, tally, on_row)):
        _write(batch, tally, at)
    of_source = CatalogueItem.objects.filter(source=mapping.name)
    absent = of_source.exclude(code__in=tally.codes).count()
    report = ImportReport(
        rows=tally.rows,
        created=tally.created,
        updated=tally.updated,
        unchanged=tally.unchanged,
        unusable=tally.unusable,
        absent=absent,
        doubts=tuple(tally.doubts),
    )
    if report.changes:
        touch_catalogue()
        detail = {"rows": report.rows, "created": report.created, "updated": report.updated}
        ledger.record(
            action="service_items.imported",
            subject=mapping.name,
            actor=actor,
            at=at,
            detail={**detail, "doubts": len(report.doubts)},
        )
    return report


def _read(
    rows: Iterable[SourceRow],
    mapping: ListMapping,
    tally: _Tally,
    on_row: Callable[[int], None] | None,
) -> Iterator[ReadRow]:
    """Yield the rows that can be kept, each judged; what cannot be kept is counted and named."""
    repetitions = Repetitions()
    for number, original in enumerate(rows, start=1):
        row = read_row(number, original, mapping)
        is_kept = row.is_usable
        if is_kept:
            judge(row)
            is_kept = not repetitions.is_repeated(row)
        else:
            reason = "缺少编码、名称、部门、类型或地区，无法建立事项，未采用"
            row.doubt_cell("整行", original, DoubtKind.ROW_UNUSABLE, reason, kept=None)
        tally.rows = number
        tally.doubts += row.doubts
        if on_row is not None:
            on_row(number)
        if is_kept:
            yield row
        else:
            tally.unusable += 1


def _batches(rows: Iterator[ReadRow]) -> Iterator[list[ReadRow]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _write(batch: list[ReadRow], tally: _Tally, at: datetime) -> None:
    """Insert what is new and update what has changed, two or three statements a batch."""
    fresh = {row.text(El.CODE): _item(row, at) for row in batch}
    tally.codes |= fresh.keys()
    known = {item.code: item for item in _known(fresh)}
    created = [item for code, item in fresh.items() if code not in known]
    changed = [
        _with_key(fresh[code], before)
        for code, before in known.items()
        if fresh[code].digest != before.digest
    ]
    CatalogueItem.objects.bulk_create(created)
    guides = [item for item in changed if item.defined_from is not None]
    others = [item for item in changed if item.defined_from is None]
    CatalogueItem.objects.bulk_update(others, [*NAMING, *TELLING])
    CatalogueItem.objects.bulk_update(guides, TELLING)
    tally.created += len(created)
    tally.updated += len(changed)
    tally.unchanged += len(fresh) - len(created) - len(changed)


def _known(fresh: Iterable[str]) -> Iterable[CatalogueItem]:
    items = CatalogueItem.objects.only("pk", "code", "digest", "defined_from", "elements")
    return items.filter(code__in=list(fresh))


def _with_key(item: CatalogueItem, before: CatalogueItem) -> CatalogueItem:
    item.pk, item.defined_from = before.pk, before.defined_from
    if before.defined_from is not None:
        item.elements = with_definition(item.elements, before.elements)
    return item


def _item(row: ReadRow, at: datetime) -> CatalogueItem:
    kept = {key: value for key, value in row.elements.items() if key not in IN_COLUMNS}
    item = CatalogueItem(
        code=row.text(El.CODE),
        base_code=row.text(El.BASE_CODE)[:12],
        name=row.text(El.NAME),
        body_uscc=row.text(El.BODY_USCC)[:18],
        department=row.text(El.BODY),
        division_code=row.text("division_code")[:12],
        division_name=row.text(El.DIVISION),
        level=row.text(El.LEVEL),
        power=row.text(El.POWER),
        audience=row.texts(El.AUDIENCE),
        themes=row.texts(El.THEMES),
        is_online=row.elements.get(El.IS_ONLINE) is True,
        elements={str(key): value for key, value in kept.items()},
        original=row.original,
        doubtful=sorted(str(target) for target in row.doubtful),
        source=row.mapping.name,
        changed_at=at,
    )
    item.digest = _digest(item)
    return item


def _digest(item: CatalogueItem) -> str:
    """Return the digest of all that an import writes, so that a changed mapping counts too."""
    columns = [getattr(item, name) for name in (*NAMING, *TELLING[:4])]
    return sm3_hex(json.dumps(columns, ensure_ascii=False, sort_keys=True).encode())
