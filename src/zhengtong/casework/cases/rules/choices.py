"""How materials are provided, as kept in a draft and as the definition's expressions see it.

Source: 优化营商环境条例 第十九条, 第四十四条 (告知承诺).
"""

from collections.abc import Mapping
from uuid import UUID

from zhengtong.casework.cases.types import MaterialChoice, MaterialWay
from zhengtong.foundation.files.types import FileId
from zhengtong.registries.service_items.types import MaterialNeed

PROVIDED = frozenset({MaterialWay.UPLOAD, MaterialWay.LICENCE, MaterialWay.GENERATED})


def choice_as_json(choice: MaterialChoice) -> dict[str, str]:
    """Return a choice as a draft keeps it."""
    file_id = "" if choice.file_id is None else str(choice.file_id)
    return {
        "way": choice.way.value,
        "file_id": file_id,
        "licence": choice.licence,
        "name": choice.name,
    }


def choices_from_json(kept: Mapping[str, Mapping[str, str]]) -> dict[str, MaterialChoice]:
    """Return the choices that a draft keeps, by the need's key."""
    return {
        key: MaterialChoice(
            way=MaterialWay(one["way"]),
            file_id=FileId(UUID(one["file_id"])) if one["file_id"] else None,
            licence=one["licence"],
            name=one["name"],
        )
        for key, one in kept.items()
    }


def ways_of(choices: Mapping[str, MaterialChoice]) -> dict[str, dict[str, bool]]:
    """Return the choices as expressions see them: provided, committed or deferred."""
    return {
        key: {
            "provided": choice.way in PROVIDED,
            "committed": choice.way == MaterialWay.COMMITMENT,
            "deferred": choice.way == MaterialWay.DEFERRED,
        }
        for key, choice in choices.items()
    }


def may_be_provided_by(need: MaterialNeed, choice: MaterialChoice) -> bool:
    """Return whether the definition lets this material come in this way.

    Source: 优化营商环境条例 第四十四条 (告知承诺); 容缺受理 only where the item says so.
    """
    material = need.material
    allowed = {
        MaterialWay.UPLOAD: choice.file_id is not None,
        MaterialWay.LICENCE: need.is_fetched and bool(choice.licence),
        MaterialWay.COMMITMENT: material.commitment_allowed,
        MaterialWay.DEFERRED: material.deferrable,
        MaterialWay.GENERATED: material.generated,
    }
    return allowed[choice.way]
