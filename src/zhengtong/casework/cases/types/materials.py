"""What an applicant hands in, and what an officer asks to be put right."""

from dataclasses import dataclass

from zhengtong.casework.cases.types.states import MaterialWay
from zhengtong.core.labels import LabelledEnum
from zhengtong.foundation.files.types import FileId


@dataclass(frozen=True, slots=True)
class MaterialChoice:
    """How the applicant provides one material; the other way's value stays empty."""

    way: MaterialWay
    file_id: FileId | None = None
    licence: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class MaterialView:
    """A material as handed in with a case; ``key`` is ``charter`` or ``partner_id_cards[0]``."""

    key: str
    row: int | None
    name: str
    way: MaterialWay
    file_id: FileId | None
    file_name: str
    licence: str


class CorrectionKind(LabelledEnum):
    """What a line of a correction notice is about."""

    FIELD = "field", "填写内容", "An answer"
    MATERIAL = "material", "申请材料", "A material"


@dataclass(frozen=True, slots=True)
class CorrectionItem:
    """One thing to put right: which answer (``firm_name``, ``partners[1].name``) or material."""

    kind: CorrectionKind
    key: str
    text: str
