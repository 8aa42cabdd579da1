"""``zhengtong item reindex``: build this host's search index anew from the database."""

from time import perf_counter

from django.core.management.base import CommandParser

from zhengtong.registries.service_items import services
from zhengtong.registries.service_items.management.item import Options, Write

NAME = "reindex"
HELP = "从数据库重建本机的检索索引（重建期间照常检索）"


def add_arguments(parser: CommandParser) -> None:
    """Take nothing."""
    del parser


def run(options: Options, write: Write) -> None:
    """Build and swap."""
    del options
    started = perf_counter()
    count = services.rebuild_index()
    write(f"索引已重建：{count} 项，用时 {perf_counter() - started:.1f} 秒")
