"""Why a file is not taken or not given.

NotFoundError
└── FileNotKeptError
InvalidError
├── FileEmptyError
├── FileTooLargeError
├── FileTypeNotAcceptedError   what it is, is not asked for here
└── FileDisguisedError         it is not what its name says
"""

from zhengtong.core.errors import InvalidError, NotFoundError


class FileNotKeptError(NotFoundError):
    """There is no such file."""

    code = "files.not-kept"
    text = "没有找到这份文件"


class FileEmptyError(InvalidError):
    """A file without a single byte proves nothing."""

    code = "files.empty"
    text = "文件“{name}”是空的，请选择有内容的文件"


class FileTooLargeError(InvalidError):
    """The file is larger than this place takes; the limit is told."""

    code = "files.too-large"
    text = "文件“{name}”超过 {limit}，请压缩或分成几份后再上传"


class FileTypeNotAcceptedError(InvalidError):
    """The file is honest about its kind, but that kind is not taken here."""

    code = "files.type-not-accepted"
    text = "文件“{name}”是{kind}，这里只接受：{accepted}"


class FileDisguisedError(InvalidError):
    """The content is of another kind than the name says."""

    code = "files.disguised"
    text = "文件“{name}”的名称像是{claimed}，内容却是{kind}，不能上传；这里只接受：{accepted}"
