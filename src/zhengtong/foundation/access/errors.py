"""Why a post cannot be given, taken or used.

NotFoundError
├── OfficerNotFoundError
└── GrantNotFoundError
InvalidError
└── OfficerInvalidError
ConflictError
├── StaffNoTakenError
└── GrantEndedError
ForbiddenError
├── NotAdministratorError     only the administrator of a division gives posts in it
└── OwnPostError              nobody gives a post to themselves
"""

from zhengtong.core.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError


class OfficerNotFoundError(NotFoundError):
    """The account is no officer's."""

    code = "access.officer-not-found"
    text = "没有找到该工作人员"


class GrantNotFoundError(NotFoundError):
    """There is no such grant."""

    code = "access.grant-not-found"
    text = "没有找到该岗位授权"


class OfficerInvalidError(InvalidError):
    """What was said of an officer cannot be right."""

    code = "access.officer-invalid"
    text = "工作人员信息有误，请按提示修改"


class StaffNoTakenError(ConflictError):
    """Another officer has this staff number."""

    code = "access.staff-no-taken"
    text = "工号“{staff_no}”已被使用，请核对后重新填写"


class GrantEndedError(ConflictError):
    """The grant has ended already."""

    code = "access.grant-ended"
    text = "该岗位授权已经终止"


class NotAdministratorError(ForbiddenError):
    """Only the administrator of a division gives and takes posts in it."""

    code = "access.not-administrator"
    text = "只有该区划的系统管理岗位可以管理工作人员和岗位"


class OwnPostError(ForbiddenError):
    """Nobody gives a post to themselves."""

    code = "access.own-post"
    text = "不能给自己授予或取消岗位，请由其他系统管理人员办理"
