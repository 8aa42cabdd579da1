"""The licence type document as values: the schema ``zhengtong/licence/v1``."""

import string
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as Key

from zhengtong.core.codes import LicenceTypeCode, Uscc
from zhengtong.core.labels import LabelledEnum


class Part(BaseModel):
    """A frozen part of the document; an unknown key is a fault, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(Part):
    """A text in Chinese and English; a licence is printed in both."""

    zh: str = Key(min_length=1)
    en: str = Key(min_length=1)


def _as_texts(value: object) -> object:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else value


class Basis(Part):
    """法律依据: a law and its articles."""

    law: str = Key(min_length=1)
    articles: Annotated[tuple[str, ...], BeforeValidator(_as_texts)] = ()

    def __str__(self) -> str:
        return f"《{self.law}》" + "、".join(f"第{article}条" for article in self.articles)


class Shown(LabelledEnum):
    """How a fact is written on the licence."""

    TEXT = "text", "原样", "As it is"
    YUAN = "yuan", "人民币金额", "An amount of yuan"
    DATE = "date", "年月日", "A date"


class FieldRow(Part):
    """One row of the licence: its label, the path of the fact, and how it is written.

    ``from`` is a dotted path into the facts; ``partners.name`` is the name of every partner.
    ``texts`` gives the words for the codes of a choice.
    """

    label: Text
    path: str = Key(alias="from", pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")
    shown: Shown = Key(default=Shown.TEXT, alias="as")
    required: bool = True
    prominent: bool = False
    texts: dict[str, str] = Key(default_factory=dict)


def _check_type_code(value: str) -> str:
    return LicenceTypeCode.parse(value)


def _check_uscc(value: str) -> str:
    return Uscc.parse(value)


def _check_number(value: str) -> str:
    """Refuse a pattern that could give two licences one number.

    Raises: ``ValueError``.
    """
    holes = {name for _, name, _, _ in string.Formatter().parse(value) if name is not None}
    if not {"serial"} <= holes <= {"serial", "year"}:
        raise ValueError("编号格式必须含有 {serial}，可以含有 {year}，不能含有其他占位")
    value.format(serial=1, year=2026)
    return value


class LicenceTypeDocument(Part):
    """证照类型: what a licence of this type is called, shows, and rests on."""

    schema_: Literal["zhengtong/licence/v1"] = Key(alias="schema")
    code: Annotated[str, AfterValidator(_check_type_code)]
    name: Text
    issuers: tuple[Annotated[str, AfterValidator(_check_uscc)], ...] = ()
    number: Annotated[str, AfterValidator(_check_number)]
    statement: Text
    basis: tuple[Basis, ...] = Key(min_length=1)
    fields: tuple[FieldRow, ...] = Key(min_length=1)

    def may_be_issued_by(self, uscc: str) -> bool:
        """Return whether the body may issue it; a document that lists none leaves it open."""
        return not self.issuers or uscc in self.issuers
