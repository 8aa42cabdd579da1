"""``zhengtong ledger …``: verify, seal, show and publish the head of the ledger."""

from argparse import ArgumentTypeError
from collections.abc import Callable  # noqa: TC003
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localtime, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from zhengtong.foundation.ledger import selectors, services
from zhengtong.foundation.ledger.types import Fault, Head, SealNo

SM3_DIGITS = 64


def parse_head(text: str) -> Head:
    """Read a head as ``head`` prints it: ``12:9f86d0…``."""
    number, _colon, digest = text.partition(":")
    with suppress(ValueError):
        if len(bytes.fromhex(digest)) * 2 == SM3_DIGITS:
            return Head(SealNo(int(number)), digest.lower())
    raise ArgumentTypeError(_("链头应写作“批次:64位十六进制摘要”"))


class Command(BaseCommand):
    """Hand over to one of the subcommands."""

    help = "台账：核对、封存、查看、取得链头"

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer ``verify``, ``seal``, ``show`` and ``head``."""
        parsers = parser.add_subparsers(dest="subcommand", required=True)
        verify = parsers.add_parser("verify", help="逐条重算，指出第一处被改动的条目")
        verify.add_argument("--head", type=parse_head, help="此前在外部公布的链头")
        parsers.add_parser("seal", help="立即封存已提交的条目")
        show = parsers.add_parser("show", help="查看一个对象的全部记录")
        show.add_argument("subject", help="办件编号、证照标识、事项编码等")
        parsers.add_parser("head", help="当前链头，可公布或存放在系统之外")

    def handle(self, *_args: object, subcommand: str, **options: Any) -> None:
        """Run the subcommand that was named."""
        acts: dict[str, Callable[[dict[str, Any]], None]] = {
            "verify": self._verify,
            "seal": self._seal,
            "show": self._show,
            "head": self._head,
        }
        acts[subcommand](options)

    def _verify(self, options: dict[str, Any]) -> None:
        """Re-read everything; fail and name the entry where the chain breaks."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
            task = progress.add_task(_("核对台账"), total=selectors.count_sealed())
            found = selectors.verify(
                anchor=options["head"], told=lambda entries: progress.advance(task, entries)
            )
        if found.first_bad:
            raise CommandError(_("台账已被改动：{fault}").format(fault=_told(found.first_bad)))
        said = _("台账完好：{entries} 条记录，{seals} 次封存，另有 {unsealed} 条待封存。").format(
            entries=found.entries, seals=found.seals, unsealed=found.unsealed
        )
        self.stdout.write(self.style.SUCCESS(said))
        self._head(options)

    def _seal(self, _options: dict[str, Any]) -> None:
        """Seal until nothing is left to seal."""
        sealed = 0
        while count := services.seal_entries(at=now()):
            sealed += count
        self.stdout.write(_("已封存 {n} 条。").format(n=sealed))

    def _show(self, options: dict[str, Any]) -> None:
        """Print what was done to one subject, latest first."""
        before = None
        while entries := selectors.list_entries(options["subject"], before=before):
            for entry in entries:
                at = localtime(entry.at).isoformat(sep=" ", timespec="seconds")
                who = " ".join(filter(None, (entry.actor_name, entry.actor_body, entry.actor_post)))
                seal = entry.seal_no or "-"
                self.stdout.write(
                    f"{entry.entry_id}  {at}  {entry.action}  {who}  {entry.power}  [{seal}]"
                )
            before = entries[-1].entry_id

    def _head(self, _options: dict[str, Any]) -> None:
        """Print the head in the form that ``verify --head`` takes."""
        head = selectors.find_head()
        if head:
            self.stdout.write(f"{head.seal_no}:{head.digest}")


def _told(fault: Fault) -> str:
    """Say which entry, where, and what is the matter with it."""
    kind = fault.kind.in_language(get_language() or "")
    if fault.entry_id is None:
        return _("封存批次 {seal}：{kind}").format(seal=fault.seal_no, kind=kind)
    return _("条目 {entry}（{action} {subject}，封存批次 {seal} 第 {position} 条）：{kind}").format(
        entry=fault.entry_id,
        action=fault.action or "?",
        subject=fault.subject or "?",
        seal=fault.seal_no,
        position=fault.position,
        kind=kind,
    )
