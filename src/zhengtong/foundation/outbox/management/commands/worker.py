"""``zhengtong worker``: the background process."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from zhengtong.foundation.outbox.worker.keeper import keep_working


class Command(BaseCommand):
    """Run until told to stop."""

    help = "后台进程：执行任务、转交事件、封存台账；Ctrl-C 停止"

    def add_arguments(self, parser: CommandParser) -> None:
        """Let a deployment choose how many jobs run side by side."""
        parser.add_argument("--concurrency", type=int, default=4, help="同时执行的任务数")

    def handle(self, *_args: object, concurrency: int, **_options: Any) -> None:
        """Work, and say only what changes."""
        words = {
            "started": _("后台进程已启动"),
            "lost": _("与数据库的连接中断，正在重连：{error}"),
            "back": _("已重新连接数据库"),
            "stopped": _("后台进程已停止"),
        }
        keep_working(concurrency=concurrency, say=self._say, words=words)

    def _say(self, text: str) -> None:
        """Write at once, also into a pipe."""
        self.stdout.write(text)
        self.stdout.flush()
