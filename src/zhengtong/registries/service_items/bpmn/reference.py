"""The page of reference of the BPMN subset, with the table of what becomes of the MIWG models."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from zhengtong.core.errors import Problem
from zhengtong.registries.service_items.bpmn.survey import Finding

HEAD = """# BPMN 2.0 参考 Reference of the BPMN subset

> This page is made by `zhengtong item bpmn table` and compared with it by a test. A process is
> exported with `zhengtong item bpmn export`, drawn with `item bpmn draw`, read with `item bpmn
> import`; export then import gives the same process. What is beyond the subset is refused by
> element and reason, all at once, and never guessed.

## 对应 What stands for what

| 事项定义 | BPMN 2.0 | 说明 |
| --- | --- | --- |
| 环节 `step` | `userTask`；自动与服务为 `serviceTask` | 名称即 `name`，其余写在 `zt:` 属性 |
| 环节的 `when` | `exclusiveGateway`，`zt:role="when"` | 不成立时走缺省连线 |
| 不予受理、不予许可 | `exclusiveGateway`，`zt:role="refusal"`，终止事件 | 结束整个流程 |
| `parallel` 并联 | 一对 `parallelGateway` | 各支须在同一个网关汇合 |
| `choice` 分支 | `exclusiveGateway`，缺省连线为 `otherwise` | 条件按连线次序判断 |
| `repeat` 循环 | `subProcess` 加 `standardLoopCharacteristics` | `until` 反过来写作 `!(…)` |
| 循环的 `otherwise` | `exclusiveGateway`，`zt:role="loop"` | 办满次数仍不成立；每一轮是一项新任务 |
| 条件 | CEL，`expressionLanguage="https://cel.dev"` | 未注明语言的按 CEL 读 |

`zt:` 是 `urn:zhengtong:bpmn:1`：`kind body post service within special outcomes automatic nameEn`。
读入时还接受 `task`、`manualTask`、`scriptTask`、`businessRuleTask` 和不循环的 `subProcess`。
泳道、数据对象、注释与分组不影响流程，不带入；消息流、边界与中间事件、补偿、多实例一律拒绝。
文件不超过2MB，不得有文档类型声明。

## 互操作模型 The MIWG models

The eight reference models of the OMG Model Interchange Working Group, process by process. *Load*:
the file is read. *Show*: everything that flows has a place, so `item bpmn draw` shows it. *Run*: it
becomes a process, and the engine brought it to its end.

| 文件 | 流程 | 读入 Load | 显示 Show | 执行 Run |
| --- | --- | --- | --- | --- |
"""


def bpmn_page(findings: Sequence[Finding]) -> str:
    """Return the page in Markdown."""
    rows = "\n".join(_row(one) for one in findings)
    return "\n".join([f"{HEAD}{rows}", "", "## 拒绝的原因 Refusals", *_refusals(findings)]) + "\n"


def _row(one: Finding) -> str:
    loaded = "是" if one.is_loaded else "否"
    shown = f"是，{one.shapes} 个元素" if one.is_shown else f"否，{len(one.undrawn)} 个没有位置"
    if one.is_loaded and not one.shapes:
        shown = "空流程"
    ran = f"是，{one.steps} 个环节" if one.is_run else f"否，{len(one.problems)} 处"
    return f"| {one.file} | {one.process} | {loaded} | {shown} | {ran} |"


def _refusals(findings: Iterable[Finding]) -> Iterator[str]:
    for one in findings:
        if one.problems:
            yield f"\n### {one.file} {one.process}\n"
            yield from _reasons(one.problems)


def _reasons(problems: Iterable[Problem]) -> Iterator[str]:
    for reason, group in groupby(sorted(problems, key=str), key=str):
        yield f"- {reason}：" + "；".join(f"`{problem.where}`" for problem in group)
