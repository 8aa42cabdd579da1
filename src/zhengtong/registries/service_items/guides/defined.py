"""The guide of a published definition: everything it says, nothing it does not."""

from collections.abc import Iterable, Iterator

from zhengtong.core.texts import LocalisedText
from zhengtong.registries.service_items.guides.sections import (
    NO,
    YES,
    Texts,
    make_sections,
    visits_text,
)
from zhengtong.registries.service_items.types.document import Definition, Fee
from zhengtong.registries.service_items.types.guides import (
    Guide,
    GuideMaterial,
    GuideStep,
    limit_text,
)
from zhengtong.registries.service_items.types.guides import GuideElement as El
from zhengtong.registries.service_items.types.labels import Depth
from zhengtong.registries.service_items.types.parts import Basis, Text
from zhengtong.registries.service_items.types.process import parts_of
from zhengtong.registries.service_items.types.questions import Material
from zhengtong.registries.service_items.types.steps import Nodes, Parallel, Step
from zhengtong.registries.service_items.types.versions import ItemVersion

HERE = LocalisedText("本平台在线办理", "On this platform")


def guide_of(
    version: ItemVersion,
    *,
    department: LocalisedText,
    division_name: LocalisedText,
    imported: Texts,
) -> Guide:
    """Return the guide of a version; ``imported`` fills the elements that a definition has not."""
    definition = version.definition
    contact, time = definition.contact, definition.time
    texts = _texts(definition, department, division_name)
    return Guide(
        code=version.code,
        name=_localised(definition.item.name),
        power=definition.item.power,
        department=department,
        body_uscc=definition.implementation.body,
        division_code=definition.implementation.division,
        division_name=division_name,
        level=definition.implementation.level,
        audience=definition.audience,
        themes=definition.themes,
        sections=make_sections(_merged(imported, texts, is_here=definition.is_executable)),
        summary=_localised(definition.summary) if definition.summary else None,
        statutory=time.statutory,
        promised=time.promised,
        visits=definition.online.visits,
        is_online=definition.is_executable,
        address=contact.address,
        conditions=tuple(texts[El.CONDITIONS]),
        materials=tuple(_material(one) for one in definition.materials),
        steps=tuple(_steps(definition)),
        consult=contact.consult,
        complain=contact.complain,
        consult_phones=(contact.consult,),
        complain_phones=(contact.complain,),
        version_id=version.version_id if definition.is_executable else None,
        version_number=version.number,
        effective_from=version.effective_from,
    )


def _merged(imported: Texts, texts: Texts, *, is_here: bool) -> Texts:
    """Let the definition speak first; who applies here is not sent to another site."""
    said = {element: found for element, found in texts.items() if found}
    here: Texts = {El.URL: (HERE,), El.PLATFORM: (HERE,)} if is_here else {}
    return {**imported, **said, **here}


def _localised(text: Text) -> LocalisedText:
    return LocalisedText(text.zh, text.en)


def _plain(*texts: str) -> tuple[LocalisedText, ...]:
    return tuple(LocalisedText(text) for text in texts if text)


def _labels(*labels: Depth) -> tuple[LocalisedText, ...]:
    return tuple(LocalisedText(label.label, label.label_en) for label in labels)


def basis_text(basis: Basis) -> str:
    """Return a legal basis as it is quoted: 《法》第十五条 with the article's number as written."""
    articles = "、".join(f"第{article}条" for article in basis.articles)
    return f"《{basis.law.strip('《》')}》{articles}"


def _all_bases(definition: Definition) -> Iterator[Basis]:
    """Yield each law once, with every article that the item or a condition cites."""
    conditions = (one.basis for one in definition.conditions if one.basis)
    articles: dict[str, list[str]] = {}
    for basis in (*definition.item.basis, *conditions):
        articles.setdefault(basis.law, []).extend(basis.articles)
    for law, cited in articles.items():
        yield Basis(law=law, articles=tuple(dict.fromkeys(cited)))


def _texts(definition: Definition, department: LocalisedText, division: LocalisedText) -> Texts:
    return {
        **_identity_texts(definition, department, division),
        **_matter_texts(definition),
        **_channel_texts(definition),
    }


