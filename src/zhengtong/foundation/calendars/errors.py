"""Why a date cannot be counted, or a year not be loaded.

UnavailableError
└── CalendarNotPublishedError   the State Council has not yet announced the year
InvalidError
└── CalendarFileInvalidError    every faulty line is in ``problems``
"""

from zhengtong.core.errors import InvalidError, UnavailableError


class CalendarNotPublishedError(UnavailableError):
    """A year whose holidays are not announced is never guessed."""

    code = "calendars.not-published"
    text = "{year}年的节假日安排尚未公布或导入，无法计算工作日；请系统管理员导入后重试"

    def __init__(self, year: int) -> None:
        super().__init__(year=str(year))
        self.year = year


class CalendarFileInvalidError(InvalidError):
    """The file of a year cannot be right; nothing of it was loaded."""

    code = "calendars.file-invalid"
    text = "节假日安排文件有误，未导入任何内容，请按提示修改后重新导入"
