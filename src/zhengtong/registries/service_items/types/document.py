"""The service definition as values: the schema ``zhengtong/service/v1``.

Pydantic reads the document, exports the published JSON Schema, and hands out frozen values.
"""

from typing import Literal

from pydantic import Field as Key

from zhengtong.registries.service_items.types.labels import Audience, Depth, Level, Power, StepKind
from zhengtong.registries.service_items.types.parts import Basis, Condition, Limit, Part, Text
from zhengtong.registries.service_items.types.questions import Group, Material
from zhengtong.registries.service_items.types.steps import Node


class Item(Part):
    """基本目录 elements."""

    base_code: str
    name: Text
    power: Power
    basis: tuple[Basis, ...] = ()


class CoBody(Part):
    """A body that takes part, and the step kind it does."""

    body: str
    does: StepKind


class Implementation(Part):
    """实施清单 elements."""

    code: str
    body: str
    level: Level
    division: str
    department: Text | None = None
    co_bodies: tuple[CoBody, ...] = ()


class Time(Part):
    """法定时限 and 承诺时限."""

    statutory: Limit
    promised: Limit


class Online(Part):
    """How much can be done online, and how often one must come."""

    depth: Depth
    visits: int = Key(ge=0)
    visit_reason: Text | None = None


class Fee(Part):
    """One fee line; ``amount_yuan`` is an expression over the form."""

    name: Text
    amount_yuan: str
    basis: Basis | None = None


class Result(Part):
    """审批结果: the licence a grant ends in; ``valid`` is ``indefinitely`` or ``3 years``.

    ``facts`` says by expression what the licence states: ``{firm_name: form.firm_name}``.
    """

    licence_type: str
    valid: str = Key(
        default="indefinitely", pattern=r"^(indefinitely|[1-9]\d* (years?|months?|days?))$"
    )
    facts: dict[str, str] = Key(default_factory=dict)


class Rights(Part):
    """Remedies. Source: 行政许可法 第三十八条."""

    reconsideration: str
    litigation: str


class Contact(Part):
    """Where to ask and where to complain."""

    consult: str
    complain: str
    address: str = ""
    hours: str = ""


class Expectation(Part):
    """What an example must come to; a missing key is not examined."""

    eligible: bool | None = None
    because: str = ""
    materials: tuple[str, ...] | None = None
    steps: tuple[str, ...] | None = None
    fee_yuan: int | None = None


class Given(Part):
    """The situation of an example."""

    form: dict[str, object] = Key(default_factory=dict)
    materials: dict[str, dict[str, bool]] = Key(default_factory=dict)


class Example(Part):
    """A worked example, run by ``zhengtong item test`` and before every publication."""

    name: str
    given: Given
    expect: Expectation


class Definition(Part):
    """One service item, from which everything about it is derived."""

    schema_: Literal["zhengtong/service/v1"] = Key(alias="schema")
    item: Item
    implementation: Implementation
    audience: tuple[Audience, ...] = Key(min_length=1)
    themes: tuple[str, ...] = ()
    summary: Text | None = None
    keywords: tuple[str, ...] = ()
    time: Time
    online: Online
    fees: tuple[Fee, ...] = ()
    conditions: tuple[Condition, ...] = ()
    form: tuple[Group, ...] = ()
    materials: tuple[Material, ...] = ()
    process: tuple[Node, ...] = ()
    result: Result | None = None
    rights: Rights | None = None
    contact: Contact
    examples: tuple[Example, ...] = ()

    @property
    def is_executable(self) -> bool:
        """Return whether it can be applied for here; without a process it is guide-only."""
        return bool(self.process)