def _identity_texts(
    definition: Definition, department: LocalisedText, division: LocalisedText
) -> Texts:
    item, body = definition.item, definition.implementation
    return {
        El.NAME: (_localised(item.name),),
        El.CODE: _plain(body.code),
        El.BASE_CODE: _plain(item.base_code),
        El.POWER: (LocalisedText(item.power.label, item.power.label_en),),
        El.BASIS: _plain(*map(basis_text, _all_bases(definition))),
        El.LEVEL: (LocalisedText(body.level.label, body.level.label_en),),
        El.BODY: (department,),
        El.BODY_USCC: _plain(body.body),
        El.DIVISION: (division,),
    }


def _matter_texts(definition: Definition) -> dict[El, tuple[LocalisedText, ...]]:
    is_immediate = definition.time.promised.amount == 0
    kind = (
        LocalisedText("即办件", "Immediate")
        if is_immediate
        else LocalisedText("承诺件", "Promised")
    )
    result = definition.result
    return {
        El.AUDIENCE: tuple(LocalisedText(one.label, one.label_en) for one in definition.audience),
        El.THEMES: _plain(*definition.themes),
        El.OTHER_NAMES: _plain(*definition.keywords),
        El.CONDITIONS: tuple(_localised(one.unless_met) for one in definition.conditions),
        El.MATERIALS: tuple(_localised(one.name) for one in definition.materials),
        El.FEES: tuple(_fees(definition.fees)),
        El.KIND: (kind,),
        El.STEPS: tuple(step.name for step in _steps(definition)),
        El.SPECIAL: tuple(
            LocalisedText(step.special.label, step.special.label_en)
            for step, _ in _flat(definition.process)
            if step.special
        ),
        **({El.RESULT: (_localised(definition.item.name),)} if result else {}),
    }


def _channel_texts(definition: Definition) -> Texts:
    online, time, contact = definition.online, definition.time, definition.contact
    rights = definition.rights
    is_online = online.depth is not Depth.INFORMATION
    return {
        El.IS_ONLINE: (YES if is_online else NO,),
        El.DEPTH: _labels(online.depth),
        El.ADDRESS: _plain(contact.address),
        El.HOURS: _plain(contact.hours),
        El.VISIT_REASON: (_localised(online.visit_reason),) if online.visit_reason else (),
        El.STATUTORY: (limit_text(time.statutory),),
        El.PROMISED: (limit_text(time.promised),),
        El.VISITS: (visits_text(online.visits),),
        El.CONSULT: _plain(contact.consult),
        El.COMPLAIN: _plain(contact.complain),
        El.RECONSIDERATION: _plain(rights.reconsideration) if rights else (),
        El.LITIGATION: _plain(rights.litigation) if rights else (),
    }


def _fees(fees: Iterable[Fee]) -> Iterator[LocalisedText]:
    listed = list(fees)
    if not listed:
        yield LocalisedText("不收费", "Free of charge")
    for fee in listed:
        basis = f"（依据：{basis_text(fee.basis)}）" if fee.basis else ""
        is_fixed = fee.amount_yuan.strip().isdigit()
        amount = f"：{fee.amount_yuan.strip()} 元" if is_fixed else "：按填报情况计算"
        yield LocalisedText(f"{fee.name.zh}{amount}{basis}", fee.name.en)


def _material(material: Material) -> GuideMaterial:
    return GuideMaterial(
        name=_localised(material.name),
        hint=_localised(material.hint) if material.hint else None,
        basis=basis_text(material.basis) if material.basis else "",
        source=material.source,
        is_required=material.required,
        is_per_row=bool(material.each),
        may_commit=material.commitment_allowed,
        may_defer=material.deferrable,
    )


def _flat(nodes: Nodes, *, is_parallel: bool = False) -> Iterator[tuple[Step, bool]]:
    for node in nodes:
        if isinstance(node, Step):
            yield node, is_parallel
        for part in parts_of(node):
            yield from _flat(part, is_parallel=is_parallel or isinstance(node, Parallel))


def _steps(definition: Definition) -> Iterator[GuideStep]:
    for step, is_parallel in _flat(definition.process):
        within = limit_text(step.within) if step.within else None
        yield GuideStep(_localised(step.title), within, is_parallel)
