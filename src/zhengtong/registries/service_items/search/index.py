"""Generations of the index on disk: built aside, swapped in one rename, opened when they appear."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock
from pathlib import Path
from uuid import uuid4

import tantivy

from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.search.schema import FACETS, ItemDocument, get_schema
from zhengtong.registries.service_items.search.words import Words, plain
from zhengtong.registries.service_items.types.search import Facet

LAYOUT = "3"
HEAP_BYTES = 64_000_000
Labels = dict[Facet, dict[str, LocalisedText]]


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete index, of the catalogue that carried ``stamp``."""

    name: str
    stamp: str
    searcher: tantivy.Searcher
    labels: Mapping[Facet, Mapping[str, LocalisedText]]
    valid_before: date | None


class Library:
    """The generations of one catalogue below one folder.

    Guarantee: a reader sees the old generation or the new one, whole, never a mixture.
    """

    def __init__(self, folder: Path, words: Words) -> None:
        self._folder = folder
        self._words = words
        self._opened: Generation | None = None
        self._seen_ns = 0

    @property
    def words(self) -> Words:
        """Return how this library cuts texts."""
        return self._words

    def current(self) -> Generation | None:
        """Return the newest generation, opening it when it is new to this process."""
        sign = self._folder / "current"
        try:
            changed_ns = sign.stat().st_mtime_ns
        except FileNotFoundError:
            return None
        if self._opened is None or changed_ns != self._seen_ns:
            self._opened, self._seen_ns = self._open(sign.read_text(encoding="utf-8")), changed_ns
        return self._opened

    def _open(self, name: str) -> Generation | None:
        folder = self._folder / name
        try:
            card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        if card["layout"] != LAYOUT:
            return None
        index = tantivy.Index(get_schema(), path=str(folder), reuse=True)
        labels = {
            Facet(facet): {value: LocalisedText(*texts) for value, texts in values.items()}
            for facet, values in card["labels"].items()
        }
        until = card["valid_before"]
        valid_before = date.fromisoformat(until) if until else None
        return Generation(name, card["stamp"], index.searcher(), labels, valid_before)

    @contextmanager
    def building(self, *, wait: bool = True) -> Iterator[bool]:
        """Let one process of this machine build at a time; without ``wait`` say whether it may."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / "lock").open("w") as handle:
            try:
                flock(handle, LOCK_EX if wait else LOCK_EX | LOCK_NB)
            except BlockingIOError:
                yield False
                return
            try:
                yield True
            finally:
                flock(handle, LOCK_UN)

    def build(
        self, documents: Iterable[ItemDocument], *, stamp: str, valid_before: date | None
    ) -> int:
        """Write a generation of these documents, best first, make it current; return their number.

        Call it inside ``building()``; the generation before the last one is removed.
        """
        name = f"g{uuid4().hex[:12]}"
        folder = self._folder / name
        folder.mkdir(parents=True)
        index = tantivy.Index(get_schema(), path=str(folder))
        writer = index.writer(HEAP_BYTES, 1)
        labels: Labels = {facet: {} for facet in Facet}
        count = 0
        for count, document in enumerate(documents, start=1):
            writer.add_document(self._document(document, rank=count))
            for facet, values in document.labels.items():
                labels[facet].update(values)
        writer.commit()
        writer.wait_merging_threads()
        self._write_card(folder, stamp, valid_before, labels)
        self._swap(name)
        return count

    @staticmethod
    def _write_card(folder: Path, stamp: str, valid_before: date | None, labels: Labels) -> None:
        texts = {
            facet.value: {value: [text.zh, text.en] for value, text in values.items()}
            for facet, values in labels.items()
        }
        until = valid_before.isoformat() if valid_before else ""
        card = {"layout": LAYOUT, "stamp": stamp, "valid_before": until, "labels": texts}
        (folder / "card.json").write_text(json.dumps(card, ensure_ascii=False), encoding="utf-8")

    def _swap(self, name: str) -> None:
        sign = self._folder / "current"
        before = sign.read_text(encoding="utf-8") if sign.exists() else ""
        fresh = self._folder / f"current.{name}"
        fresh.write_text(name, encoding="utf-8")
        fresh.replace(sign)
        for folder in self._folder.glob("g*"):
            if folder.name not in {name, before}:
                shutil.rmtree(folder, ignore_errors=True)

    def _document(self, item: ItemDocument, *, rank: int) -> tantivy.Document:
        words = self._words
        place = f"{item.department.zh} {item.division_name.zh}"
        kept = {
            "code": item.code,
            "title": item.name.zh,
            "title_en": item.name.en,
            "department_zh": item.department.zh,
            "department_en": item.department.en,
            "division_zh": item.division_name.zh,
            "division_en": item.division_name.en,
            "power": item.power,
            "channel": item.channel.value,
            "promised_zh": item.promised.zh if item.promised else "",
            "promised_en": item.promised.en if item.promised else "",
        }
        searched = {
            "name": " ".join(dict.fromkeys(words.of_document(f"{item.name.zh} {item.name.en}"))),
            "other_names": " ".join(words.of_document(item.other_names)),
            "department": " ".join(words.of_document(place)),
            "text": " ".join(words.of_document(item.text)),
            "whole_name": [words.official(item.name.zh)],
            "whole_other": [words.official(name) for name in item.other_names.split("\n")],
            "heads": words.heads_of(item.name.zh),
            "parts": _code_parts(item.code),
            "starts": words.starts_of(*_names(item)),
        }
        facets = {FACETS[facet]: list(values) for facet, values in item.facets.items()}
        prior = 2.0**item.factor - 2.0
        fields: dict[str, object] = {**kept, **searched, **facets}
        listed = {
            key: value if isinstance(value, list) else [value] for key, value in fields.items()
        }
        return tantivy.Document(**listed, rank=[rank], prior=[max(prior, 0.0)])


def _names(item: ItemDocument) -> list[str]:
    return list(dict.fromkeys([item.name.zh, *item.other_names.split("\n")]))


def _code_parts(code: str) -> list[str]:
    """Return a code and the parts people know it by: the body, the base code, the 31 characters."""
    parts = [code, code[:31], code[:18], code[19:31]]
    return list(dict.fromkeys(plain(part) for part in parts))
