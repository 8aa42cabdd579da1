"""What can be wrong with messages.

NotFoundError
└── JobNotFailedError
"""

from zhengtong.core.errors import NotFoundError


class JobNotFailedError(NotFoundError):
    """Only work that was given up can be taken up again."""

    code = "outbox.job-not-failed"
    text = "没有编号为 {job} 的失败任务"
