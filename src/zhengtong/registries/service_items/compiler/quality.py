"""The layer of quality: what a guide must say for people to rely on it."""

from collections.abc import Iterator
from itertools import chain

from zhengtong.registries.service_items.compiler.faults import Fault, warning
from zhengtong.registries.service_items.compiler.register import Register
from zhengtong.registries.service_items.compiler.walk import materials_with_paths
from zhengtong.registries.service_items.types import Definition, Power
from zhengtong.registries.service_items.types.labels import Depth

CATCH_ALL = (
    "其他条件",
    "其它条件",
    "规定的其他",
    "规定的其它",
    "其他有关条件",
    "其他材料",
    "其它材料",
    "有关材料",
)


def check_quality(definition: Definition, _register: Register) -> Iterator[Fault]:
    """Judge the guide by the rules that a reader's trust rests on.

    Source: 行政许可法 第三十条; 国办函〔2016〕108号 办事指南规范化; 浙江省政务服务事项校验规则.
    """
    return chain(
        _visits(definition), _bases(definition), _catch_alls(definition), _rights(definition)
    )


def _visits(definition: Definition) -> Iterator[Fault]:
    online = definition.online
    if online.visits and online.visit_reason is None:
        text = f"须到现场 {online.visits} 次而没有说明原因"
        yield Fault(("online", "visits"), text, "请补上 visit_reason: {zh: 原因}，或改为 visits: 0")
    if not online.visits and online.visit_reason is not None:
        yield warning(("online", "visit_reason"), "不须到现场，不必写原因", "请删去 visit_reason")
    if online.visits and online.depth is Depth.END_TO_END:
        text = "全程网办（end_to_end）的事项不能要求到现场"
        yield Fault(("online", "depth"), text, "请写 visits: 0，或把 depth 改为 acceptance")


def _bases(definition: Definition) -> Iterator[Fault]:
    if not definition.item.basis and definition.item.power is not Power.PUBLIC_SERVICE:
        text = f"{definition.item.power.label}没有写设定依据"
        yield Fault(("item",), text, "请写 basis: [{law: 法律名称, articles: [条]}]")
    for index, fee in enumerate(definition.fees):
        if fee.basis is None:
            text = f"收费“{fee.name}”没有写依据"
            yield Fault(("fees", index), text, "请写 basis: {law: 收费文件}；没有依据不得收费")
    for path, material in materials_with_paths(definition):
        if material.basis is None and material.source == "applicant" and not material.generated:
            text = f"材料“{material.name}”没有写要求提供的依据"
            yield warning(path, text, "请写 basis: {law: 法律名称, articles: [条]}")
    for index, condition in enumerate(definition.conditions):
        if condition.basis is None:
            yield warning(
                ("conditions", index), "条件没有写依据", "请写 basis: {law: …, articles: […]}"
            )


def _catch_alls(definition: Definition) -> Iterator[Fault]:
    texts = [
        (("conditions", index, "unless_met"), condition.unless_met.zh)
        for index, condition in enumerate(definition.conditions)
    ] + [((*path, "name"), material.name.zh) for path, material in materials_with_paths(definition)]
    for path, text in texts:
        if word := next((word for word in CATCH_ALL if word in text), ""):
            mend = "请逐项列明；没有列明的，不得要求"
            yield Fault(path, f"“{word}”是兜底说法，办事人无从知道要什么", mend)


def _rights(definition: Definition) -> Iterator[Fault]:
    if definition.rights is None and definition.item.power is not Power.PUBLIC_SERVICE:
        mend = "请写 rights: {reconsideration: 复议机关, litigation: 法院}"
        yield Fault((), "没有写复议与诉讼的途径", mend)
    if not definition.item.name.en:
        yield warning(("item", "name"), "没有英文名称", "请补上 en")
