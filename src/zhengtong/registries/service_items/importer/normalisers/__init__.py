"""The named ways of reading a cell, which a mapping composes; each keeps what it doubts."""

from collections.abc import Mapping

from zhengtong.registries.service_items.importer.normalisers import clauses, codes, texts, values
from zhengtong.registries.service_items.importer.normalisers.reading import (
    Argument,
    Normaliser,
    Reading,
    Shape,
)

__all__ = ["NORMALISERS", "Argument", "Normaliser", "Reading", "Shape"]

NORMALISERS: Mapping[str, Normaliser] = {
    "none_words": Normaliser(texts.read_none_words),
    "prefix": Normaliser(texts.read_prefix),
    "text": Normaliser(texts.read_text, Shape.TEXT),
    "name": Normaliser(texts.read_name, Shape.TEXT),
    "join": Normaliser(texts.read_join, Shape.TEXT),
    "first": Normaliser(texts.read_first, Shape.TEXT),
    "list": Normaliser(texts.read_list, Shape.TEXTS),
    "known": Normaliser(texts.read_known),
    "yes_no": Normaliser(values.read_yes_no, Shape.FLAG),
    "limit": Normaliser(values.read_limit, Shape.LIMIT),
    "phones": Normaliser(values.read_phones, Shape.PHONES),
    "level": Normaliser(codes.read_level, Shape.TEXT),
    "power": Normaliser(codes.read_power, Shape.TEXT),
    "audience": Normaliser(codes.read_audience, Shape.TEXTS),
    "integer": Normaliser(values.read_integer, Shape.NUMBER),
    "url": Normaliser(values.read_url, Shape.TEXT),
    "code": Normaliser(codes.read_code, Shape.TEXT),
    "uscc": Normaliser(codes.read_uscc, Shape.TEXT),
    "uscc_of_code": Normaliser(codes.read_uscc_of_code, Shape.TEXT),
    "base_of_code": Normaliser(codes.read_base_of_code, Shape.TEXT),
    "division": Normaliser(codes.read_division, Shape.TEXT),
    "conditions": Normaliser(clauses.read_conditions, Shape.TEXT),
    "materials": Normaliser(clauses.read_materials, Shape.TEXTS),
    "bodies": Normaliser(clauses.read_bodies, Shape.TEXTS),
}
