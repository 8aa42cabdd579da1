"""Judging an application before it is filed: every fault at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhengtong.casework.cases.rules import may_be_provided_by, ways_of
from zhengtong.casework.cases.types import MaterialChoice, MaterialWay
from zhengtong.core.errors import Problem
from zhengtong.core.texts import noop
from zhengtong.foundation.files import selectors as files
from zhengtong.foundation.files.types import FileId, StoredFile
from zhengtong.foundation.identity.types import Applicant
from zhengtong.registries.licences import selectors as licences
from zhengtong.registries.service_items.types import (
    FormData,
    ItemVersion,
    MaterialNeed,
)

CHINESE = "zh-hans"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What would be filed, and everything that stands in its way."""

    form: FormData
    materials: tuple[tuple[MaterialNeed, MaterialChoice], ...]
    problems: tuple[Problem, ...]


def judge_application(
    version: ItemVersion,
    form: FormData,
    choices: Mapping[str, MaterialChoice],
    applicant: Applicant,
    language: str = CHINESE,
) -> Judgement:
    """Return what would be filed of these answers and materials, with every fault.

    Hidden answers and materials that are not needed are left out; whatever is fetched from the
    register of licences is fetched here, so a tampered reference is a fault.

    Source: 行政许可法 第三十二条第一款第四项 (一次告知全部内容).
    """
    program = version.program
    needs = program.materials_for(form, ways_of(choices))
    chosen = {need.key: _resolve(need, choices, form, applicant) for need in needs}
    faults = (
        *program.problems(form, language=language),
        *_unmet_conditions(version, form, language),
        *_material_faults(needs, chosen, applicant, language),
    )
    handed_in = tuple((need, one) for need in needs if (one := chosen[need.key]) is not None)
    return Judgement(program.visible_form(form), handed_in, faults)


def find_held_licence(need: MaterialNeed, form: FormData, applicant: Applicant) -> str:
    """Return the identifier of a licence held that stands for a material, or nothing.

    The holder is the applicant, or for a row of a group the person that the row names.
    """
    if not need.is_fetched:
        return ""
    id_number = applicant.id_number if need.row is None else _person_of_row(need, form)
    slug = need.material.source.removeprefix("licence/")
    held = licences.find_held(id_number, slug) if id_number else None
    return "" if held is None else str(held.identifier)


def _person_of_row(need: MaterialNeed, form: FormData) -> str:
    rows = form.get(need.material.each, ())
    if isinstance(rows, str) or not isinstance(rows, list | tuple) or need.row is None:
        return ""
    row = rows[need.row]
    found = (str(row[name]) for name in ("resident_id", "uscc", "id_number") if row.get(name))
    return next(found, "")


def _resolve(
    need: MaterialNeed,
    choices: Mapping[str, MaterialChoice],
    form: FormData,
    applicant: Applicant,
) -> MaterialChoice | None:
    """Return how the material comes in: as chosen, else from where it can be had unasked."""
    choice = choices.get(need.key)
    if choice is not None and choice.way != MaterialWay.LICENCE:
        return choice
    if held := find_held_licence(need, form, applicant):
        return MaterialChoice(way=MaterialWay.LICENCE, licence=held, name=str(need.material.name))
    if need.material.generated:
        return MaterialChoice(way=MaterialWay.GENERATED)
    return None


def _unmet_conditions(version: ItemVersion, form: FormData, language: str) -> Iterator[Problem]:
    for index, condition in enumerate(version.definition.conditions):
        if condition in version.program.unmet_conditions(form):
            yield Problem(
                where=f"conditions[{index}]",
                text="{condition}",
                values={"condition": condition.unless_met.in_language(language)},
            )


def _material_faults(
    needs: tuple[MaterialNeed, ...],
    chosen: Mapping[str, MaterialChoice | None],
    applicant: Applicant,
    language: str,
) -> Iterator[Problem]:
    uploads = {one.file_id for one in chosen.values() if one and one.file_id}
    kept = files.get_files(uploads) if uploads else {}
    for need in needs:
        if fault := _fault_of(need, chosen[need.key], kept, applicant):
            name = need.material.name.in_language(language)
            yield Problem(where=f"materials.{need.key}", text=fault, values={"name": name})


def _fault_of(
    need: MaterialNeed,
    choice: MaterialChoice | None,
    kept: Mapping[FileId, StoredFile],
    applicant: Applicant,
) -> str:
    if choice is None:
        return noop("请提供“{name}”") if need.material.required else ""
    if not may_be_provided_by(need, choice):
        return noop("“{name}”不能以这种方式提供，请重新选择")
    if choice.file_id is None:
        return ""
    file = kept.get(choice.file_id)
    if file is None or file.owner_account_id != applicant.account_id:
        return noop("没有找到您上传的“{name}”，请重新上传")
    if file.extension not in need.material.accept:
        return noop("“{name}”的文件格式不符合要求，请重新上传")
    return ""
