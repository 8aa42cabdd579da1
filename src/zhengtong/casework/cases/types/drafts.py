"""An application while it is being filled in."""

from dataclasses import dataclass
from datetime import datetime

from zhengtong.casework.cases.types.materials import MaterialChoice
from zhengtong.casework.cases.types.states import DraftId
from zhengtong.core.codes import CaseNo
from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.types import Definition, FormData, Material


@dataclass(frozen=True, slots=True)
class DraftMaterial:
    """A material this applicant must provide, and how it is provided so far.

    ``key`` is ``charter``, or ``partner_id_cards[0]`` for the first row of a repeated group, whose
    number is ``row``.
    """

    key: str
    material: Material
    row: int | None
    choice: MaterialChoice | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """An application being filled in: what was typed, read as values, and its materials.

    ``typed`` is exactly what the person typed; ``form`` is the same read as values, hidden answers
    included. Units: ``fee_fen`` in fen.
    """

    draft_id: DraftId
    definition: Definition
    version_id: int
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
