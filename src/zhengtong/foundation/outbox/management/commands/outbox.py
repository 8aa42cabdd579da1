"""``zhengtong outbox …``: what waits, what failed, and failed work taken up again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from zhengtong.foundation.outbox import selectors, services
from zhengtong.foundation.outbox.errors import JobNotFailedError
from zhengtong.foundation.outbox.types import JobId


class Command(BaseCommand):
    """Hand over to one of the subcommands."""

    help = "事件与后台任务：积压、失败、重试"

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer ``backlog``, ``failures`` and ``retry``."""
        parsers = parser.add_subparsers(dest="subcommand", required=True)
        parsers.add_parser("backlog", help="等待转交的事件和等待执行的任务")
        parsers.add_parser("failures", help="已放弃或等待再试的任务")
        retry = parsers.add_parser("retry", help="重新执行一个已放弃的任务")
        retry.add_argument("job", type=int)

    def handle(self, *_args: object, subcommand: str, **options: Any) -> None:
        """Run the subcommand that was named."""
        if subcommand == "backlog":
            self._backlog()
        elif subcommand == "failures":
            self._failures()
        else:
            self._retry(JobId(options["job"]))

    def _backlog(self) -> None:
        backlog = selectors.get_backlog()
        line = _("待转交事件 {messages}，待执行任务 {jobs}，已放弃任务 {failures}")
        self.stdout.write(
            line.format(messages=backlog.messages, jobs=backlog.jobs, failures=backlog.failures)
        )
        for name in backlog.unknown_names:
            self.stdout.write(_("未登记的事件：{name}").format(name=name))

    def _failures(self) -> None:
        before = None
        while failures := selectors.list_failures(before=before):
            for failure in failures:
                again = failure.retry_at and localtime(failure.retry_at)
                when = f"{again:%Y-%m-%d %H:%M:%S}" if again else _("已放弃")
                what = f"{failure.job_id}  {failure.what}  ×{failure.attempts}"
                self.stdout.write(f"{what}  {when}  {failure.error}")
            before = failures[-1].job_id

    def _retry(self, job_id: JobId) -> None:
        try:
            services.retry_job(job_id=job_id, at=now())
        except JobNotFailedError as refusal:
            raise CommandError(_(refusal.text).format(**refusal.values)) from None
