"""What every part of a definition is made of: texts, limits, legal bases, conditions."""

import re
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic import Field as Key
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.types.labels import LimitUnit


class Part(BaseModel):
    """A frozen part of the document; an unknown key is a fault, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Text(Part):
    """A text in Chinese, and in English where the author wrote one."""

    zh: str = Key(min_length=1)
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the English text for ``en…`` where there is one, else the Chinese."""
        return LocalisedText(self.zh, self.en).in_language(language)

    def __str__(self) -> str:
        return self.zh


LIMIT = re.compile(r"(\d+) (working day|day|hour|minute)s?")


class Limit(Part):
    """A time limit, written ``30 working days``; ``immediate`` makes an immediate case (即办件)."""

    amount: int = Key(ge=0)
    unit: LimitUnit

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _core: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish the written form: that is what a document has."""
        return {
            "type": "string",
            "pattern": f"^(immediate|{LIMIT.pattern})$",
            "description": cls.__doc__ or "",
            "examples": ["1 working day", "30 working days", "5 minutes", "immediate"],
        }

    @model_validator(mode="before")
    @classmethod
    def read(cls, value: object) -> object:
        """Read the written form.

        Raises: ``ValueError`` for any other wording.
        """
        if not isinstance(value, str):
            return value
        if value == "immediate":
            return {"amount": 0, "unit": LimitUnit.WORKING_DAY}
        found = LIMIT.fullmatch(value.strip())
        if found is None:
            raise ValueError("时限的写法不对；请写成 30 working days、5 minutes 或 immediate")
        return {"amount": int(found[1]), "unit": found[2]}


def _as_texts(value: object) -> object:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else value


class Basis(Part):
    """设定依据: a law and its articles."""

    law: str = Key(min_length=1)
    articles: Annotated[
        tuple[str, ...],
        BeforeValidator(_as_texts),
        WithJsonSchema({"type": "array", "items": {"type": ["string", "integer"]}}),
    ] = ()


class Condition(Part):
    """受理条件: an expression that must hold, and what to say when it does not."""

    rule: str
    unless_met: Text
    basis: Basis | None = None
