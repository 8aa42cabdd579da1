"""What a search of the catalogue takes and gives."""

from dataclasses import dataclass

from zhengtong.core.labels import LabelledEnum
from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.types.labels import Power


class Facet(LabelledEnum):
    """Along which lines the catalogue is divided."""

    DIVISION = "division", "地区", "Region"
    BODY = "body", "部门", "Department"
    THEME = "theme", "主题", "Theme"
    AUDIENCE = "audience", "服务对象", "Who may apply"
    POWER = "power", "事项类型", "Kind of item"
    CHANNEL = "channel", "办理渠道", "Channel"


class Channel(LabelledEnum):
    """How far an item can be done on a screen."""

    HERE = "here", "本平台在线办理", "Apply on this platform"
    ELSEWHERE = "elsewhere", "其他网站办理", "Online on another site"
    WINDOW = "window", "窗口办理", "At a service window"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a text, matching the search or not; joined, the runs give the text back."""

    text: str
    is_match: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One item found; ``segments`` is its name cut where it matches."""

    code: str
    name: LocalisedText
    segments: tuple[Segment, ...]
    department: LocalisedText
    division_name: LocalisedText
    power: Power
    channel: Channel
    promised: LocalisedText | None

    @property
    def is_executable(self) -> bool:
        """Return whether the item can be applied for here."""
        return self.channel is Channel.HERE


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many items of this search it would leave."""

    value: str
    label: LocalisedText
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet with its values, most frequent first."""

    facet: Facet
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of a search; ``is_relaxed`` when no item had all the words and some have some."""

    words: str
    items: tuple[SearchHit, ...]
    facets: tuple[FacetGroup, ...]
    total: int
    page: int
    pages: int
    is_relaxed: bool = False

    @property
    def is_unanswered(self) -> bool:
        """Return whether no item of the whole catalogue has the words, whatever was narrowed."""
        is_narrowed = any(one.is_chosen for group in self.facets for one in group.values)
        return bool(self.words) and (self.is_relaxed or not (self.total or is_narrowed))
