"""Refusals about service items.

NotFoundError
├── ItemNotFoundError            no published version under this code
└── GuideNotFoundError           nothing in the catalogue under this code
InvalidError
├── DefinitionFaultyError        the document has faults; every one is in ``problems``
├── BpmnRefusedError             a BPMN file has what a process cannot; all in ``problems``
├── MappingFaultyError           an import's mapping has faults; every one is in ``problems``
└── ListUnreadableError          the list is not in the layout that its mapping names
ForbiddenError
├── SamePersonApprovesError      author and approver are one person
└── MayNotPublishError           author or approver does not hold the post for it
"""

from zhengtong.core.errors import ForbiddenError, InvalidError, NotFoundError


class ItemNotFoundError(NotFoundError):
    """Nothing that can be applied for is published under this code."""

    code = "service_items.not-found"
    text = "没有编码为{item_code}的可办理事项，请返回搜索重新选择"


class DefinitionFaultyError(InvalidError):
    """A definition that has errors, or whose examples fail, is not published."""

    code = "service_items.definition-faulty"
    text = "事项定义有{count}处错误，未发布；请按提示修改后再发布"


class SamePersonApprovesError(ForbiddenError):
    """Two persons answer for what is published: one wrote it, another reviewed it."""

    code = "service_items.same-person-approves"
    text = "编制人与审核人不能是同一人，请由另一人审核后发布"


class GuideNotFoundError(NotFoundError):
    """The catalogue has nothing under this code."""

    code = "service_items.guide-not-found"
    text = "事项目录中没有编码为{item_code}的事项，请返回搜索重新选择"


class MayNotPublishError(ForbiddenError):
    """Who writes and who approves each hold a post for it."""

    code = "service_items.may-not-publish"
    text = "{name}没有“{post}”岗位，不能发布事项；请由管理员授予岗位后再发布"


class MappingFaultyError(InvalidError):
    """The mapping document cannot be followed; every fault is listed."""

    code = "service_items.mapping-faulty"
    text = "映射文件有误，未导入任何内容"


class ListUnreadableError(InvalidError):
    """The list is not what the mapping says it is; nothing was imported."""

    code = "service_items.list-unreadable"
    text = "无法读取清单文件：{reason}。请核对映射文件中的格式、编码与工作表"


class BpmnRefusedError(InvalidError):
    """A BPMN file, or a process, that goes beyond the documented subset; every place is listed."""

    code = "service_items.bpmn-refused"
    text = "BPMN 文件中有{count}处超出支持的范围，未作转换；请按提示修改"
