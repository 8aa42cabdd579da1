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
├── PostNotHeldError          the officer does not hold the post that the act needs
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


class PostNotHeldError(ForbiddenError):
    """The officer does not hold the post that the act needs."""

    code = "access.post-not-held"
    text = "您没有在该机构担任“{post}”岗位，不能办理这一操作"


class NotAdministratorError(ForbiddenError):
    """Only the administrator of a division gives and takes posts in it."""

    code = "access.not-administrator"
    text = "只有该区划的系统管理岗位可以管理工作人员和岗位"


class OwnPostError(ForbiddenError):
    """Nobody gives a post to themselves."""

    code = "access.own-post"
    text = "不能给自己授予或取消岗位，请由其他系统管理人员办理"
