"""An application while it is being filled in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from zhengtong.casework.cases.types.materials import MaterialChoice
from zhengtong.casework.cases.types.states import DraftId
from zhengtong.core.codes import CaseNo
from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.types import FormData, ItemVersion, Material


@dataclass(frozen=True, slots=True)
class Application:
    """An application filed in one go: answers and materials by the need's key."""

    item_code: str
    form: FormData
    materials: Mapping[str, MaterialChoice] = field(default_factory=dict)
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class DraftMaterial:
    """A material this applicant must provide, and how it is provided so far.

    ``key`` is ``charter``, or ``partner_id_cards[0]`` for the first row of a repeated group, whose
    number is ``row``. ``held`` is the licence that could be taken for it, where one is held.
    """

    key: str
    material: Material
    row: int | None
    choice: MaterialChoice | None
    held: str = ""


@dataclass(frozen=True, slots=True)
class DraftView:
    """An application being filled in: what was typed, read as values, and its materials.

    ``typed`` is exactly what the person typed; ``form`` is the same read as values, hidden answers
    included. Units: ``fee_fen`` in fen.
    """

    draft_id: DraftId
    item: ItemVersion
    on_behalf_of: str
    typed: FormData
    form: FormData
    materials: tuple[DraftMaterial, ...]
    fee_fen: int
    updated_at: datetime
    submitted_as: CaseNo | None


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list of one's drafts."""

    draft_id: DraftId
    item_code: str
    item_name: LocalisedText
    updated_at: datetime
