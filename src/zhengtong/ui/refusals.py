"""What people and programs are told when something is refused: one table, by kind of refusal."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

from zhengtong.core.errors import (
    ConflictError,
    DomainError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    Problem,
    UnavailableError,
)

STATUS: Mapping[type[DomainError], int] = {
    NotFoundError: 404,
    ForbiddenError: 403,
    InvalidError: 422,
    ConflictError: 409,
    UnavailableError: 503,
}
TITLES: Mapping[int, str] = {
    400: noop("请求无法识别"),
    403: noop("没有权限"),
    404: noop("没有找到"),
    405: noop("请求方式不对"),
    409: noop("情况已经变化"),
    413: noop("内容太大"),
    422: noop("内容需要修改"),
    429: noop("请稍后再试"),
    500: noop("系统出错了"),
    503: noop("系统暂时无法处理"),
}
ADVICE: Mapping[int, str] = {
    400: noop("请返回上一页重新操作；如果页面已打开较久，请先刷新。"),
    403: noop("请确认登录的账号；需要开通权限的，请联系本单位系统管理员或者拨打12345。"),
    404: noop("请检查网址，或者从首页搜索您要办的事。"),
    405: noop("请返回上一页，用页面上的按钮操作。"),
    409: noop("请返回上一页并刷新，看到最新情况后再操作。您的其他内容没有改变。"),
    413: noop("请压缩文件或者分几份上传；页面上写有每份材料的大小限制。"),
    422: noop("请返回上一页，按提示修改后再提交。"),
    429: noop("请过几分钟再试；忘记密码的，可以通过电子邮箱找回。"),
    500: noop("这不是您的错。已经记录下来，请稍后再试；急需办理的，请拨打12345并告知下面的编号。"),
    503: noop("请稍等片刻后再试。没有提交成功的内容不会生效，已经保存的内容不会丢失。"),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer to a refused request, in the language of the person."""

    status: int
    code: str
    text: str
    problems: tuple[Problem, ...] = ()
    incident: str = ""

    @property
    def title(self) -> str:
        """Return the heading."""
        return gettext(TITLES.get(self.status, TITLES[400]))

    @property
    def advice(self) -> str:
        """Return what the person can do next."""
        return gettext(ADVICE.get(self.status, ADVICE[400]))

    def as_problem_json(self) -> dict[str, object]:
        """Return the members of problem+json.

        Source: RFC 9457.
        """
        return {
            "type": f"urn:zhengtong:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.text,
            "code": self.code,
            "advice": self.advice,
            **({"incident": self.incident} if self.incident else {}),
            "problems": [{"where": one.where, "text": one.text} for one in self.problems],
        }


def told(problem: Problem) -> Problem:
    """Return the problem with its text and mend in the language of the person, holes filled."""
    parts = [
        gettext(part).format(**problem.values) for part in (problem.text, problem.mend) if part
    ]
    return Problem(where=problem.where, text=" ".join(parts))


def of_error(error: DomainError) -> Refusal:
    """Return the answer to a refusal: its status follows from its kind alone."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 422)
    return Refusal(
        status=status,
        code=error.code,
        text=gettext(error.text).format(**error.values),
        problems=tuple(told(problem) for problem in error.problems),
    )
