"""Door: what other rooms may know of a service item."""

from zhengtong.registries.service_items.types.document import (
    CoBody,
    Contact,
    Definition,
    Example,
    Expectation,
    Fee,
    Given,
    Implementation,
    Item,
    Online,
    Result,
    Rights,
    Time,
)
from zhengtong.registries.service_items.types.expressions import Expression, Truth
from zhengtong.registries.service_items.types.forms import FormData, FormValue, JsonValue, Row
from zhengtong.registries.service_items.types.labels import (
    Audience,
    AutomaticService,
    Depth,
    FieldType,
    Level,
    LimitUnit,
    Outcome,
    Power,
    Special,
    StepKind,
)
from zhengtong.registries.service_items.types.parts import Basis, Condition, Limit, Text
from zhengtong.registries.service_items.types.process import StepRecord, all_steps, open_steps
from zhengtong.registries.service_items.types.program import (
    FeeLine,
    ItemProgram,
    MaterialChoices,
    MaterialNeed,
)
from zhengtong.registries.service_items.types.questions import (
    Choice,
    Field,
    Group,
    Material,
    Repeat,
)
from zhengtong.registries.service_items.types.reading import (
    AnswerLine,
    AnswerSection,
    read_back,
)
from zhengtong.registries.service_items.types.steps import Parallel, Performer, Step
from zhengtong.registries.service_items.types.versions import ItemVersion, ItemVersionId
from zhengtong.registries.service_items.types.visibility import Page

__all__ = [
    "AnswerLine",
    "AnswerSection",
    "Audience",
    "AutomaticService",
    "Basis",
    "Choice",
    "CoBody",
    "Condition",
    "Contact",
    "Definition",
    "Depth",
    "Example",
    "Expectation",
    "Expression",
    "Fee",
    "FeeLine",
    "Field",
    "FieldType",
    "FormData",
    "FormValue",
    "Given",
    "Group",
    "Implementation",
    "Item",
    "ItemProgram",
    "ItemVersion",
    "ItemVersionId",
    "JsonValue",
    "Level",
    "Limit",
    "LimitUnit",
    "Material",
    "MaterialChoices",
    "MaterialNeed",
    "Online",
    "Outcome",
    "Page",
    "Parallel",
    "Performer",
    "Power",
    "Repeat",
    "Result",
    "Rights",
    "Row",
    "Special",
    "Step",
    "StepKind",
    "StepRecord",
    "Text",
    "Time",
    "Truth",
    "all_steps",
    "open_steps",
    "read_back",
]
