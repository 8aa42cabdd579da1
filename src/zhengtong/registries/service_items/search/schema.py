"""The layout of the index, and what one document of it carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import tantivy

from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.types.search import Channel, Facet

WEIGHTS = {"name": 4.0, "other_names": 2.5, "department": 1.5, "text": 0.6, "parts": 8.0}
FACETS = {facet: f"facet_{facet.value}" for facet in Facet}
KEPT = (
    "code",
    "title",
    "title_en",
    "department_zh",
    "department_en",
    "division_zh",
    "division_en",
    "power",
    "channel",
    "promised_zh",
    "promised_en",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDocument:
    """What the index knows of an item; ``labels`` names the values of its facets."""

    code: str
    name: LocalisedText
    other_names: str
    department: LocalisedText
    division_name: LocalisedText
    power: str
    channel: Channel
    promised: LocalisedText | None
    text: str
    facets: Mapping[Facet, tuple[str, ...]]
    labels: Mapping[Facet, Mapping[str, LocalisedText]]
    factor: float


@cache
def get_schema() -> tantivy.Schema:
    """Return the schema; changing it needs a new ``LAYOUT`` in ``index``."""
    builder = tantivy.SchemaBuilder()
    for field in KEPT:
        builder.add_text_field(field, stored=True, tokenizer_name="raw", index_option="basic")
    for field in ("name", "other_names", "department", "text"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    for field in ("whole_name", "whole_other", "heads", "parts", "starts"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in FACETS.values():
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("rank", fast=True)
    builder.add_float_field("prior", fast=True)
    schema: tantivy.Schema = builder.build()
    return schema
