"""Why a body or division is refused.

NotFoundError
└── BodyNotFoundError
InvalidError
├── BodyInvalidError
└── RegisterFileInvalidError   the file cannot be read as a register at all
ConflictError
└── BodyRegisteredError
"""

from zhengtong.core.errors import ConflictError, InvalidError, NotFoundError


class BodyNotFoundError(NotFoundError):
    """No body has this USCC."""

    code = "organisations.body-not-found"
    text = "机构名录中没有统一社会信用代码为“{uscc}”的机构"


class BodyInvalidError(InvalidError):
    """What was said of a body cannot be right."""

    code = "organisations.body-invalid"
    text = "机构信息有误，请按提示修改"


class RegisterFileInvalidError(InvalidError):
    """The file lacks columns, so that none of its rows can be read."""

    code = "organisations.register-file-invalid"
    text = "文件缺少列：{columns}。请补齐表头后重新导入"


class BodyRegisteredError(ConflictError):
    """The register already has a body with this USCC."""

    code = "organisations.body-registered"
    text = "机构名录中已有统一社会信用代码为“{uscc}”的机构，请改为修改该机构"
