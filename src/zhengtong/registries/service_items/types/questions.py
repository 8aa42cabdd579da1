"""What an item asks for: fields, pages of them, and materials."""

from pydantic import Field as Key

from zhengtong.registries.service_items.types.labels import FieldType
from zhengtong.registries.service_items.types.parts import Basis, Part, Text


class Choice(Part):
    """One answer of a choice."""

    value: str
    label: Text


class Field(Part):
    """One question; ``when`` hides it, ``prefill`` names where its value may come from."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    type: FieldType
    label: Text
    hint: Text | None = None
    required: bool = True
    min: int | None = None
    max: int | None = None
    choices: tuple[Choice, ...] = ()
    division: str = ""
    prefill: str = ""
    when: str = ""


class Repeat(Part):
    """A group asked several times: ``form.<id>`` is a list of its rows."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    min: int = 1
    max: int = Key(default=50, ge=1, le=200)


class Group(Part):
    """One page of the form."""

    group: Text
    fields: tuple[Field, ...]
    repeat: Repeat | None = None
    when: str = ""


class Material(Part):
    """申请材料: a requirement, not an upload. ``source`` is ``applicant`` or ``licence/<type>``."""

    id: str = Key(pattern=r"^[a-z][a-z0-9_]*$")
    name: Text
    source: str = "applicant"
    basis: Basis | None = None
    each: str = ""
    accept: tuple[str, ...] = ("pdf", "ofd", "docx", "jpg", "png")
    max_mb: int = Key(default=20, ge=1, le=200)
    required: bool = True
    generated: bool = False
    commitment_allowed: bool = False
    deferrable: bool = False
    when: str = ""
    hint: Text | None = None
