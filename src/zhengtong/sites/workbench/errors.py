"""Refusals of the officer's site.

InvalidError
└── OutcomeMissingError
"""

from zhengtong.core.errors import InvalidError


class OutcomeMissingError(InvalidError):
    """The officer pressed the button before choosing how the step ends."""

    code = "workbench.outcome-missing"
    text = "请先选择办理结果，再提交"
